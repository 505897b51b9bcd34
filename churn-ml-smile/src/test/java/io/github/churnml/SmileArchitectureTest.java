package io.github.churnml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SmileArchitectureTest {

    @ParameterizedTest
    @EnumSource
    void learners_ruleHolds(ArchitectureTest.Rule rule) {
        ArchitectureTest.check(rule, "learn.smile");
    }

    @ParameterizedTest
    @EnumSource
    void tables_ruleHolds(ArchitectureTest.Rule rule) {
        ArchitectureTest.check(rule, "data.smile");
    }

    @Test
    void smile_publicTypes_areThoseKept() {
        PublicApi.check("churn-ml-smile");
    }
}
