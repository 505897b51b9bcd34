package io.github.churnml.serving.live;

import io.github.churnml.drift.ColumnDrift;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.Verdict;
import io.github.churnml.serving.http.Tree;
import io.github.churnml.serving.model.ServedModel;
import java.io.Closeable;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How live figures went over time: every twelfth of the drift window, how many rows were scored since the last look, how high they
 * scored, and how far the window's rows were from those of training. A model that takes another's place begins a part of its own, as
 * the old one's columns and scores say nothing of it.
 *
 * <p><b>Memory.</b> The last {@value #MOST} looks, each of one number for each of at most {@value #MOST_COLUMNS} columns: 160 KB.
 * A row costs nothing; a look costs what one {@code GET /drift} costs.
 */
public final class DriftSeries implements Closeable {

    static final int MOST = 96;
    /** Of a wider model, those that count most. */
    static final int MOST_COLUMNS = 200;
    /** How many columns are told: those that were furthest off at any look. */
    static final int MOST_TOLD = 24;

    private static final Logger LOG = LoggerFactory.getLogger(DriftSeries.class);
    private static final Duration UNCOMPARED = Duration.ofMinutes(5);

    /**
     * One look.
     *
     * @param at when
     * @param sums what happened since the look before; null where two models share that time
     * @param windowRows rows of the window that is compared; −1 where nothing is
     * @param status the verdict on the window, or null
     * @param scorePsi how far the scores were from those of training; NaN where that is not known
     * @param psi the same of each column
     */
    private record Look(
            Instant at,
            TotalCounts.@Nullable Sums sums,
            long windowRows,
            @Nullable String status,
            double scorePsi,
            double[] psi) {}

    /** The looks at one model, of which nothing else is held. */
    private static final class Part {

        final WeakReference<ServedModel> of;
        final String name;
        final String version;
        final Instant loaded;
        final List<String> columns;
        final Deque<Look> looks = new ArrayDeque<>();

        Part(ServedModel model, List<String> columns) {
            this.of = new WeakReference<>(model);
            this.name = model.name();
            this.version = model.version();
            this.loaded = model.loaded();
            this.columns = columns;
        }
    }

    private final Supplier<@Nullable ServedModel> current;
    private final ServingMetrics metrics;
    private final LiveDrift drift;
    private final Clock clock;
    private final Duration every;
    private final Deque<Part> parts = new ArrayDeque<>();
    private TotalCounts.Sums before;
    private @Nullable ScheduledExecutorService timer;

    /** @param clock tells when a look was taken; when it is due, the system's own does */
    public DriftSeries(Supplier<@Nullable ServedModel> current, ServingMetrics metrics, LiveDrift drift, Clock clock) {
        this.current = current;
        this.metrics = metrics;
        this.drift = drift;
        this.clock = clock;
        Duration window = drift.window();
        Duration slice = window == null ? UNCOMPARED : window.dividedBy(LiveDrift.SLICES);
        this.every = slice.compareTo(LiveDrift.FRESH) < 0 ? LiveDrift.FRESH : slice;
        this.before = metrics.totals.now();
    }

    /** Begins to look. */
    public synchronized void start() {
        ServedModel model = current.get();
        if (model != null) {
            begin(model);
        }
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "churn-drift-series");
            thread.setDaemon(true);
            return thread;
        });
        ScheduledFuture<?> unused =
                timer.scheduleAtFixedRate(this::look, every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void look() {
        try {
            take();
        } catch (RuntimeException e) {
            // The next look is taken all the same.
            LOG.warn("A look at live drift failed: {}", e.getClass().getName());
        }
    }

    /** Takes a look now. */
    public synchronized void take() {
        ServedModel model = current.get();
        if (model == null) {
            return;
        }
        TotalCounts.Sums now = metrics.totals.now();
        Part part = parts.peekLast();
        boolean changed = part == null || part.of.get() != model;
        if (changed) {
            part = begin(model);
        }
        DriftReport report = drift.read()
                .filter(reading -> reading.model() == model)
                .flatMap(LiveDrift.Reading::report)
                .orElse(null);
        part.looks.addLast(look(part, changed ? null : now.minus(before), report));
        before = now;
        int all = parts.stream().mapToInt(one -> one.looks.size()).sum();
        for (; all > MOST; all--) {
            parts.getFirst().looks.removeFirst();
            if (parts.getFirst().looks.isEmpty()) {
                parts.removeFirst();
            }
        }
    }

    private Part begin(ServedModel model) {
        // A model that was replaced before anybody looked leaves nothing to tell.
        parts.removeIf(part -> part.looks.isEmpty());
        List<String> columns = drift.window() == null || model.reference() == null ? List.of() : model.columns();
        if (columns.size() > MOST_COLUMNS) {
            Map<String, Double> importances = model.model().importances();
            columns = columns.stream()
                    .sorted(Comparator.comparingDouble(name -> -importances.getOrDefault(name, 0.0)))
                    .limit(MOST_COLUMNS)
                    .toList();
        }
        Part part = new Part(model, columns);
        parts.addLast(part);
        return part;
    }

    private Look look(Part part, TotalCounts.@Nullable Sums since, @Nullable DriftReport report) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        double[] psi = new double[part.columns.size()];
        boolean judged = report != null && report.verdict() != Verdict.NOT_ENOUGH_DATA;
        for (int j = 0; j < psi.length; j++) {
            psi[j] = report == null || !judged
                    ? Double.NaN
                    : report.find(part.columns.get(j)).map(ColumnDrift::psi).orElse(Double.NaN);
        }
        return new Look(
                at,
                since,
                report == null ? -1 : report.currentRows(),
                report == null ? null : report.status().label(),
                report == null || !judged
                        ? Double.NaN
                        : report.score().map(ColumnDrift::psi).orElse(Double.NaN),
                psi);
    }

    /** What is told: the looks by model, oldest first, and of each model the columns that were furthest off. */
    synchronized Map<String, Object> tree() {
        Duration window = drift.window();
        return Tree.of(
                "every_seconds",
                every.toSeconds(),
                "window_seconds",
                window == null ? null : window.toSeconds(),
                "threshold",
                window == null ? null : Tree.number(drift.threshold()),
                "most",
                MOST,
                "models",
                parts.stream().map(DriftSeries::tree).toList());
    }

    private static Map<String, Object> tree(Part part) {
        List<Integer> told = IntStream.range(0, part.columns.size())
                .boxed()
                .sorted(Comparator.comparingDouble(column -> -worst(part, column)))
                .limit(MOST_TOLD)
                .toList();
        List<Object> looks = new ArrayList<>();
        part.looks.forEach(look -> looks.add(tree(look, told)));
        return Tree.of(
                "name",
                part.name,
                "version",
                part.version,
                "loaded",
                part.loaded.toString(),
                "columns",
                told.stream().map(part.columns::get).toList(),
                "more_columns",
                part.columns.size() - told.size(),
                "points",
                looks);
    }

    /** The greatest index of a column at any look; −1 if it was never known. */
    private static double worst(Part part, int column) {
        double worst = -1;
        for (Look look : part.looks) {
            if (look.psi()[column] > worst) {
                worst = look.psi()[column];
            }
        }
        return worst;
    }

    private static Map<String, Object> tree(Look look, List<Integer> told) {
        TotalCounts.Sums sums = look.sums();
        List<Double> psi = new ArrayList<>();
        told.forEach(column -> psi.add(look.psi()[column]));
        Map<String, Object> tree = Tree.of("at", look.at().toString());
        if (sums != null) {
            boolean any = sums.rows() > 0;
            tree = Tree.with(
                    tree,
                    Tree.of(
                            "rows",
                            sums.rows(),
                            "score_mean",
                            any ? Tree.number(sums.scores() / sums.rows()) : null,
                            "positive_rate",
                            any ? Tree.number((double) sums.positives() / sums.rows()) : null));
        }
        return Tree.with(
                tree,
                Tree.of(
                        "window_rows",
                        look.windowRows() < 0 ? null : look.windowRows(),
                        "status",
                        look.status(),
                        "score_psi",
                        Tree.number(look.scorePsi()),
                        "psi",
                        psi));
    }

    /** Looks no more. */
    @Override
    public void close() {
        ScheduledExecutorService running;
        synchronized (this) {
            running = timer;
        }
        if (running == null) {
            return;
        }
        running.shutdownNow();
        try {
            running.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
