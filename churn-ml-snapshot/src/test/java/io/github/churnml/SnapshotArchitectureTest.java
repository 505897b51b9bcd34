package io.github.churnml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SnapshotArchitectureTest {

    @ParameterizedTest
    @EnumSource
    void snapshot_ruleHolds(ArchitectureTest.Rule rule) {
        ArchitectureTest.check(rule, "snapshot");
    }

    @Test
    void snapshot_publicTypes_areThoseKept() {
        PublicApi.check("churn-ml-snapshot");
    }
}
