package io.github.churnml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportArchitectureTest {

    @ParameterizedTest
    @EnumSource
    void report_rule_holds(ArchitectureTest.Rule rule) {
        ArchitectureTest.check(rule, "report");
    }

    @Test
    void report_publicTypes_areThoseKept() {
        PublicApi.check("churn-ml-report");
    }
}
