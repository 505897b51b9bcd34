package io.github.churnml.snapshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Computes the features of one customer at one snapshot after the other. The sweep over files and the state that is fed event
 * by event run this very code over the same events in the same order, so that both give the same bits. For one thread.
 *
 * <p>Sums are added in the events' canonical order, each from its window's beginning: nothing is carried from window to
 * window, so no rounding depends on which snapshots were asked for before. It costs as many additions as the windows hold
 * events.
 */
final class FeatureKernel {

    private static final int WEEK = 7;
    private static final long WEEK_MICROS = WEEK * Instants.PER_DAY;

    private final List<Feature> features;
    private final List<Stream> streams = new ArrayList<>();
    private final int[] streamOf;
    private final int[] valueOf;
    private final History[] histories;
    private double[] weeks = new double[0];

    /**
     * For features.
     *
     * @param features whose tables and values are those of the tables
     * @param tables the tables, with their values named
     * @param kinds the names of kinds of each table, whose places are their codes
     */
    FeatureKernel(List<Feature> features, List<EventTable> tables, List<List<String>> kinds) {
        this.features = features;
        streamOf = new int[features.size()];
        valueOf = new int[features.size()];
        histories = new History[tables.size()];
        for (int i = 0; i < histories.length; i++) {
            histories[i] = new History();
        }
        List<String> names = tables.stream().map(EventTable::name).toList();
        for (int i = 0; i < streamOf.length; i++) {
            Feature feature = features.get(i);
            int table = names.indexOf(feature.table());
            if (table < 0) {
                streamOf[i] = -1; // the tenure
                continue;
            }
            int kind = feature.kind().isEmpty() ? -1 : kinds.get(table).indexOf(feature.kind());
            streamOf[i] = stream(table, feature.kind().isEmpty() ? -1 : kind < 0 ? -2 : kind);
            valueOf[i] = tables.get(table).values().indexOf(feature.value());
        }
    }

    private int stream(int table, int kind) {
        for (int i = 0; i < streams.size(); i++) {
            if (streams.get(i).is(table, kind)) {
                return i;
            }
        }
        streams.add(new Stream(table, kind));
        return streams.size() - 1;
    }

    /** The views of the customer's events, to be pointed at them before {@link #turned}. */
    History[] histories() {
        return histories;
    }

    /** Tells that the views show another customer. */
    void turned() {
        for (Stream stream : streams) {
            stream.turnTo(histories);
        }
    }

    /** The first event of all tables that is seen at a snapshot, or {@link Instants#NONE}. */
    long firstSeen(long t) {
        long first = Instants.NONE;
        for (History history : histories) {
            long seen = history.firstSeen(t);
            first = first == Instants.NONE || seen != Instants.NONE && seen < first ? seen : first;
        }
        return first;
    }

    /**
     * The features at a snapshot.
     *
     * @param t the snapshot
     * @param begin when the customer began, or {@link Instants#NONE}
     * @param to takes the numbers, one array per feature
     * @param row where in the arrays
     */
    void compute(long t, long begin, double[][] to, int row) {
        for (Stream stream : streams) {
            stream.seek(t);
        }
        for (int i = 0; i < streamOf.length; i++) {
            to[i][row] = value(i, t, begin);
        }
    }

    private double value(int i, long t, long begin) {
        Feature feature = features.get(i);
        if (feature.statistic() == Statistic.TENURE) {
            return begin == Instants.NONE ? Double.NaN : Instants.days(t - begin);
        }
        Stream stream = streams.get(streamOf[i]);
        long window = feature.days() * Instants.PER_DAY;
        int value = valueOf[i];
        int end = stream.to;
        if (feature.statistic() == Statistic.DAYS_SINCE) {
            return end == stream.from ? Double.NaN : Instants.days(t - stream.at[end - 1]);
        }
        if (feature.statistic() == Statistic.FIRST_DAYS) {
            if (begin == Instants.NONE) {
                return Double.NaN;
            }
            return amount(stream, value, stream.firstAtOrAfter(begin), stream.firstAtOrAfter(begin + window));
        }
        int first = stream.firstAtOrAfter(t - window);
        return switch (feature.statistic()) {
            case COUNT -> end - first;
            case SUM -> sum(stream.values[value], first, end);
            case MEAN -> mean(stream.values[value], first, end);
            case MIN -> least(stream.values[value], first, end);
            case MAX -> largest(stream.values[value], first, end);
            case LAST -> last(stream.values[value], first, end);
            case DISTINCT_KINDS -> distinct(stream, first, end);
            case ACTIVE_WEEKS -> activeWeeks(stream, first, end, t, feature.days() / WEEK);
            case SLOPE -> slope(stream, value, first, end, t, feature.days() / WEEK);
            case RATIO -> {
                double before = amount(stream, value, stream.firstAtOrAfter(t - 2 * window), first);
                yield before == 0 ? Double.NaN : amount(stream, value, first, end) / before;
            }
            case MEAN_GAP -> meanGap(stream, first, end);
            case LONGEST_GAP -> longestGap(stream, first, end);
            case CURRENT_GAP -> currentGap(stream, first, end, t);
            case DAYS_SINCE, FIRST_DAYS, TENURE -> throw new AssertionError(feature);
        };
    }

