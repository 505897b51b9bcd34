package io.github.churnml.spring;

import io.github.churnml.drift.ColumnDrift;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.Verdict;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Meters in the application's own registry, where there is one. */
@AutoConfiguration(
        before = ChurnAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
final class ChurnMetricsAutoConfiguration {

    @Bean
    ScoreObserver.Factory churnScoreMeters(ObjectProvider<MeterRegistry> registry) {
        return new ScoreObserver.Factory() {
            @Override
            public ScoreObserver of(String name) {
                MeterRegistry one = registry.getIfUnique();
                return one == null ? ScoreObserver.NONE : new ScoreMeters(one, name);
            }

            @Override
            public void opened(FollowingScorer scorer) {
                MeterRegistry one = registry.getIfUnique();
                if (one != null) {
                    TimeGauge.builder("churn.model.age", scorer, TimeUnit.SECONDS, ChurnMetricsAutoConfiguration::age)
                            .description("Since the model that answers was trained")
                            .tag("model", scorer.name())
                            .register(one);
                    drift(
                            one,
                            scorer,
                            "churn.drift.rows",
                            "Customers that are compared with those of training",
                            report -> report.currentRows());
                    drift(
                            one,
                            scorer,
                            "churn.drift.overall",
                            "Whether there is drift, by tests",
                            report -> judged(report, report.overallDrift() ? 1 : 0));
                    drift(
                            one,
                            scorer,
                            "churn.drift.score.psi",
                            "Stability index of scores against those of training",
                            report -> judged(
                                    report, report.score().map(ColumnDrift::psi).orElse(Double.NaN)));
                }
            }
        };
    }

    private static double age(FollowingScorer scorer) {
        Instant created = scorer.model().manifest().created();
        return Math.max(0, Instant.now().getEpochSecond() - created.getEpochSecond());
    }

    /** NaN where nothing is compared. */
    private static void drift(
            MeterRegistry registry,
            FollowingScorer scorer,
            String name,
            String description,
            ToDoubleFunction<DriftReport> value) {
        Gauge.builder(name, scorer, now -> {
                    RecentDrift drift = now.answering().drift;
                    return drift == null ? Double.NaN : value.applyAsDouble(drift.report());
                })
                .description(description)
                .tag("model", scorer.name())
                .register(registry);
    }

    private static double judged(DriftReport report, double value) {
        return report.verdict() == Verdict.NOT_ENOUGH_DATA ? Double.NaN : value;
    }
}
