package io.github.churnml;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LearnersArchitectureTest {

    @ParameterizedTest
    @EnumSource
    void module_rule_holds(ArchitectureTest.Rule rule) {
        for (String name : List.of("learn.additive", "learn.linear", "learn.neural")) {
            ArchitectureTest.check(rule, name);
        }
    }

    @Test
    void learners_publicTypes_areThoseKept() {
        PublicApi.check("churn-ml-learners");
    }
}
