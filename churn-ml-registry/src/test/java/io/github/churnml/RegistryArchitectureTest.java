package io.github.churnml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegistryArchitectureTest {

    @ParameterizedTest
    @EnumSource
    void registry_ruleHolds(ArchitectureTest.Rule rule) {
        ArchitectureTest.check(rule, "registry");
    }

    @Test
    void registry_publicTypes_areThoseKept() {
        PublicApi.check("churn-ml-registry");
    }
}
