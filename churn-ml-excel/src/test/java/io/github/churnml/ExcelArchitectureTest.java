package io.github.churnml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExcelArchitectureTest {

    @ParameterizedTest
    @EnumSource
    void excel_ruleHolds(ArchitectureTest.Rule rule) {
        ArchitectureTest.check(rule, "data.excel");
    }

    @Test
    void excel_publicTypes_areThoseKept() {
        PublicApi.check("churn-ml-excel");
    }
}
