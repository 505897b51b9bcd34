package io.github.churnml.snapshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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

    private final List<Stream> streams = new ArrayList<>();
    private final Statistic[] statistics;
    private final int[] days;
    private final @Nullable Stream[] streamOf;
    private final int[] valueOf;
    private final int[] windowOf;
    private final int[] twiceOf;
    private final List<Slice> slices = new ArrayList<>();

    /** The features that are found one by one. */
    private final int[] others;

    private final History[] histories;
    private final BitSet seen = new BitSet();
    private double[] weeks = new double[0];

    /**
     * For features.
     *
     * @param features whose tables and values are those of the tables
     * @param tables the tables, with their values named
     * @param kinds the names of kinds of each table, whose places are their codes
     */
    FeatureKernel(List<Feature> features, List<EventTable> tables, List<List<String>> kinds) {
        int count = features.size();
        statistics = features.stream().map(Feature::statistic).toArray(Statistic[]::new);
        days = features.stream().mapToInt(Feature::days).toArray();
        streamOf = new Stream[count];
        valueOf = new int[count];
        windowOf = new int[count];
        twiceOf = new int[count];
        histories = new History[tables.size()];
        for (int i = 0; i < histories.length; i++) {
            histories[i] = new History();
        }
        List<String> names = tables.stream().map(EventTable::name).toList();
        for (int i = 0; i < count; i++) {
            Feature feature = features.get(i);
            int table = names.indexOf(feature.table());
            if (table >= 0) { // else the tenure, which is of none
                int kind = feature.kind().isEmpty() ? -1 : kinds.get(table).indexOf(feature.kind());
                Stream stream = stream(table, feature.kind().isEmpty() ? -1 : kind < 0 ? -2 : kind);
                streamOf[i] = stream;
                valueOf[i] = tables.get(table).values().indexOf(feature.value());
                stream.window(days[i] * Instants.PER_DAY);
                if (Slice.finds(statistics[i])) {
                    slice(stream, days[i] * Instants.PER_DAY).add(statistics[i], valueOf[i], i);
                }
                if (statistics[i] == Statistic.RATIO) {
                    stream.window(2 * days[i] * Instants.PER_DAY);
                }
            }
        }
        for (int i = 0; i < count; i++) {
            Stream stream = streamOf[i];
            if (stream != null) {
                windowOf[i] = stream.place(days[i] * Instants.PER_DAY);
                twiceOf[i] = Math.max(0, stream.place(2 * days[i] * Instants.PER_DAY)); // used by ratios alone
            }
        }
        slices.forEach(Slice::settle);
        others = IntStream.range(0, count)
                .filter(i -> !Slice.finds(statistics[i]))
                .toArray();
    }

    private Slice slice(Stream stream, long window) {
        for (Slice slice : slices) {
            if (slice.is(stream, window)) {
                return slice;
            }
        }
        Slice slice = new Slice(stream, window);
        slices.add(slice);
        return slice;
    }

    private Stream stream(int table, int kind) {
        for (Stream stream : streams) {
            if (stream.is(table, kind)) {
                return stream;
            }
        }
        Stream stream = new Stream(table, kind);
        streams.add(stream);
        return stream;
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
        for (int i = 0; i < slices.size(); i++) {
            slices.get(i).compute(to, row);
        }
        for (int i : others) {
            Stream stream = streamOf[i];
            to[i][row] = stream == null
                    ? begin == Instants.NONE ? Double.NaN : Instants.days(t - begin)
                    : value(i, stream, t, begin);
        }
    }

    private double value(int i, Stream stream, long t, long begin) {
        int value = valueOf[i];
        int first = stream.firsts[windowOf[i]];
        int end = stream.to;
        return switch (statistics[i]) {
            case LAST -> last(stream.values[value], first, end);
            case DISTINCT_KINDS -> distinct(stream, first, end);
            case ACTIVE_WEEKS -> activeWeeks(stream, first, end, t, days[i] / WEEK);
            case SLOPE -> slope(stream, value, first, end, t, days[i] / WEEK);
            case RATIO -> {
                double before = amount(stream, value, stream.firsts[twiceOf[i]], first);
                yield before == 0 ? Double.NaN : amount(stream, value, first, end) / before;
            }
            case MEAN_GAP -> meanGap(stream, first, end);
            case LONGEST_GAP -> longestGap(stream, first, end);
            case CURRENT_GAP -> currentGap(stream, first, end, t);
            case DAYS_SINCE -> end == stream.from ? Double.NaN : Instants.days(t - stream.at[end - 1]);
            case FIRST_DAYS -> firstDays(stream, value, begin, days[i] * Instants.PER_DAY);
            case COUNT, SUM, MEAN, MIN, MAX, TENURE -> throw new AssertionError("found elsewhere");
        };
    }

    private static double firstDays(Stream stream, int value, long begin, long window) {
        return begin == Instants.NONE
                ? Double.NaN
                : amount(stream, value, stream.firstAtOrAfter(begin), stream.firstAtOrAfter(begin + window));
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

    private static double last(double[] values, int from, int to) {
        for (int i = to - 1; i >= from; i--) {
            if (!Double.isNaN(values[i])) {
                return values[i];
            }
        }
        return Double.NaN;
    }

    private double distinct(Stream stream, int from, int to) {
        long few = 0;
        boolean many = false;
        for (int i = from; i < to; i++) {
            int kind = stream.kinds[i];
            few |= kind < 0 ? 0 : 1L << kind;
            many |= kind >= Long.SIZE;
        }
        if (!many) {
            return Long.bitCount(few);
        }
        seen.clear();
        for (int i = from; i < to; i++) {
            if (stream.kinds[i] >= 0) {
                seen.set(stream.kinds[i]);
            }
        }
        return seen.cardinality();
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
