package io.github.churnml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SparkArchitectureTest {

    @ParameterizedTest
    @EnumSource
    void spark_ruleHolds(ArchitectureTest.Rule rule) {
        ArchitectureTest.check(rule, "spark");
    }

    @Test
    void spark_publicTypes_areThoseKept() {
        PublicApi.check("churn-ml-spark");
    }
}
