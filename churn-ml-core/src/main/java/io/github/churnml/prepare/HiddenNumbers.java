package io.github.churnml.prepare;

import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dates;
import io.github.churnml.data.MissingMarkers;
import io.github.churnml.data.Notice;
import io.github.churnml.data.Numbers;
import io.github.churnml.error.Wording;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text column that turned out to hold numbers in some dress ({@code $1,234.50}, {@code 12 %}, {@code 79,32}): nearly all
 * of its values are numbers once the dress is taken off.
 *
 * @param decimalComma whether a comma separates the decimals
 * @param numbers how many values are numbers
 * @param dressed how many of them are none to a strict reader
 * @param junk how many values are no numbers; they count as missing
 * @param example one of these, or null
 */
public record HiddenNumbers(
        boolean decimalComma,
        long numbers,
        long dressed,
        long junk,
        @Nullable String example) {

    /** The share of values that must hide a number for a text column to become one. */
    public static final double LEAST_SHARE = 0.95;

    private static final int SAMPLE = 500;

    /** A number whose comma cannot be a separator of thousands. */
    private static final Pattern COMMA = Pattern.compile("[^,]*\\d,(\\d{1,2}|\\d{4,})\\D*");

    /** Looks at a column that no one has declared; the reader's own reading of plain numbers is not questioned. */
    static Optional<HiddenNumbers> in(Column column, MissingMarkers missing) {
        if (column.type().isNumber() || column.type() == ColumnType.BOOLEAN || !firstValuesAreNumbers(column)) {
            return Optional.empty();
        }
        Map<String, Integer> counts = FittedCleaning.counts(column);
        boolean comma =
                counts.keySet().stream().anyMatch(text -> COMMA.matcher(text).matches());
        HiddenNumbers found = count(counts, missing, comma);
        boolean enough = found.numbers > 0 && found.numbers >= LEAST_SHARE * (found.numbers + found.junk);
        // What names its row is plain digits as a rule; plain digits that the user had read as levels stay levels.
        boolean names = column.type() == ColumnType.IDENTIFIER || column.type() == ColumnType.TEXT;
        boolean hidden = names ? 2 * found.dressed >= found.numbers : found.dressed + found.junk > 0;
        return enough && hidden ? Optional.of(found) : Optional.empty();
    }

    /**
     * Reads a column that hides numbers; text that is no number is refused.
     *
     * @param column a column that no one has declared
     * @param missing the texts that stand for a missing value
     * @return an input, or empty if the column does not hide numbers
     */
    public static Optional<Input> input(Column column, MissingMarkers missing) {
        return in(column, missing).map(found -> input(column.name(), found.decimalComma, missing));
    }

    /**
     * Reads a column of numbers of which some may be in dress; text that is no number is refused.
     *
     * @param name the column's name
     * @param missing the texts that stand for a missing value
     * @return an input
     */
    public static Input input(String name, MissingMarkers missing) {
        return input(name, false, missing);
    }

    private static Input input(String name, boolean decimalComma, MissingMarkers missing) {
        return new NumberInput(
                name, true, new NumberText(ColumnType.NUMERIC, true, decimalComma, false, Dates.Format.ISO, missing));
    }

    /** Spares a column of names or prose the count of all its texts. */
    private static boolean firstValuesAreNumbers(Column column) {
        int seen = 0;
        int numbers = 0;
        for (int row = 0; row < column.rows() && seen < SAMPLE; row++) {
            String text = column.text(row);
            if (text != null) {
                seen++;
                boolean number = Double.isFinite(Numbers.looseParse(text.strip()))
                        || Double.isFinite(Numbers.looseParse(NumberText.withPoint(text.strip())));
                numbers += number ? 1 : 0;
            }
        }
        return 2 * numbers > seen;
    }

    private static HiddenNumbers count(Map<String, Integer> counts, MissingMarkers missing, boolean comma) {
        long numbers = 0;
        long dressed = 0;
        long junk = 0;
        String example = null;
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            String bare = entry.getKey().strip();
            if (missing.isMissing(bare)) {
                continue;
            }
            if (Double.isFinite(Numbers.looseParse(comma ? NumberText.withPoint(bare) : bare))) {
                numbers += entry.getValue();
                dressed += Double.isNaN(Numbers.parse(bare)) ? entry.getValue() : 0;
            } else {
                junk += entry.getValue();
                example = example == null || bare.compareTo(example) < 0 ? bare : example;
            }
        }
        return new HiddenNumbers(comma, numbers, dressed, junk, example);
    }

    Notice notice(String column) {
        String rest = junk == 0
                ? ""
                : "; " + junk + (junk == 1 ? " value that is none, " : " values that are none, such as ")
                        + Wording.value(example) + (junk == 1 ? ", counts" : ", count") + " as missing";
        return new Notice(
                "hidden-numbers",
                column,
                "Column " + Wording.name(column) + " holds numbers written as text"
                        + (decimalComma ? ", with a decimal comma," : "") + " and is read as numeric" + rest + ".");
    }
}
