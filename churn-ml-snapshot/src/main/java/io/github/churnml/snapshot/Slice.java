package io.github.churnml.snapshot;

import java.util.ArrayList;
import java.util.List;

/**
 * The counts, sums, means and extremes of one window of one stream, which are found in one pass over its events. Most windows of
 * most customers are empty, and then nothing is passed over.
 */
final class Slice {

    private static final int NONE = -1;

    private final Stream stream;
    private final long window;
    private final List<OfValue> values = new ArrayList<>();
    private int place;
    private int countAt = NONE;

    /** Where the figures of one column go. */
    private static final class OfValue {
        final int value;
        int sumAt = NONE;
        int meanAt = NONE;
        int leastAt = NONE;
        int largestAt = NONE;

        OfValue(int value) {
            this.value = value;
        }
    }

    Slice(Stream stream, long window) {
        this.stream = stream;
        this.window = window;
    }

    boolean is(Stream otherStream, long otherWindow) {
        return stream == otherStream && window == otherWindow;
    }

    /** Whether a statistic is one of those that are found here. */
    static boolean finds(Statistic statistic) {
        return switch (statistic) {
            case COUNT, SUM, MEAN, MIN, MAX -> true;
            default -> false;
        };
    }

    /** Adds a feature. */
    void add(Statistic statistic, int value, int feature) {
        if (statistic == Statistic.COUNT) {
            countAt = feature;
            return;
        }
        OfValue of = values.stream()
                .filter(known -> known.value == value)
                .findFirst()
                .orElseGet(() -> {
                    values.add(new OfValue(value));
                    return values.get(values.size() - 1);
                });
        switch (statistic) {
            case SUM -> of.sumAt = feature;
            case MEAN -> of.meanAt = feature;
            case MIN -> of.leastAt = feature;
            case MAX -> of.largestAt = feature;
            default -> throw new AssertionError(statistic);
        }
    }

    /** Learns where the stream tells of its window, once all windows are known. */
    void settle() {
        place = stream.place(window);
    }

    void compute(double[][] to, int row) {
        int first = stream.firsts[place];
        int end = stream.to;
        if (countAt != NONE) {
            to[countAt][row] = end - first;
        }
        for (int i = 0; i < values.size(); i++) {
            OfValue of = values.get(i);
            if (first == end) {
                write(of, 0, 0, Double.NaN, Double.NaN, to, row);
            } else {
                pass(of, stream.values[of.value], first, end, to, row);
            }
        }
    }

    private static void pass(OfValue of, double[] amounts, int first, int end, double[][] to, int row) {
        double sum = 0;
        int count = 0;
        double least = Double.NaN;
        double largest = Double.NaN;
        for (int event = first; event < end; event++) {
            double amount = amounts[event];
            if (!Double.isNaN(amount)) {
                sum += amount;
                least = count == 0 || amount < least ? amount : least;
                largest = count == 0 || amount > largest ? amount : largest;
                count++;
            }
        }
        write(of, sum, count, least, largest, to, row);
    }

    private static void write(OfValue of, double sum, int count, double least, double largest, double[][] to, int row) {
        if (of.sumAt != NONE) {
            to[of.sumAt][row] = sum;
        }
        if (of.meanAt != NONE) {
            to[of.meanAt][row] = count == 0 ? Double.NaN : sum / count;
        }
        if (of.leastAt != NONE) {
            to[of.leastAt][row] = least;
        }
        if (of.largestAt != NONE) {
            to[of.largestAt][row] = largest;
        }
    }
}
