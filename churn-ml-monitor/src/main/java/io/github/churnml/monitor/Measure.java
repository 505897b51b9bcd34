package io.github.churnml.monitor;

import java.util.Locale;

/** What of a metric is compared with a limit. */
public enum Measure {
    /** The metric itself, or an aggregate of it over the window. */
    VALUE,
    /** By how many percent of the baseline the metric is below it; negative if it is above. */
    DROP_PCT,
    /** By how many percent of the baseline the metric is above it; negative if it is below. */
    RISE_PCT;

    /** A change is rounded to this many parts of a percent, so that 0.873 against 0.9 is 3 % and not a bit less. */
    private static final double PARTS = 1e9;

    /** {@return the name in rules, in snake case} */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The relative change in percent.
     *
     * @param value the judged value
     * @param baseline what it is compared with
     * @return in percent of the baseline's size, rounded to 1e-9; NaN if the baseline is 0 or either is not finite
     */
    double change(double value, double baseline) {
        double difference = this == DROP_PCT ? baseline - value : value - baseline;
        double percent = 100 * difference / Math.abs(baseline);
        if (!Double.isFinite(percent)) {
            return Double.NaN;
        }
        return Math.abs(percent) < 1e6 ? Math.rint(percent * PARTS) / PARTS : percent;
    }
}
