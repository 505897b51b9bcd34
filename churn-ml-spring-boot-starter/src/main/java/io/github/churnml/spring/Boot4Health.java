package io.github.churnml.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Health where it is in Boot 4; {@link Boot3Health} is the same for Boot 3. */
@AutoConfiguration(after = ChurnAutoConfiguration.class)
@ConditionalOnClass(
        name = {
            "org.springframework.boot.health.contributor.HealthContributor",
            "org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator"
        })
@ConditionalOnBean({Followers.class, ChurnScorer.class})
final class Boot4Health {

    @Bean
    @ConditionalOnEnabledHealthIndicator("churn")
    @ConditionalOnMissingBean(name = "churnHealthContributor")
    HealthContributor churnHealthContributor(Followers followers) {
        return CompositeHealthContributor.fromMap(followers.byName(), scorer -> (HealthIndicator)
                () -> Health.up().withDetails(HealthFacts.of(scorer)).build());
    }
}
