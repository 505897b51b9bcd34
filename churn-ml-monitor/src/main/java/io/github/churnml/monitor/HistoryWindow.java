package io.github.churnml.monitor;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The part of a metrics history that the rules look at: what is newer than the newest point less the longest that any rule
 * looks back. Points may come in any order; what has become too old is dropped at once, so that memory is bounded however
 * long the history. Mutable, for one thread.
 */
final class HistoryWindow {

    private static final int MOST_POINTS = 500_000;

    /** How far ahead of the clock a point may be: clocks differ. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final List<String> metrics;
    private final long lookBack;
    private final long now;
    private final long last;
    private final @Nullable Path path;
    private final TreeMap<Long, Point> points = new TreeMap<>();
    private final long[] oldest;
    /** How many values are kept beside the first one of their time. */
    private int others;

    private final HistoryCounter counter = new HistoryCounter();

    /**
     * @param metrics what to keep of a point
     * @param lookBack how far before the newest point the oldest to keep is
     * @param now the clock's time
     * @param last the last time to look at, or null for all up to now
     */
    HistoryWindow(List<String> metrics, Duration lookBack, Instant now, @Nullable Instant last, @Nullable Path path) {
        this.metrics = metrics;
        this.lookBack = lookBack.toNanos();
        this.now = Times.nanos(now.plus(AHEAD));
        this.last = last == null ? Long.MAX_VALUE : Times.nanos(last);
        this.path = path;
        this.oldest = new long[metrics.size()];
        Arrays.fill(oldest, Long.MAX_VALUE);
    }

    HistoryCounter counter() {
        return counter;
    }

    /**
     * Takes the values of one time, in the order of the metrics, NaN where missing; they are copied. Where no metric is asked
     * for, as by rules on drift alone, each point still tells a time.
     */
    void add(Instant at, double[] values, long number) {
        long time = Times.nanos(at);
        counter.time(time);
        if (time > now) {
            counter.future(number, at);
        } else if (time > last) {
            counter.later();
        } else if (values.length > 0 && allMissing(values)) {
            counter.empty();
        } else {
            note(time, values);
            keep(time, values);
        }
    }

    private void note(long time, double[] values) {
        for (int j = 0; j < values.length; j++) {
            if (!Double.isNaN(values[j]) && time < oldest[j]) {
                oldest[j] = time;
            }
        }
    }

    private void keep(long time, double[] values) {
        if (points.isEmpty() || time > points.lastKey()) {
            points.put(time, new Point(values.clone()));
            while (points.firstKey() < time - lookBack) {
                others -= points.pollFirstEntry().getValue().count;
            }
        } else if (time < points.lastKey() - lookBack) {
            return;
        } else {
            Point there = points.get(time);
            if (there != null) {
                int before = there.count;
                counter.repeated(there.add(values));
                others += there.count - before;
            } else {
                points.put(time, new Point(values.clone()));
            }
        }
        if (points.size() + others > MOST_POINTS) {
            throw new DataException(
                    "The metrics history has more than " + MOST_POINTS + " points within "
                            + Durations.words(Duration.ofNanos(lookBack)) + ".",
                    "Maybe keep one point a minute, or shorten the windows of the rules.",
                    Where.in(path));
        }
    }

    boolean isEmpty() {
        return points.isEmpty();
    }

    /** The newest time kept. */
    Instant newest() {
        return Times.instant(points.lastKey());
    }

    /** The time of the oldest point that has the metric, kept or not. */
    long oldest(String metric) {
        return oldest[metrics.indexOf(metric)];
    }

    /** What was measured of one metric. */
    Series series(String metric) {
        int place = metrics.indexOf(metric);
        long[] times = new long[points.size()];
        double[] values = new double[points.size()];
        int count = 0;
        for (var entry : points.entrySet()) {
            double value = entry.getValue().value(place);
            if (!Double.isNaN(value)) {
                times[count] = entry.getKey();
                values[count++] = value;
            }
        }
        return new Series(Arrays.copyOf(times, count), Arrays.copyOf(values, count));
    }

    /** At how many times a metric has different values. */
    int conflicts() {
        int conflicts = 0;
        for (Point point : points.values()) {
            conflicts += point.others == null ? 0 : 1;
        }
        return conflicts;
    }

    private static boolean allMissing(double[] values) {
        for (double value : values) {
            if (!Double.isNaN(value)) {
                return false;
            }
        }
        return true;
    }

    /** The values of one time. Of a metric that has several, the mean of the different ones counts, in any order. */
    private static final class Point {

        private final double[] values;
        private @Nullable List<TreeSet<Double>> others;
        private int count;

        Point(double[] values) {
            this.values = values;
        }

        /** Takes more values of this time; gives back whether they were all known. */
        boolean add(double[] more) {
            boolean known = true;
            for (int j = 0; j < values.length; j++) {
                if (!Double.isNaN(more[j]) && more[j] != values[j]) {
                    known &= Double.isNaN(values[j]) ? fill(j, more[j]) : !other(j, more[j]);
                }
            }
            return known;
        }

        private boolean fill(int metric, double value) {
            values[metric] = value;
            return false;
        }

        private boolean other(int metric, double value) {
            List<TreeSet<Double>> all = others;
            if (all == null) {
                all = new ArrayList<>();
                for (double first : values) {
                    all.add(new TreeSet<>(Double.isNaN(first) ? List.of() : List.of(first + 0.0)));
                }
                others = all;
            }
            all.get(metric).add(values[metric] + 0.0);
            boolean added = all.get(metric).add(value + 0.0);
            count += added ? 1 : 0;
            return added;
        }

        double value(int metric) {
            if (others == null || others.get(metric).size() < 2) {
                return values[metric];
            }
            double[] different =
                    others.get(metric).stream().mapToDouble(Double::doubleValue).toArray();
            return Aggregate.MEAN.of(different, 0, different.length);
        }
    }
}
