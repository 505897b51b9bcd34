package io.github.churnml.fuzz;

import io.github.churnml.data.Dates;
import io.github.churnml.data.Numbers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

/** Single values: numbers and dates, which never refuse but answer NaN. */
final class TextTargets {

    /** What {@link Numbers} documents as a strict number, said a second time. */
    private static final Pattern NUMBER = Pattern.compile("[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?");

    /** The years 0 to 9999, which ISO writes with four digits; an offset or rounding may lead out of them. */
    private static final long FIRST_DAY = LocalDate.of(0, 1, 1).toEpochDay();

    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

    private TextTargets() {}

    static FuzzTarget numbers() {
        return FuzzTarget.of(
                "numbers",
                Seeds.lines("numbers.txt"),
                List.of(
                        "e-324",
                        "e308",
                        "inf",
                        "Infinity",
                        "NaN",
                        "0x",
                        "\u00A0",
                        "\u202F",
                        "€",
                        "USD",
                        "%",
                        "(",
                        ")",
                        "'"),
                TextTargets::text,
                TextTargets::checkNumber);
    }

    static FuzzTarget dates() {
        return FuzzTarget.of(
                "dates",
                Seeds.lines("dates.txt"),
                List.of("T", "Z", "+01:00", ".5", "24:00", "23:59:60", "02-29", "0000", "9999", "\u2003"),
                TextTargets::text,
                TextTargets::checkDate);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void checkNumber(String text) {
        double strict = Numbers.parse(text);
        double loose = Numbers.looseParse(text);
        String bare = text.strip();
        double expected = NUMBER.matcher(bare).matches() ? Double.parseDouble(bare) : Double.NaN;
        require(same(strict, Double.isInfinite(expected) ? Double.NaN : expected), "parse", strict);
        require(!Double.isInfinite(loose), "looseParse", loose);
        require(Double.isNaN(strict) || same(strict, loose), "looseParse differs from parse", loose);
        require(!Double.isInfinite(expected) || Numbers.isInfinite(text), "isInfinite", expected);
        require(!Numbers.isInfinite(text) || Double.isNaN(strict), "finite and infinite", strict);
        if (!Double.isNaN(loose)) {
            require(Numbers.parse(Numbers.text(loose)) == loose, "text does not read back", loose);
        }
    }

    private static void checkDate(String text) {
        boolean any = false;
        for (Dates.Format format : Dates.Format.values()) {
            double days = Dates.parse(text, format);
            any |= !Double.isNaN(days);
            require(!Double.isInfinite(days), "parse", days);
            if (days >= FIRST_DAY && days < LAST_DAY) {
                double again = Dates.parse(Dates.text(days));
                require(Math.abs(again - days) <= 0.51 / 86_400_000, "text does not read back", days);
            }
        }
        require(same(Dates.parse(text), Dates.parse(text, Dates.Format.ISO)), "ISO is the default", 0);
        require(any == Dates.detect(List.of(text)).isPresent(), "detect and parse differ", 0);
    }

    private static boolean same(double a, double b) {
        return a == b || Double.isNaN(a) && Double.isNaN(b);
    }

    private static void require(boolean holds, String what, double value) {
        if (!holds) {
            throw new AssertionError(what + ": " + value);
        }
    }
}
