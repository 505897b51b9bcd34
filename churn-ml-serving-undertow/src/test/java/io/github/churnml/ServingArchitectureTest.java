package io.github.churnml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServingArchitectureTest {

    /** All rules, but the one about libraries: the endpoint has a web server and meters. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LIBRARIES_ARE_THOSE_OF_CORE")
    void serving_rule_holds(ArchitectureTest.Rule rule) {
        ArchitectureTest.check(rule, "serving");
    }

    @Test
    void serving_publicTypes_areThoseKept() {
        PublicApi.check("churn-ml-serving-undertow");
    }
}
