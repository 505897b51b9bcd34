package io.github.churnml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JdbcArchitectureTest {

    @ParameterizedTest
    @EnumSource
    void jdbc_ruleHolds(ArchitectureTest.Rule rule) {
        ArchitectureTest.check(rule, "jdbc");
    }

    @Test
    void jdbc_publicTypes_areThoseKept() {
        PublicApi.check("churn-ml-jdbc");
    }
}
