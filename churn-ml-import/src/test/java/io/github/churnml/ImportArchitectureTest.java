package io.github.churnml;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImportArchitectureTest {

    @ParameterizedTest
    @EnumSource
    void import_ruleHolds(ArchitectureTest.Rule rule) {
        for (String name : List.of("forest.foreign", "imported", "onnx")) {
            ArchitectureTest.check(rule, name);
        }
    }

    @Test
    void imports_publicTypes_areThoseKept() {
        PublicApi.check("churn-ml-import");
    }
}
