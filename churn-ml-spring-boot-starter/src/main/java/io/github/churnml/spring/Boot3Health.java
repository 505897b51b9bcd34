package io.github.churnml.spring;

import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthContributor;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Health where it is in Boot 3. {@link Boot4Health} is the same for Boot 4, where its types have moved. */
@AutoConfiguration(after = ChurnAutoConfiguration.class)
@ConditionalOnClass(
        name = {
            "org.springframework.boot.actuate.health.HealthContributor",
            "org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator"
        })
@ConditionalOnBean({Followers.class, ChurnScorer.class})
final class Boot3Health {

    @Bean
    @ConditionalOnEnabledHealthIndicator("churn")
    @ConditionalOnMissingBean(name = "churnHealthContributor")
    HealthContributor churnHealthContributor(Followers followers) {
        return CompositeHealthContributor.fromMap(followers.byName(), scorer -> (HealthIndicator)
                () -> Health.up().withDetails(HealthFacts.of(scorer)).build());
    }
}
