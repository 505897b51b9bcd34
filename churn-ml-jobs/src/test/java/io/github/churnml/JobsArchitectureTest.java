package io.github.churnml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobsArchitectureTest {

    @ParameterizedTest
    @EnumSource
    void jobs_ruleHolds(ArchitectureTest.Rule rule) {
        ArchitectureTest.check(rule, "jobs");
    }

    @Test
    void jobs_publicTypes_areThoseKept() {
        PublicApi.check("churn-ml-jobs");
    }
}
