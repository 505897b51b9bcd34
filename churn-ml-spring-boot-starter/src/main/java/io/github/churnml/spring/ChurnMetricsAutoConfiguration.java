package io.github.churnml.spring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
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
                }
            }
        };
    }

    private static double age(FollowingScorer scorer) {
        Instant created = scorer.model().manifest().created();
        return Math.max(0, Instant.now().getEpochSecond() - created.getEpochSecond());
    }
}
