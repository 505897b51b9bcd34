package io.github.churnml.data.split;

import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Dates;
import io.github.churnml.data.DuplicateRows;
import io.github.churnml.data.IdentifierNames;
import io.github.churnml.data.Notice;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads from a table whose its rows are, and when they were.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class Customers {

    /** Words that tell whose a number is, beside one that tells that it names something. */
    private static final Set<String> WORDS =
            Set.of("customer", "client", "user", "account", "subscriber", "member", "subscription", "msisdn", "person");

    /** Last words of names of numbers: days as a customer are a quantity, and so is the num of users. */
    private static final Set<String> OF_NUMBERS = Set.of("id", "uuid", "guid", "key", "no", "nr", "number", "msisdn");

    private static final int FEWEST = 10;
    private static final int MOST_ROWS_EACH = 100;

    private Customers() {}

    /**
     * The column that names customers of which some have several rows. It is an identifier, or named like that of a customer
     * ({@code customer_id}, {@code account_no}); it names at least ten customers, and one for every hundred rows.
     *
     * @param data the rows, exact duplicates left out
     * @return the first such column, or empty
     */
    public static Optional<String> repeated(Dataset data) {
        for (Column column : data.columns()) {
            if (namesCustomers(column) && tellsApart(data, column)) {
                int given = 0;
                for (int row = 0; row < column.rows(); row++) {
                    given += column.isMissing(row) ? 0 : 1;
                }
                int distinct =
                        DuplicateRows.firstOfEach(data, field -> field.name().equals(column.name())).length;
                int customers = distinct - (given < column.rows() ? 1 : 0);
                if (customers >= FEWEST && customers < given && (long) customers * MOST_ROWS_EACH >= given) {
                    return Optional.of(column.name());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean namesCustomers(Column column) {
        ColumnType type = column.type();
        if (type == ColumnType.DATE || type == ColumnType.BOOLEAN || type == ColumnType.TEXT) {
            return false;
        }
        if (type == ColumnType.IDENTIFIER) {
            return true;
        }
        String name = column.name();
        List<String> words = IdentifierNames.words(name);
        return IdentifierNames.isIdLike(name, type == ColumnType.NUMERIC)
                && words.stream().anyMatch(WORDS::contains)
                && (!(column instanceof NumericColumn numbers)
                        || OF_NUMBERS.contains(words.get(words.size() - 1)) && isWhole(numbers));
    }

    private static boolean isWhole(NumericColumn column) {
        for (int row = 0; row < column.rows(); row++) {
            if (!column.isMissing(row) && column.value(row) != Math.rint(column.value(row))) {
                return false;
            }
        }
        return true;
    }

    /** An identifier that has lost digits does not tell rows apart. */
    private static boolean tellsApart(Dataset data, Column column) {
        return data.notices().stream()
                .noneMatch(notice -> notice.code().equals(Notice.DIGITS_LOST)
                        && notice.column().equals(column.name()));
    }

    /** A number for each row, the same for rows of the same customer. */
    static int[] of(Column column) {
        Map<String, Integer> places = new HashMap<>();
        int[] of = new int[column.rows()];
        int next = 0;
        for (int row = 0; row < of.length; row++) {
            String name = column.text(row);
            Integer known = name == null ? null : places.putIfAbsent(name.strip(), next);
            of[row] = known == null ? next++ : known;
        }
        return of;
    }

    /** The day of each row, since 1970-01-01. */
    static int[] days(Column column) {
        int[] days = new int[column.rows()];
        for (int row = 0; row < days.length; row++) {
            double day = column.isMissing(row) ? Double.NaN : day(column, row);
            if (!(Math.abs(day) < 1e8)) {
                throw new DataException(
                        "Column " + Wording.name(column.name()) + " (row " + (row + 1) + ") holds "
                                + (column.isMissing(row) ? "nothing" : Wording.value(column.text(row)))
                                + " where a date is required to divide rows in time.",
                        "Maybe leave such rows out, write dates as 2026-03-31 or months as 2026-03, or divide by another"
                                + " column.",
                        Where.column(column.name()).row(row + 1));
            }
            days[row] = (int) Math.floor(day);
        }
        return days;
    }

    private static double day(Column column, int row) {
        if (column.type() == ColumnType.DATE && column instanceof NumericColumn dates) {
            return dates.value(row);
        }
        String text = String.valueOf(column.text(row)).strip();
        return Dates.parse(text.matches("[0-9]{4}-[0-9]{2}") ? text + "-01" : text);
    }
}
