package io.github.churnml.spring;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The endpoint of Actuator, where it is there and exposed. */
@AutoConfiguration(after = ChurnAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean({Followers.class, ChurnScorer.class})
final class ChurnEndpointAutoConfiguration {

    @Bean
    @ConditionalOnAvailableEndpoint(endpoint = ChurnEndpoint.class)
    @ConditionalOnMissingBean
    ChurnEndpoint churnEndpoint(Followers followers) {
        return new ChurnEndpoint(followers);
    }
}
