package io.github.churnml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SyntheticArchitectureTest {

    @ParameterizedTest
    @EnumSource
    void module_rule_holds(ArchitectureTest.Rule rule) {
        ArchitectureTest.check(rule, "data.synthetic");
    }

    @Test
    void synthetic_publicTypes_areThoseKept() {
        PublicApi.check("churn-ml-synthetic");
    }
}
