package io.github.churnml.prepare;

import java.util.Arrays;

/** A fill that is a statistic of the training values present. */
enum StatisticFill implements Imputing.Fill {
    MEDIAN("median"),
    MEAN("mean"),
    MOST_FREQUENT("mostFrequent"),
    OWN_LEVEL("ownLevel");

    private final String label;

    StatisticFill(String label) {
        this.label = label;
    }

    @Override
    public Object settings() {
        return label;
    }

    @Override
    public boolean suits(boolean levels) {
        return this == MOST_FREQUENT || (this == OWN_LEVEL) == levels;
    }

    String label() {
        return label;
    }

    /** The statistic of values or codes, which are sorted in place; 0 of none. Not for an own level. */
    double of(double[] present) {
        if (present.length == 0) {
            return 0;
        }
        return switch (this) {
            case MEAN -> mean(present);
            case MEDIAN -> {
                Arrays.sort(present);
                yield Quantiles.of(present, 0.5);
            }
            case MOST_FREQUENT -> mostFrequent(present);
            case OWN_LEVEL -> throw new IllegalStateException("an own level is no statistic");
        };
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        if (Double.isFinite(sum)) {
            return sum / values.length;
        }
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        return mean;
    }

    /** The least of the most frequent values. */
    private static double mostFrequent(double[] values) {
        Arrays.sort(values);
        double best = values[0];
        int most = 0;
        int start = 0;
        for (int i = 1; i <= values.length; i++) {
            if (i == values.length || values[i] != values[start]) {
                if (i - start > most) {
                    most = i - start;
                    best = values[start];
                }
                start = i;
            }
        }
        return best;
    }
}
