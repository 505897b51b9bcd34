package io.github.churnml.data.read;

import java.util.Locale;

/**
 * The texts that spreadsheets write where a formula failed, in the languages that translate them; a value that is not there.
 * All of them begin with {@code #} but those of LibreOffice ({@code Err:502}).
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class SpreadsheetErrors {

    /** The missing marker that stands for them all. */
    static final String MARKER = "#n/a";

    private static final String TEXTS = "|"
            // English, and what is the same everywhere
            + "#n/a|"
            + "#na|"
            + "#div/0!|"
            + "#value!|"
            + "#ref!|"
            + "#name?|"
            + "#num!|"
            + "#null!|"
            + "#spill!|"
            + "#calc!|"
            + "#field!|"
            + "#getting_data|"
            + "#blocked!|"
            + "#unknown!|"
            + "#connect!|"
            + "#busy!|"
            + "#external!|"
            + "#python!|"
            + "#timeout!|"
            + "#error!|"
            + "#n/a n/a|"
            + "#n/a!|"
            // German, Dutch, Danish, Swedish, Norwegian, Finnish
            + "#nv|"
            + "#bezug!|"
            + "#wert!|"
            + "#zahl!|"
            + "#überlauf!|"
            + "#n/b|"
            + "#verw!|"
            + "#waarde!|"
            + "#getal!|"
            + "#deel/0!|"
            + "#naam?|"
            + "#leeg!|"
            + "#i/t|"
            + "#division/0!|"
            + "#reference!|"
            + "#værdi!|"
            + "#navn?|"
            + "#nul!|"
            + "#saknas!|"
            + "#saknas|"
            + "#otillgänglig!|"
            + "#värdefel!|"
            + "#referens!|"
            + "#referensfel!|"
            + "#ogiltigt!|"
            + "#namn?|"
            + "#skärning!|"
            + "#verdi!|"
            + "#i/t!|"
            + "#puuttuu|"
            + "#puuttuu!|"
            + "#puuttuu/ei!|"
            + "#jako/0!|"
            + "#arvo!|"
            + "#viittaus!|"
            + "#nimi?|"
            + "#luku!|"
            + "#tyhjä!|"
            // French, Italian, Spanish, Portuguese
            + "#valeur!|"
            + "#nom?|"
            + "#nombre!|"
            + "#n/d|"
            + "#n/d!|"
            + "#rif!|"
            + "#valore!|"
            + "#nome?|"
            + "#nullo!|"
            + "#¡div/0!|"
            + "#¡ref!|"
            + "#¡valor!|"
            + "#¿nombre?|"
            + "#¡num!|"
            + "#¡nulo!|"
            + "#valor!|"
            + "#núm!|"
            + "#nulo!|"
            // Polish, Czech, Hungarian, Turkish, Russian
            + "#adr!|"
            + "#arg!|"
            + "#liczba!|"
            + "#nazwa?|"
            + "#zero!|"
            + "#dziel/0!|"
            + "#dělení_nulou!|"
            + "#hodnota!|"
            + "#odkaz!|"
            + "#název?|"
            + "#číslo!|"
            + "#není_k_dispozici|"
            + "#hiányzik|"
            + "#zéróosztó!|"
            + "#érték!|"
            + "#hiv!|"
            + "#név?|"
            + "#szám!|"
            + "#nulla!|"
            + "#yok|"
            + "#sayı/0!|"
            + "#değer!|"
            + "#başv!|"
            + "#ad?|"
            + "#sayı!|"
            + "#boş!|"
            + "#н/д|"
            + "#дел/0!|"
            + "#знач!|"
            + "#ссылка!|"
            + "#имя?|"
            + "#число!|"
            + "#пусто!|";

    private SpreadsheetErrors() {}

    /**
     * Whether a text is such an error.
     *
     * @param text a text without blanks around it, in any case
     * @return whether it is
     */
    public static boolean contains(String text) {
        if (text.length() < 3 || text.length() > 20 || text.indexOf('|') >= 0) {
            return false;
        }
        char first = text.charAt(0);
        if (first == '#') {
            return TEXTS.contains("|" + text.toLowerCase(Locale.ROOT) + "|");
        }
        return first == 'E' && text.startsWith("Err:") && isCode(text);
    }

    private static boolean isCode(String text) {
        return text.length() == 7 && text.chars().skip(4).allMatch(c -> c >= '0' && c <= '9');
    }

    /** The same for a range of characters. */
    static boolean contains(char[] s, int from, int to) {
        return to - from >= 3
                && (s[from] == '#' || s[from] == 'E')
                && to - from <= 20
                && contains(new String(s, from, to - from));
    }
}
