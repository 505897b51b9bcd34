package io.github.churnml.spring;

import io.github.churnml.Prediction;
import io.github.churnml.decide.RiskTier;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Counts what a scorer does in the application's own registry of meters. Values of customers are in no meter and no tag; the
 * tag {@code model} is the name among the application's models.
 */
final class ScoreMeters implements ScoreObserver {

    private final MeterRegistry registry;
    private final String name;
    private final Timer answered;
    private final Timer failed;
    private final DistributionSummary probability;
    private final Counter taken;
    private final Counter refused;
    /** Rows by version of the model; a version that answers again goes on counting. */
    private final Map<String, List<Counter>> rows = new ConcurrentHashMap<>();

    private final Map<String, Counter> unknown = new ConcurrentHashMap<>();

    ScoreMeters(MeterRegistry registry, String name) {
        this.registry = registry;
        this.name = name;
        this.answered = calls("success");
        this.failed = calls("error");
        this.probability = DistributionSummary.builder("churn.probability")
                .description("How likely the scored customers are to leave, from 0 to 1")
                .tag("model", name)
                .serviceLevelObjectives(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
                .minimumExpectedValue(0.001)
                .maximumExpectedValue(1.0)
                .register(registry);
        this.taken = reloads("taken");
        this.refused = reloads("refused");
    }

    private Timer calls(String outcome) {
        return Timer.builder("churn.calls")
                .description("Calls of the scorer, each of one customer or several")
                .tags("model", name, "outcome", outcome)
                .register(registry);
    }

    private Counter reloads(String outcome) {
        return Counter.builder("churn.reloads")
                .description("Models that were found while the application ran")
                .tags("model", name, "outcome", outcome)
                .register(registry);
    }

    /** One for each tier, in the order of tiers. */
    private List<Counter> rows(String version) {
        return Stream.of(RiskTier.values())
                .map(tier -> Counter.builder("churn.rows")
                        .description("Customers that were scored")
                        .tags("model", name, "version", version, "tier", tier.label())
                        .register(registry))
                .toList();
    }

    private Counter unknown(String column) {
        return Counter.builder("churn.unknown.levels")
                .description("Scored customers with a level that training did not see")
                .tags("model", name, "column", column)
                .register(registry);
    }

    @Override
    public void answered(Answering answering, List<Prediction> predictions, long nanos) {
        answered.record(nanos, TimeUnit.NANOSECONDS);
        List<Counter> tiers = rows.computeIfAbsent(answering.model.manifest().version(), this::rows);
        for (Prediction prediction : predictions) {
            tiers.get(prediction.tier().ordinal()).increment();
            probability.record(prediction.probability());
            for (String column : prediction.unknownLevels()) {
                unknown.computeIfAbsent(column, this::unknown).increment();
            }
        }
    }

    @Override
    public void failed(long nanos) {
        failed.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void reloaded(boolean isTaken) {
        (isTaken ? taken : refused).increment();
    }
}
