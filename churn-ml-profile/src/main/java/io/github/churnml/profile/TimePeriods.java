package io.github.churnml.profile;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.metrics.Estimate;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Customers and churn over the dates of a column.
 *
 * @param column the date column
 * @param unit how long a period is
 * @param periods one after the other, those without rows among them
 * @param outside how many dates lie beyond the first and the last period: in the hundredth part at either end, where dates reach so
 *     far that the others would not be seen
 */
public record TimePeriods(String column, Unit unit, List<Period> periods, long outside) {

    private static final int MOST = 60;
    private static final int MOST_COLUMNS = 3;
    private static final int MOST_DAYS = 45;

    /** How long a period is. */
    public enum Unit {
        /** A day. */
        DAY,
        /** A month. */
        MONTH,
        /** A quarter of a year. */
        QUARTER,
        /** A year. */
        YEAR;

        /** {@return the name as written in JSON, such as {@code month}} */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Which period a day is in, counted from any. */
        private long of(double day) {
            LocalDate date = LocalDate.ofEpochDay((long) Math.floor(day));
            return switch (this) {
                case DAY -> date.toEpochDay();
                case MONTH -> date.getYear() * 12L + date.getMonthValue() - 1;
                case QUARTER -> date.getYear() * 4L + (date.getMonthValue() - 1) / 3;
                case YEAR -> date.getYear();
            };
        }

        private String name(long period) {
            return switch (this) {
                case DAY -> LocalDate.ofEpochDay(period).toString();
                case MONTH ->
                    String.format(Locale.ROOT, "%04d-%02d", Math.floorDiv(period, 12L), Math.floorMod(period, 12L) + 1);
                case QUARTER ->
                    String.format(Locale.ROOT, "%04d-Q%d", Math.floorDiv(period, 4L), Math.floorMod(period, 4L) + 1);
                case YEAR -> String.format(Locale.ROOT, "%04d", period);
            };
        }
    }

    /**
     * The rows of one period.
     *
     * @param name such as {@code 2024-03}
     * @param rows how many rows there are
     * @param known of how many of them the outcome is known
     * @param left how many of these are customers who left
     * @param rate their share, with Wilson's 95 % interval; {@code NaN} where no outcome is known
     */
    public record Period(String name, long rows, long known, long left, Estimate rate) {}

    /** Copies the periods. */
    public TimePeriods {
        periods = List.copyOf(periods);
    }

    /** Of the first date columns that hold more than one period. */
    static List<TimePeriods> of(List<Facts> columns, @Nullable TargetLabels outcome) {
        List<TimePeriods> all = new ArrayList<>();
        for (Facts facts : columns) {
            NumberSummary numbers = facts.numbers();
            if (facts.type() == ColumnType.DATE && numbers != null && facts.varies() && all.size() < MOST_COLUMNS) {
                TimePeriods whole = between(facts, numbers.min(), numbers.max(), outcome);
                TimePeriods found = whole == null ? between(facts, numbers.q01(), numbers.q99(), outcome) : whole;
                if (found != null && found.periods().size() > 1) {
                    all.add(found);
                }
            }
        }
        return all;
    }

    /** Null if the days are too far apart for any unit. */
    private static @Nullable TimePeriods between(
            Facts facts, double first, double last, @Nullable TargetLabels outcome) {
        for (Unit unit : Unit.values()) {
            boolean fits = unit != Unit.DAY || last - first <= MOST_DAYS;
            if (fits && unit.of(last) - unit.of(first) < MOST) {
                return count(facts, unit, unit.of(first), unit.of(last), outcome);
            }
        }
        return null;
    }

    private static TimePeriods count(Facts facts, Unit unit, long first, long last, @Nullable TargetLabels outcome) {
        NumericColumn column = (NumericColumn) facts.column();
        long[][] counts = new long[(int) (last - first + 1)][3];
        long outside = 0;
        for (int row = 0; row < column.rows(); row++) {
            if (!column.isMissing(row)) {
                long period = unit.of(column.value(row)) - first;
                if (period < 0 || period >= counts.length) {
                    outside++;
                } else {
                    int label = outcome == null ? -1 : outcome.label(row);
                    counts[(int) period][label < 0 ? 2 : label]++;
                }
            }
        }
        List<Period> periods = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            long known = counts[i][0] + counts[i][1];
            periods.add(new Period(
                    unit.name(first + i), known + counts[i][2], known, counts[i][1], Wilson.of(counts[i][1], known)));
        }
        return new TimePeriods(facts.name(), unit, periods, outside);
    }
}
