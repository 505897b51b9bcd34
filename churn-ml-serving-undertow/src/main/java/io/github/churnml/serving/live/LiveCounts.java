package io.github.churnml.serving.live;

import io.github.churnml.serving.model.ServedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What happened in the last two minutes, in slots of five seconds, and the scores that the model of now has given. Memory is
 * fixed; a request costs a few additions and no lock.
 */
public final class LiveCounts {

    static final int SLOT_SECONDS = 5;
    public static final int SLOTS = 24;
    static final int SCORE_BINS = 20;

    private static final long SLOT_NANOS = SLOT_SECONDS * 1_000_000_000L;

    /**
     * What one slot, or several of them, counted.
     *
     * @param seconds how long that was
     * @param latencies requests by {@link LatencyBuckets}
     * @param refused requests that were answered with 4xx
     * @param failed requests that were answered with 5xx
     * @param rows rows that were scored
     */
    record Window(double seconds, long[] latencies, long refused, long failed, long rows) {

        long requests() {
            long all = 0;
            for (long count : latencies) {
                all += count;
            }
            return all;
        }

        Window plus(Window other) {
            long[] sum = latencies.clone();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += other.latencies[i];
            }
            return new Window(
                    seconds + other.seconds, sum, refused + other.refused, failed + other.failed, rows + other.rows);
        }
    }

    private static final class Slot {

        final long index;
        final AtomicLongArray latencies = new AtomicLongArray(LatencyBuckets.COUNT);
        final LongAdder refused = new LongAdder();
        final LongAdder failed = new LongAdder();
        final LongAdder rows = new LongAdder();

        Slot(long index) {
            this.index = index;
        }

        Window window(double seconds) {
            long[] counts = new long[LatencyBuckets.COUNT];
            for (int i = 0; i < counts.length; i++) {
                counts[i] = latencies.get(i);
            }
            return new Window(seconds, counts, refused.sum(), failed.sum(), rows.sum());
        }
    }

    /** The scores of one model; a model that takes its place begins anew. */
    private record Scores(ServedModel model, AtomicLongArray counts) {
        Scores(ServedModel model) {
            this(model, new AtomicLongArray(SCORE_BINS));
        }
    }

    private final LongSupplier clock;
    private final long start;
    private final AtomicReferenceArray<@Nullable Slot> ring = new AtomicReferenceArray<>(SLOTS);
    private final AtomicReference<@Nullable Scores> scores = new AtomicReference<>();

    /** @param clock as {@link System#nanoTime} */
    LiveCounts(LongSupplier clock) {
        this.clock = clock;
        this.start = clock.getAsLong();
    }

    /** A request that asked for predictions, answered. */
    void request(int status, long nanos, int rows) {
        Slot slot = slot((clock.getAsLong() - start) / SLOT_NANOS);
        slot.latencies.incrementAndGet(LatencyBuckets.of(nanos));
        if (rows > 0) {
            slot.rows.add(rows);
        }
        if (status >= 500) {
            slot.failed.increment();
        } else if (status >= 400) {
            slot.refused.increment();
        }
    }

    /** A row that was scored. */
    void score(ServedModel model, double probability) {
        Scores now = scores.get();
        if (now == null || now.model != model) {
            now = begin(now, model);
        }
        int bin = (int) (probability * SCORE_BINS);
        now.counts.incrementAndGet(Math.max(0, Math.min(SCORE_BINS - 1, bin)));
    }

    /** How many scores of this model fell into each of equal parts of 0 to 1. */
    long[] scores(ServedModel model) {
        long[] counts = new long[SCORE_BINS];
        Scores now = scores.get();
        if (now != null && now.model == model) {
            for (int i = 0; i < counts.length; i++) {
                counts[i] = now.counts.get(i);
            }
        }
        return counts;
    }

    /** The slots, oldest first; the last is the one that is being filled. Empty ones from before the start are left out. */
    List<Window> slots() {
        long nanos = clock.getAsLong() - start;
        long last = nanos / SLOT_NANOS;
        List<Window> windows = new ArrayList<>(SLOTS);
        for (long index = Math.max(0, last - SLOTS + 1); index <= last; index++) {
            Slot slot = ring.get((int) (index % SLOTS));
            double seconds = index < last ? SLOT_SECONDS : (nanos - last * SLOT_NANOS) / 1e9;
            windows.add((slot == null || slot.index != index ? new Slot(index) : slot).window(seconds));
        }
        return windows;
    }

    private Slot slot(long index) {
        int place = (int) (index % SLOTS);
        Slot slot = ring.get(place);
        while (slot == null || slot.index < index) {
            ring.compareAndSet(place, slot, new Slot(index));
            slot = ring.get(place);
        }
        return slot;
    }

    /** A request that began with the model before may still come: its scores are counted no more. */
    private Scores begin(@Nullable Scores before, ServedModel model) {
        Scores fresh = new Scores(model);
        boolean isNewer = before == null || !model.loaded().isBefore(before.model.loaded());
        if (isNewer && !scores.compareAndSet(before, fresh)) {
            Scores other = scores.get();
            return other != null && other.model == model ? other : fresh;
        }
        return fresh;
    }
}
