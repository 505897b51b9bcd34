package io.github.churnml.serving.live;

import io.github.churnml.serving.model.ColumnRule;
import io.github.churnml.serving.model.RowSet;
import io.github.churnml.serving.model.ServedModel;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.Closeable;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a server counts, in Prometheus' form at {@code /metrics}. */
public final class ServingMetrics implements Closeable {

    private static final Duration[] LATENCIES = {
        Duration.ofNanos(100_000),
        Duration.ofNanos(250_000),
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofNanos(2_500_000),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(400),
        Duration.ofMillis(1_000),
        Duration.ofMillis(2_500)
    };
    private static final double[] SCORES = {0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95};

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Map<String, Timer[]> timers = new ConcurrentHashMap<>();
    private final Map<String, Counter> byColumn = new ConcurrentHashMap<>();
    private final Supplier<@Nullable ServedModel> current;
    private final Counter rows;
    private final DistributionSummary scores;
    private @Nullable DriftGauges drift;
    private @Nullable JobGauges jobs;
    public final AtomicLong inFlight = new AtomicLong();
    public final LiveCounts live = new LiveCounts(System::nanoTime);
    public final TotalCounts totals = new TotalCounts();

    /** @param model the model that answers; null while one is waited for */
    public ServingMetrics(Supplier<@Nullable ServedModel> model) {
        current = model;
        rows = Counter.builder("churn.rows").description("Rows scored").register(registry);
        scores = DistributionSummary.builder("churn.score")
                .description("Probabilities given")
                .serviceLevelObjectives(SCORES)
                .register(registry);
        Gauge.builder("churn.requests.in.flight", inFlight, AtomicLong::get)
                .description("Requests being answered")
                .register(registry);
        Gauge.builder("churn.model.loaded.seconds", () -> loaded(model.get()))
                .description("When the model that answers was loaded, in seconds since 1970")
                .register(registry);
        // Both are there from the start, so that the first refusal is seen as a change.
        reloads(true);
        reloads(false);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    private static double loaded(@Nullable ServedModel model) {
        return model == null ? Double.NaN : model.loaded().getEpochSecond();
    }

    /** Shows live drift as well; before the first look at the metrics. */
    public ServingMetrics with(LiveDrift live) {
        drift = live.window() == null ? null : new DriftGauges(live, registry);
        return this;
    }

    /** Shows whether the champion of a registry could not be loaded. */
    public void registry(BooleanSupplier isBehind) {
        Gauge.builder("churn.registry.behind", () -> isBehind.getAsBoolean() ? 1 : 0)
                .description("1 while the version that is to answer could not be loaded, and another one answers")
                .register(registry);
    }

    /** Shows how scheduled jobs fare; before the first look at the metrics. */
    public void jobs(Supplier<JobsStatus> status) {
        jobs = new JobGauges(status, registry);
    }

    /** Shows how many lines of an assignment log were lost. */
    public void assignments(LongSupplier lost) {
        FunctionCounter.builder("churn.assignments.lost", lost, LongSupplier::getAsLong)
                .description("Lines of the assignment log that could not be written and were given up")
                .register(registry);
    }

    /** Shows how a shadow differs from the champion. */
    public void shadow(ShadowCounts counts) {
        for (ShadowCounts.Fate fate : ShadowCounts.Fate.values()) {
            FunctionCounter.builder("churn.shadow.rows", counts, of -> of.total(fate))
                    .description("Rows by what became of them at the shadow: compared, misfit, skipped or failed")
                    .tag("outcome", fate.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        Gauge.builder("churn.shadow.difference", counts, of -> of.now().meanDifference())
                .description("Mean difference between the scores of shadow and champion, without sign")
                .register(registry);
        Gauge.builder("churn.shadow.different.decisions", counts, of -> of.now().differentShare())
                .description("Share of rows on which shadow and champion decide otherwise")
                .register(registry);
    }

    PrometheusMeterRegistry registry() {
        return registry;
    }

    /** The latency and count of requests, by route and status. */
    public void request(String route, int status, long nanos) {
        Timer[] byStatus = timers.computeIfAbsent(route, ignored -> new Timer[600]);
        int place = status >= 0 && status < byStatus.length ? status : 0;
        Timer timer = byStatus[place];
        if (timer == null) {
            timer = Timer.builder("churn.request")
                    .description("Time to answer a request")
                    .tags(Tags.of("path", route, "status", Integer.toString(status)))
                    .serviceLevelObjectives(LATENCIES)
                    .register(registry);
            byStatus[place] = timer;
        }
        timer.record(nanos, java.util.concurrent.TimeUnit.NANOSECONDS);
    }

    /** A request for predictions, answered. */
    public void prediction(int status, long nanos, int scored) {
        totals.request(status, nanos);
        live.request(status, nanos, scored);
    }

    /** One scored row. */
    public void row(ServedModel model, double probability, RowSet notes) {
        rows.increment();
        scores.record(probability);
        if (model == current.get()) {
            // What a challenger or another version answers is not the champion's.
            live.score(model, probability);
            totals.row(probability, model.decisions().leaves(probability));
        }
        count(model, notes.missing, "churn.missing.values", "Values that were missing and imputed");
        count(model, notes.unknown, "churn.unknown.levels", "Levels that training had not seen");
        count(model, notes.outside, "churn.out.of.range", "Numbers outside the range of the training rows");
    }

    /**
     * A row that was scored while an experiment runs.
     *
     * @param arm the customer's arm, or why it has none
     * @param model the model that answered
     */
    public void arm(String arm, ServedModel model) {
        byColumn.computeIfAbsent("churn.experiment.rows\0" + arm + '\0' + model.version(), ignored -> Counter.builder(
                                "churn.experiment.rows")
                        .description("Rows scored while an experiment ran, by arm; no-id and misfit take no part")
                        .tag("arm", arm)
                        .tag("version", model.version())
                        .register(registry))
                .increment();
    }

    public void invalid(int status) {
        counter("churn.refused.requests", "Requests refused", "status", Integer.toString(status))
                .increment();
    }

    public void reload(boolean taken) {
        reloads(taken).increment();
    }

    /** A line for the metrics history; a server that keeps one registers both counters at the start. */
    void history(boolean written) {
        histories(written).increment();
    }

    public Counter histories(boolean written) {
        return counter(
                "churn.history.lines",
                "Lines for the metrics history that were written or failed",
                "outcome",
                written ? "written" : "failed");
    }

    private Counter reloads(boolean taken) {
        return counter(
                "churn.reloads", "Model files that were taken or refused", "outcome", taken ? "taken" : "refused");
    }

    public String text() {
        if (drift != null) {
            drift.refresh();
        }
        if (jobs != null) {
            jobs.refresh();
        }
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }

    private void count(ServedModel model, BitSet columns, String name, String description) {
        if (!columns.isEmpty()) {
            List<ColumnRule> rules = model.rules();
            for (int j = columns.nextSetBit(0); j >= 0; j = columns.nextSetBit(j + 1)) {
                counter(name, description, "column", rules.get(j).name()).increment();
            }
        }
    }

    private Counter counter(String name, String description, String tag, String value) {
        return byColumn.computeIfAbsent(name + '\0' + value, ignored -> Counter.builder(name)
                .description(description)
                .tag(tag, value)
                .register(registry));
    }
}
