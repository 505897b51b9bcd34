package io.github.churnml.drift;

import io.github.churnml.error.Wording;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a table differs from a reference, column by column.
 *
 * @param settings when a column has drifted
 * @param referenceRows the rows of the reference
 * @param currentRows the rows of the other table
 * @param columns one entry per column that both have, greatest stability index first
 * @param scoreOrNull how the model's scores changed, which has no say in the verdict; null if that is not known
 */
public record DriftReport(
        DriftSettings settings,
        long referenceRows,
        long currentRows,
        List<ColumnDrift> columns,
        @Nullable ColumnDrift scoreOrNull) {

    /**
     * Orders the columns.
     *
     * @param settings when a column has drifted
     * @param referenceRows the rows of the reference
     * @param currentRows the rows of the other table
     * @param columns one entry per column
     * @param scoreOrNull how the model's scores changed, or null
     */
    public DriftReport {
        columns = columns.stream()
                .sorted(Comparator.comparingDouble(
                                (ColumnDrift column) -> Double.isNaN(column.psi()) ? -1 : column.psi())
                        .reversed())
                .toList();
    }

    /**
     * A report of columns alone.
     *
     * @param settings when a column has drifted
     * @param referenceRows the rows of the reference
     * @param currentRows the rows of the other table
     * @param columns one entry per column
     */
    public DriftReport(DriftSettings settings, long referenceRows, long currentRows, List<ColumnDrift> columns) {
        this(settings, referenceRows, currentRows, columns, null);
    }

    /**
     * With what became of the model's scores.
     *
     * @param score from {@link DriftDetector#compare(ScoreTally)}
     * @return a changed copy
     */
    public DriftReport withScore(ColumnDrift score) {
        return new DriftReport(settings, referenceRows, currentRows, columns, score);
    }

    /** {@return how the model's scores changed; empty if there are none, or the model does not say how they lay} */
    public Optional<ColumnDrift> score() {
        return Optional.ofNullable(scoreOrNull);
    }

    /** {@return the worst verdict of the counted columns, by tests; stable if there is none} */
    public Verdict verdict() {
        return counted()
                .map(ColumnDrift::verdict)
                .max(Comparator.naturalOrder())
                .orElse(Verdict.STABLE);
    }

    /**
     * {@return whether there is drift, by the rule of the settings: with {@link DriftRule#THRESHOLD} exactly if the stability
     * index of a counted column reaches the threshold; false of too few rows}
     */
    public boolean overallDrift() {
        return status().isAlarm();
    }

    /** {@return whether there is drift by tests: at least one counted column has drifted or shifted} */
    public boolean statisticalDrift() {
        return verdict().isAlarm();
    }

    /** {@return what is said of the table, by the rule of the settings} */
    public Verdict status() {
        if (settings.rule() == DriftRule.TESTS || verdict() == Verdict.NOT_ENOUGH_DATA) {
            return verdict();
        }
        return reached().isEmpty() ? Verdict.STABLE : Verdict.DRIFTED;
    }

    /** {@return what led to {@link #overallDrift}, in sentences} */
    public String rule() {
        if (settings.rule() == DriftRule.TESTS
                || verdict() == Verdict.NOT_ENOUGH_DATA
                || counted().findAny().isEmpty()) {
            return verdictRule();
        }
        List<ColumnDrift> reached = reached();
        String greatest = counted()
                .findFirst()
                .map(column -> String.format(Locale.ROOT, "%s (%.3f)", Wording.name(column.name()), column.psi()))
                .orElse("");
        if (reached.isEmpty()) {
            return "No counted column has a PSI of " + settings.threshold() + " or more; the greatest is of " + greatest
                    + ".";
        }
        return (reached.size() == 1 ? "One counted column has" : reached.size() + " counted columns have")
                + " a PSI of "
                + settings.threshold() + " or more" + (reached.size() == 1 ? ": " : ", most of all ") + greatest + "."
                + (statisticalDrift() ? "" : " No test is sure of it: chance may explain it.");
    }

    private Stream<ColumnDrift> counted() {
        return columns.stream().filter(ColumnDrift::counted);
    }

    private List<ColumnDrift> reached() {
        return counted().filter(column -> column.psi() >= settings.threshold()).toList();
    }

    /** {@return what led to {@link #verdict}, in sentences} */
    public String verdictRule() {
        if (counted().findAny().isEmpty()) {
            return "No column is counted, so there is nothing that could drift.";
        }
        String first = counted()
                .filter(column -> column.verdict() == verdict())
                .map(column -> "Column " + Wording.name(column.name()) + ": " + column.reason())
                .findFirst()
                .orElseThrow();
        return switch (verdict()) {
            case DRIFTED ->
                "At least one counted column has a PSI of " + settings.threshold()
                        + " or more that chance does not explain. " + first;
            case SHIFTED ->
                "No counted column reaches a PSI of " + settings.threshold()
                        + ", but at least one has changed more than chance explains and more than the least effect. "
                        + first;
            case NOT_ENOUGH_DATA -> "At least " + settings.leastRows() + " rows are needed on both sides.";
            case STABLE -> "No counted column has changed by enough, or by more than chance explains.";
        };
    }

    /**
     * A column.
     *
     * @param name its name
     * @return its entry, or empty if one of the tables does not have it
     */
    public Optional<ColumnDrift> find(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /**
     * {@return the report by key, as JSON holds it: {@code threshold}, {@code overall_drift}, {@code features} (the
     * stability index of each counted column), {@code status}, {@code rule} and {@code decided_by} of the overall drift, {@code
     * statistical_drift}, {@code verdict} and {@code verdict_rule} by tests, {@code not_counted}, the rows of {@code reference} and
     * {@code new}, {@code score} (where it is known, in the shape of a column) and {@code columns} with everything known of
     * each; numbers that are not known are {@code NaN}}
     */
    public Map<String, Object> toMap() {
        return DriftReportMap.of(this);
    }
}