    /** The number of events, or the sum of a value. */
    private static double amount(Stream stream, int value, int from, int to) {
        return value < 0 ? to - from : sum(stream.values[value], from, to);
    }

    private static double sum(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += Double.isNaN(values[i]) ? 0 : values[i];
        }
        return sum;
    }

    private static double mean(double[] values, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += Double.isNaN(values[i]) ? 0 : 1;
        }
        return count == 0 ? Double.NaN : sum(values, from, to) / count;
    }

    private static double least(double[] values, int from, int to) {
        double least = Double.NaN;
        for (int i = from; i < to; i++) {
            least = Double.isNaN(least) || values[i] < least ? values[i] : least;
        }
        return least;
    }

    private static double largest(double[] values, int from, int to) {
        double largest = Double.NaN;
        for (int i = from; i < to; i++) {
            largest = Double.isNaN(largest) || values[i] > largest ? values[i] : largest;
        }
        return largest;
    }

    private static double last(double[] values, int from, int to) {
        for (int i = to - 1; i >= from; i--) {
            if (!Double.isNaN(values[i])) {
                return values[i];
            }
        }
        return Double.NaN;
    }

    private static double distinct(Stream stream, int from, int to) {
        int distinct = 0;
        for (int i = from; i < to; i++) {
            boolean seen = stream.kinds[i] < 0;
            for (int j = from; j < i && !seen; j++) {
                seen = stream.kinds[j] == stream.kinds[i];
            }
            distinct += seen ? 0 : 1;
        }
        return distinct;
    }

    /** Weeks are counted back from the snapshot: the first is {@code [t - 7 days, t)}. */
    private static double activeWeeks(Stream stream, int from, int to, long t, int weeks) {
        int active = 0;
        long last = -1;
        for (int i = to - 1; i >= from; i--) {
            long week = (t - 1 - stream.at[i]) / WEEK_MICROS;
            if (week >= weeks) {
                break;
            }
            active += week == last ? 0 : 1;
            last = week;
        }
        return (double) active / weeks;
    }

    /** Least squares over the weeks, the latest to the right. */
    private double slope(Stream stream, int value, int from, int to, long t, int count) {
        if (weeks.length < count) {
            weeks = new double[count];
        }
        Arrays.fill(weeks, 0, count, 0);
        for (int i = from; i < to; i++) {
            long week = (t - 1 - stream.at[i]) / WEEK_MICROS;
            double amount = value < 0 ? 1 : stream.values[value][i];
            if (week < count && !Double.isNaN(amount)) {
                weeks[count - 1 - (int) week] += amount;
            }
        }
        double middle = (count - 1) / 2.0;
        double covariance = 0;
        for (int week = 0; week < count; week++) {
            covariance += (week - middle) * weeks[week];
        }
        return covariance / (count * ((double) count * count - 1) / 12);
    }

    private static double meanGap(Stream stream, int from, int to) {
        return to - from < 2 ? Double.NaN : Instants.days(stream.at[to - 1] - stream.at[from]) / (to - from - 1);
    }

    private static double longestGap(Stream stream, int from, int to) {
        long longest = -1;
        for (int i = from + 1; i < to; i++) {
            longest = Math.max(longest, stream.at[i] - stream.at[i - 1]);
        }
        return longest < 0 ? Double.NaN : Instants.days(longest);
    }

    private static double currentGap(Stream stream, int from, int to, long t) {
        double usual = meanGap(stream, from, to);
        return usual > 0 ? Instants.days(t - stream.at[to - 1]) / usual : Double.NaN;
    }
}
