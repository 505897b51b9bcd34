package io.github.churnml.data.read;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Decimals;
import io.github.churnml.data.Notice;
import io.github.churnml.data.Numbers;
import io.github.churnml.error.Wording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A text column that turned out to hold formatted numbers ({@code $1,234.50}, {@code 12 %}, {@code 79,32}): nearly all of
 * its values are numbers as spreadsheets and banks write them.
 *
 * @param decimals the decimal mark that the values show. If none of them shows one it is a point, or both where the column
 *     also holds cells that are numbers and not text
 * @param decided whether any value shows the decimal mark
 * @param numbers how many values are numbers
 * @param formatted how many of these only a lenient reader takes for numbers, or stand as numbers beside such texts
 * @param junk values that are not numbers, by text; they count as missing
 * @param open values that are one number with a decimal point and another with a decimal comma, by text. Where both marks occur
 *     in the column they count as missing too; where no value shows a mark the comma is taken for thousands
 */
public record HiddenNumbers(
        Decimals decimals,
        boolean decided,
        long numbers,
        long formatted,
        Map<String, Integer> junk,
        Map<String, Integer> open) {

    /** The share of values that must be numbers for a text column to become one. */
    public static final double LEAST_SHARE = 0.95;

    /** The reader's notice of a column whose points stand before thousands. */
    static final String THOUSANDS = "points-before-thousands";

    private static final int SAMPLE = 500;
    private static final double LARGEST_AMOUNT = 1e15;
    private static final int MOST_EXAMPLES = 5;

    /**
     * Looks at the columns of a table that no one has declared.
     *
     * @param data the whole table
     * @param missing the texts that stand for a missing value
     * @param settled names of columns not to look at
     * @return what was found, by column
     */
    public static Map<String, HiddenNumbers> in(Dataset data, MissingMarkers missing, Set<String> settled) {
        Map<String, HiddenNumbers> found = new TreeMap<>();
        for (Column column : data.columns()) {
            if (!settled.contains(column.name())) {
                in(column, missing).ifPresent(hidden -> found.put(column.name(), hidden));
            }
        }
        return found;
    }

    /**
     * The table with such columns as numbers, so that everything that looks at it sees what is learnt from.
     *
     * @param data the table
     * @param hidden what was found in it
     * @param missing the texts that stand for a missing value
     * @return the table; the same if nothing was found
     */
    public static Dataset asNumbers(Dataset data, Map<String, HiddenNumbers> hidden, MissingMarkers missing) {
        if (hidden.isEmpty()) {
            return data;
        }
        List<Column> columns = new ArrayList<>();
        for (Column column : data.columns()) {
            HiddenNumbers found = hidden.get(column.name());
            columns.add(found == null ? column : found.read(column, missing));
        }
        return Dataset.of(
                columns,
                data.notices().stream()
                        .filter(notice -> !hidden.containsKey(notice.column())
                                || !notice.code().startsWith("type-inferred"))
                        .toList());
    }

    /** Looks at a column that no one has declared; the reader's own reading of plain numbers is not questioned. */
    static Optional<HiddenNumbers> in(Column column, MissingMarkers missing) {
        if (column.type().isNumber() || column.type() == ColumnType.BOOLEAN || !firstValuesAreNumbers(column)) {
            return Optional.empty();
        }
        Map<String, Integer> counts = column.counts();
        DecimalMarks marks = new DecimalMarks();
        counts.forEach(marks::add);
        Decimals table = column instanceof CodedColumn coded ? coded.tableDecimals() : Decimals.EITHER;
        HiddenNumbers found = count(counts, missing, marks, table);
        boolean enough = found.numbers > 0 && found.numbers >= LEAST_SHARE * (found.numbers + sum(found.junk));
        // What names its row is plain digits as a rule; plain digits that the user had read as levels stay levels.
        boolean names = column.type() == ColumnType.IDENTIFIER || column.type() == ColumnType.TEXT;
        boolean hidden = names ? 2 * found.formatted >= found.numbers : found.formatted + found.lost() > 0;
        // Whole numbers that name their row do so however they are written.
        return enough && hidden && found.read(column, missing).type() == ColumnType.NUMERIC
                ? Optional.of(found)
                : Optional.empty();
    }

    /** The column as the table's reader has it once the numbers are plain. */
    private Column read(Column column, MissingMarkers missing) {
        Map<String, String> plain = new HashMap<>();
        List<@Nullable String[]> rows = new ArrayList<>(column.rows());
        for (int row = 0; row < column.rows(); row++) {
            String text = column.text(row);
            String number = text == null
                    ? ""
                    : plain.computeIfAbsent(
                            text, given -> missing.isMissing(given) ? "" : plain(decimals.parse(given)));
            rows.add(new String[] {number});
        }
        return Tables.ofTexts(List.of(column.name()), rows, ReadOptions.standard())
                .columns()
                .get(0);
    }

    private static String plain(double value) {
        return Double.isFinite(value) ? Numbers.text(value) : "";
    }

    /** Spares a column of names or prose the count of all its texts. */
    private static boolean firstValuesAreNumbers(Column column) {
        int seen = 0;
        int numbers = 0;
        for (int row = 0; row < column.rows() && seen < SAMPLE; row++) {
            String text = column.text(row);
            if (text != null) {
                seen++;
                // Whole numbers of 16 digits and more, in whatever groups, are names.
                numbers += Math.abs(Decimals.POINT.parse(text)) < LARGEST_AMOUNT ? 1 : 0;
            }
        }
        return 2 * numbers > seen;
    }

    private static HiddenNumbers count(
            Map<String, Integer> counts, MissingMarkers missing, DecimalMarks marks, Decimals table) {
        Decimals decimals = marks.decide(table, Decimals.POINT);
        long numbers = 0;
        long formatted = 0;
        Map<String, Integer> junk = new TreeMap<>();
        Map<String, Integer> open = new TreeMap<>();
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            String bare = entry.getKey().strip();
            if (missing.isMissing(bare)) {
                continue;
            }
            boolean number = !Double.isNaN(decimals.parse(bare));
            if ((decimals == Decimals.EITHER || decimals == Decimals.POINT && !marks.isDecided())
                    && Decimals.isOpen(bare)) {
                open.merge(bare, entry.getValue(), Integer::sum);
            } else if (!number) {
                junk.merge(bare, entry.getValue(), Integer::sum);
            }
            numbers += number ? entry.getValue() : 0;
            formatted += number && (MixedCells.isNumber(bare) || Numbers.parse(bare) != decimals.parse(bare))
                    ? entry.getValue()
                    : 0;
        }
        return new HiddenNumbers(decimals, marks.isDecided(), numbers, formatted, junk, open);
    }

    private boolean isMixed() {
        return decimals == Decimals.EITHER;
    }

    /** {@return how many values count as missing though there is something} */
    public long lost() {
        return sum(junk) + (isMixed() ? sum(open) : 0);
    }

    private static long sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToLong(Integer::longValue).sum();
    }

    /**
     * What to say of a column.
     *
     * @param column its name
     * @return that it is read as numeric, and which values are not
     */
    public Notice notice(String column) {
        StringBuilder text = new StringBuilder("Column ")
                .append(Wording.name(column))
                .append(" holds numbers written as text")
                .append(
                        decimals == Decimals.POINT
                                ? ""
                                : decimals == Decimals.COMMA
                                        ? ", with a decimal comma,"
                                        : !decided
                                                ? ", and nothing tells whether with a decimal comma or a decimal point,"
                                                : ", some with a decimal comma and some with a decimal point,")
                .append(" and is read as numeric");
        long none = sum(junk);
        if (none > 0) {
            text.append("; ")
                    .append(Wording.count(none))
                    .append(none == 1 ? " value that is none, " : " values that are none, such as ");
            text.append(examples(junk)).append(none == 1 ? ", counts as missing" : ", count as missing");
        }
        long either = sum(open);
        if (either > 0 && isMixed()) {
            text.append("; ")
                    .append(Wording.count(either))
                    .append(either == 1 ? " value" : " values")
                    .append(" that may be read either way, ");
            text.append(either == 1 ? "" : "such as ").append(examples(open));
            text.append(either == 1 ? ", counts as missing" : ", count as missing");
            text.append(". Maybe write the column with one decimal mark");
        } else if (either > 0) {
            String example = open.keySet().iterator().next();
            text.append("; nothing tells whether its commas stand before decimals or thousands, and ")
                    .append(Wording.value(example))
                    .append(" is taken for ")
                    .append(plain(decimals.parse(example)));
        }
        return new Notice("hidden-numbers", column, text.append('.').toString());
    }

    private static String examples(Map<String, Integer> counts) {
        return String.join(
                ", ",
                counts.keySet().stream()
                        .limit(MOST_EXAMPLES)
                        .map(Wording::value)
                        .toList());
    }
}
