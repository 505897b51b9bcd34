package io.github.churnml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SelectArchitectureTest {

    @ParameterizedTest
    @EnumSource
    void select_ruleHolds(ArchitectureTest.Rule rule) {
        ArchitectureTest.check(rule, "select");
    }

    @Test
    void select_publicTypes_areThoseKept() {
        PublicApi.check("churn-ml-select");
    }
}
