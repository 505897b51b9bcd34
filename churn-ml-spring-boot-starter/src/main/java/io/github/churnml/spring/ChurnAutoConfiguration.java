package io.github.churnml.spring;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Makes a {@link ChurnScorer} of each model that is configured below {@code churn}; nothing where none is, or where the application
 * has a {@code ChurnScorer} of its own.
 */
@AutoConfiguration
@ConditionalOnMissingBean(ChurnScorer.class)
@EnableConfigurationProperties(ChurnProperties.class)
@Import(ScorerRegistrar.class)
public class ChurnAutoConfiguration {

    static final String SCORERS = "io.github.churnml.spring.scorers";

    /** Made by Spring. */
    public ChurnAutoConfiguration() {}

    @Bean(SCORERS)
    ChurnScorers churnScorers(ChurnProperties properties, ObjectProvider<ScoreObserver.Factory> observers) {
        return new ChurnScorers(properties, observers);
    }

    @Bean("io.github.churnml.spring.followers")
    Followers followers(ObjectProvider<ChurnScorer> scorers) {
        return new Followers(scorers);
    }
}
