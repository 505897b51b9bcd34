package io.github.churnml;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServingArchitectureTest {

    @ParameterizedTest
    @EnumSource
    void serving_rule_holds(ArchitectureTest.Rule rule) {
        ArchitectureTest.check(rule, "serving");
    }
}
