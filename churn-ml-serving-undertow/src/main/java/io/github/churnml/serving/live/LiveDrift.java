package io.github.churnml.serving.live;

import io.github.churnml.drift.DriftDetector;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.DriftRule;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.drift.DriftWindow;
import io.github.churnml.drift.RowCounter;
import io.github.churnml.serving.model.RowWork;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.serving.model.ServedRows;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether recent customers still look like those that the model was trained on: the rows of answered requests, counted
 * over the bins of the model's reference profile in a window that slides by twelfths. A twelfth falls out as soon as its
 * first row could be older than the window, so the window holds between eleven twelfths of its length and all of it. A model
 * that takes another's place begins anew.
 *
 * <p><b>Memory.</b> For every thread that answers, at most {@value #SLICES} slices and one more, each of one {@code long} per
 * bin of every column, a number having up to twelve bins and a column of levels one for each frequent level and two more: 20
 * columns of numbers and four threads make 100 KB. Nothing of a row is kept but these counts.
 *
 * <p><b>Cost.</b> A row is copied by the thread that scores it and counted by it under a lock of its own; the report is worked
 * out at most every few seconds, by one of those who ask.
 */
public final class LiveDrift {

    static final int SLICES = 12;

    /** A report is not worked out anew within this time. */
    public static final Duration FRESH = Duration.ofSeconds(5);

    /**
     * How rows are compared.
     *
     * @param window the length of the sliding window; null turns comparing off
     * @param settings when a column has drifted
     * @param clock as {@link System#nanoTime}
     */
    public record Options(@Nullable Duration window, DriftSettings settings, LongSupplier clock) {

        /** Windows are small and looked at all the time: by the threshold, chance alone would alarm. */
        public static final Options DEFAULTS =
                new Options(Duration.ofHours(1), DriftSettings.standard().withRule(DriftRule.TESTS), System::nanoTime);

        public Options withWindow(@Nullable Duration length) {
            return new Options(length, settings, clock);
        }

        public Options withSettings(DriftSettings changed) {
            return new Options(window, changed, clock);
        }

        public Options withClock(LongSupplier other) {
            return new Options(window, settings, other);
        }
    }

    /**
     * What was known at one time.
     *
     * @param model the model that answered
     * @param nanos the time
     * @param filled for how much of the window rows were counted
     * @param reportOrNull how the window differs from the reference; null if the model has none
     */
    record Reading(
            ServedModel model,
            long nanos,
            Duration filled,
            @Nullable DriftReport reportOrNull) {

        public Optional<DriftReport> report() {
            return Optional.ofNullable(reportOrNull);
        }
    }

    private final Supplier<@Nullable ServedModel> current;
    private final Options options;
    private final DriftDetector detector;
    private final long start;
    private final long sliceNanos;
    private final ReentrantLock computing = new ReentrantLock();
    private volatile @Nullable Reading last;

    public LiveDrift(Supplier<@Nullable ServedModel> current, Options options) {
        this.current = current;
        this.options = options;
        this.detector = new DriftDetector(options.settings());
        this.start = options.clock().getAsLong();
        this.sliceNanos = options.window() == null ? 1 : options.window().toNanos() / SLICES;
    }

    /** The length of the window; null if rows are not compared. */
    @Nullable
    Duration window() {
        return options.window();
    }

    /** The stability index from which a column has drifted. */
    double threshold() {
        return options.settings().threshold();
    }

    /** Where the calling thread puts the rows of a request that it begins to score with this model. */
    public ServedRows begin(ServedModel model) {
        RowCounter reference = model.reference();
        if (options.window() == null || reference == null) {
            return ServedRows.NONE;
        }
        RowWork work = model.work();
        ServedRows rows = work.served();
        if (rows == null) {
            rows = new ServedRows(reference, SLICES);
            work.serve(rows);
        }
        rows.begin();
        return rows;
    }

    /** The request was answered. */
    public void answered(ServedRows rows) {
        if (rows != ServedRows.NONE) {
            long nanos = options.clock().getAsLong();
            rows.answered((nanos - start) / sliceNanos, nanos);
        }
    }

    /** {@return how recent rows differ from those the model that answers was trained on; empty if that is not known} */
    public Optional<DriftReport> report() {
        return read().flatMap(Reading::report);
    }

    /** {@return what is known, at most a few seconds old; empty if rows are not compared, or no model is loaded yet} */
    Optional<Reading> read() {
        ServedModel model = current.get();
        if (options.window() == null || model == null) {
            return Optional.empty();
        }
        Reading known = last;
        if (isFresh(known, model)) {
            return Optional.ofNullable(known);
        }
        if (known == null || known.model() != model) {
            computing.lock();
        } else if (!computing.tryLock()) {
            return Optional.of(known);
        }
        try {
            known = last;
            if (!isFresh(known, model)) {
                known = compute(model);
                last = known;
            }
            return Optional.ofNullable(known);
        } finally {
            computing.unlock();
        }
    }

    private boolean isFresh(@Nullable Reading reading, ServedModel model) {
        return reading != null
                && reading.model() == model
                && options.clock().getAsLong() - reading.nanos() < FRESH.toNanos();
    }

    private Reading compute(ServedModel model) {
        long nanos = options.clock().getAsLong();
        RowCounter reference = model.reference();
        if (reference == null) {
            return new Reading(model, nanos, Duration.ZERO, null);
        }
        long since = nanos - start;
        long oldest = since / sliceNanos - SLICES + 1;
        DriftWindow sum = reference.newWindow();
        long filled = 0;
        for (ServedRows rows : model.served()) {
            rows.addTo(sum, oldest);
            filled = Math.max(filled, rows.age(nanos));
        }
        filled = Math.min(filled, since - oldest * sliceNanos);
        return new Reading(model, nanos, Duration.ofNanos(filled), detector.compare(sum));
    }
}
