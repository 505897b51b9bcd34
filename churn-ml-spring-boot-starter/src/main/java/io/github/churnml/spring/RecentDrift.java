package io.github.churnml.spring;

import io.github.churnml.ChurnModel;
import io.github.churnml.Prediction;
import io.github.churnml.drift.DriftDetector;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.DriftRule;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.drift.DriftWindow;
import io.github.churnml.drift.RowCounter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the customers of late still look like those that a model was trained on: what was scored is counted over the bins of its
 * reference profile, in a window that slides by twelfths. Nothing of a customer is kept but counts. Safe for any thread.
 */
final class RecentDrift {

    private static final int SLICES = 12;
    /** Counted apart, so that threads hardly wait for each other. */
    private static final int STRIPES = 8;
    /** A report is not worked out anew within this time. */
    private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();

    /** Windows are small and looked at all the time: by the threshold, chance alone would alarm. */
    private static final DriftSettings SETTINGS = DriftSettings.standard().withRule(DriftRule.TESTS);

    private final RowCounter counter;
    private final LongSupplier clock;
    private final long start;
    private final long sliceNanos;
    private final Stripe[] stripes = new Stripe[STRIPES];
    private @Nullable DriftReport known;
    private long knownAt;

    private RecentDrift(RowCounter counter, Duration window, LongSupplier clock) {
        this.counter = counter;
        this.clock = clock;
        this.start = clock.getAsLong();
        this.sliceNanos = Math.max(1, window.dividedBy(SLICES).toNanos());
        Arrays.setAll(stripes, i -> new Stripe(counter));
    }

    /**
     * The drift of a model's customers.
     *
     * @param window how far back it looks, below 3,000 years; zero for no such counting
     * @param clock as {@link System#nanoTime}
     * @return empty where nothing is counted, or nothing is known of the training rows, as of an imported model
     */
    static Optional<RecentDrift> of(ChurnModel model, Duration window, LongSupplier clock) {
        if (window.isZero()) {
            return Optional.empty();
        }
        return RowCounter.of(model.referenceProfile(), model.inputs())
                .map(counter -> new RecentDrift(counter, window, clock));
    }

    /** Counts customers who were scored. */
    void add(List<Prediction> predictions) {
        long slice = slice();
        stripes[(int) (Thread.currentThread().getId() % STRIPES)].add(predictions, slice);
    }

    /** How those of the window differ from those of training; at most a few seconds old. */
    synchronized DriftReport report() {
        long now = clock.getAsLong();
        DriftReport report = known;
        if (report == null || now - knownAt >= FRESH_NANOS) {
            DriftWindow sum = counter.newWindow();
            long oldest = slice() - SLICES + 1;
            for (Stripe stripe : stripes) {
                stripe.addTo(sum, oldest);
            }
            report = new DriftDetector(SETTINGS).compare(sum);
            known = report;
            knownAt = now;
        }
        return report;
    }

    private long slice() {
        return (clock.getAsLong() - start) / sliceNanos;
    }

    private record Slice(long number, DriftWindow window) {}

    /** What some of the threads have counted. */
    private static final class Stripe {

        private final RowCounter counter;
        private final double[] row;
        private final Deque<Slice> slices = new ArrayDeque<>();

        Stripe(RowCounter counter) {
            this.counter = counter;
            this.row = new double[counter.rowLength()];
        }

        synchronized void add(List<Prediction> predictions, long slice) {
            Slice last = slices.peekLast();
            if (last == null || last.number() < slice) {
                last = new Slice(slice, counter.newWindow());
                slices.addLast(last);
                while (slices.getFirst().number() <= slice - SLICES) {
                    slices.removeFirst();
                }
            }
            for (Prediction prediction : predictions) {
                int width = row.length - 1;
                System.arraycopy(prediction.read(), 0, row, 0, width);
                row[width] = prediction.probability();
                counter.count(row, 0, last.window());
            }
        }

        synchronized void addTo(DriftWindow sum, long oldest) {
            for (Slice slice : slices) {
                if (slice.number() >= oldest) {
                    sum.merge(slice.window());
                }
            }
        }
    }
}
