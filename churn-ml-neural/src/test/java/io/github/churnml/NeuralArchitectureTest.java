package io.github.churnml;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NeuralArchitectureTest {

    @ParameterizedTest
    @EnumSource
    void module_rule_holds(ArchitectureTest.Rule rule) {
        ArchitectureTest.check(rule, "learn.neural");
    }
}
