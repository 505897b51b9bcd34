package io.github.churnml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MonitorArchitectureTest {

    @ParameterizedTest
    @EnumSource
    void monitor_ruleHolds(ArchitectureTest.Rule rule) {
        ArchitectureTest.check(rule, "monitor");
    }

    @Test
    void monitor_publicTypes_areThoseKept() {
        PublicApi.check("churn-ml-monitor");
    }
}
