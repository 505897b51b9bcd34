package io.github.churnml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpringArchitectureTest {

    @ParameterizedTest
    @EnumSource
    void spring_ruleHolds(ArchitectureTest.Rule rule) {
        ArchitectureTest.check(rule, "spring");
    }

    @Test
    void spring_publicTypes_areThoseKept() {
        PublicApi.check("churn-ml-spring-boot-starter");
    }
}
