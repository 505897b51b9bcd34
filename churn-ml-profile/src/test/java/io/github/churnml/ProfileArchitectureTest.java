package io.github.churnml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProfileArchitectureTest {

    @ParameterizedTest
    @EnumSource
    void profile_ruleHolds(ArchitectureTest.Rule rule) {
        ArchitectureTest.check(rule, "profile");
    }

    @Test
    void profile_publicTypes_areThoseKept() {
        PublicApi.check("churn-ml-profile");
    }
}
