package io.github.churnml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MlflowArchitectureTest {

    @ParameterizedTest
    @EnumSource
    void mlflow_ruleHolds(ArchitectureTest.Rule rule) {
        ArchitectureTest.check(rule, "mlflow");
    }

    @Test
    void mlflow_publicTypes_areThoseKept() {
        PublicApi.check("churn-ml-mlflow");
    }
}
