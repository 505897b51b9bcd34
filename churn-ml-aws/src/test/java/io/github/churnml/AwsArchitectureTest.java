package io.github.churnml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AwsArchitectureTest {

    @ParameterizedTest
    @EnumSource
    void aws_ruleHolds(ArchitectureTest.Rule rule) {
        ArchitectureTest.check(rule, "aws");
    }

    @Test
    void aws_publicTypes_areThoseKept() {
        PublicApi.check("churn-ml-aws");
    }
}
