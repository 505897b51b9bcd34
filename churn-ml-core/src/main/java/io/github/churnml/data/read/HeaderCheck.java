package io.github.churnml.data.read;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells a first row that is a customer from one that names columns. A name is hardly ever a value of its own column, and
 * columns of numbers hardly ever have numbers as names, unless they are years or count from 0 or 1.
 */
final class HeaderCheck {

    static final int MOST_ROWS = 200;
    private static final int MOST_COLUMNS = 1_000;
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?[0-9]{1,18}(?:[.,][0-9]{1,18})?(?:[eE][-+]?[0-9]{1,3})?");
    private static final Pattern DATE =
            Pattern.compile("[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}.*|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}.*");

    private static final String AMOUNT = "number";
    private static final Set<String> MISSING = Set.of("na", "n/a", "nan", "null", "none", "?", "-");

    private HeaderCheck() {}

    /**
     * Looks at the beginning of a CSV file.
     *
     * @param wanted whether there is a header, or null to work it out
     * @return how many columns to name, 0 if the first record is the header
     * @throws DataException if it is to be worked out, and the first record looks like a row
     */
    static int columns(Path path, char delimiter, String sample, @Nullable Boolean wanted, boolean whole) {
        if (Boolean.TRUE.equals(wanted)) {
            return 0;
        }
        List<String[]> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .fieldSeparator(delimiter)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(sample)) {
            for (CsvRecord row : csv) {
                boolean blank = row.getFieldCount() == 1 && row.getField(0).isBlank();
                if (!blank) {
                    rows.add(row.getFields().toArray(new String[0]));
                }
                if (rows.size() > MOST_ROWS || wanted != null && !rows.isEmpty()) {
                    break;
                }
            }
        } catch (RuntimeException | java.io.IOException e) {
            // The reading itself says what is wrong; up to there the rows are good.
        }
        if (!whole && rows.size() > 1 && rows.size() <= MOST_ROWS) {
            rows.remove(rows.size() - 1); // May be cut.
        }
        if (wanted != null) {
            return rows.isEmpty() ? 0 : rows.get(0).length;
        }
        refuseRow(path, rows);
        return 0;
    }

    /** Refuses a table whose first row is no header. */
    static void refuseRow(Path path, List<String[]> rows) {
        if (rows.size() > 2 && rows.get(0).length <= MOST_COLUMNS && isRow(rows)) {
            throw new DataException(
                    "The first row of " + TableFile.shortName(path)
                            + " looks like a customer and not like names of columns: " + shown(rows.get(0)) + ".",
                    "Maybe the table has no header: say so with --no-header, and its columns are called c1, c2 and so on"
                            + " (in Java: withHeader(false)); if it has one, say so with --header.",
                    Where.in(path));
        }
    }

    private static String shown(String[] first) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < Math.min(5, first.length); i++) {
            shown.append(i == 0 ? "" : ", ").append(Wording.value(first[i]));
        }
        return first.length > 5 ? shown + " and " + (first.length - 5) + " more" : shown.toString();
    }

    private static boolean isRow(List<String[]> rows) {
        String[] first = rows.get(0);
        int values = 0;
        int otherTexts = 0;
        int numbers = 0;
        int unlikely = 0;
        double before = -1;
        for (int i = 0; i < first.length; i++) {
            String text = first[i].strip();
            String kind = kind(text);
            Set<String> below = new HashSet<>();
            Set<String> kinds = new HashSet<>();
            for (String[] row : rows.subList(1, rows.size())) {
                String value = i < row.length ? row[i].strip() : "";
                if (!value.isEmpty() && below.add(value)) {
                    kinds.add(kind(value));
                }
            }
            boolean few = below.size() <= rows.size() / 2;
            if (text.isEmpty() || kinds.isEmpty() || MISSING.contains(text.toLowerCase(Locale.ROOT))) {
                continue;
            }
            if (!kinds.contains(kind)) {
                return false; // Such as a word over numbers: a name.
            }
            if (kind.isEmpty()) {
                values += few && below.contains(text) ? 1 : 0;
                otherTexts += few && !below.contains(text) ? 1 : 0;
            } else if (kinds.size() == 1) {
                numbers++;
                // Years, codes and positions grow from one column to the next, where they are names.
                double number = kind.equals(AMOUNT) ? Double.parseDouble(text.replace(',', '.')) : -1;
                unlikely += number <= before || number != Math.rint(number) || number < 0 ? 1 : 0;
                before = number;
            }
        }
        return values > 0 && values + numbers > 1 && values >= otherTexts || unlikely > 0 && otherTexts == 0;
    }

    private static String kind(String text) {
        return NUMBER.matcher(text).matches() ? AMOUNT : DATE.matcher(text).matches() ? "date" : "";
    }
}
