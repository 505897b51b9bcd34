package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.jobs.step.SecretLogins;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AwsLoginsTest {

    @Test
    void secretOfJob_inCommand_isAskedOfAws() {
        SecretLogins logins = SecretLogins.find();
        assertThat(logins).isInstanceOf(AwsLogins.class);
        assertThat(logins.login("churn/database", Map.of())).isNotNull();
        assertThatThrownBy(() -> logins.login(" ", Map.of())).hasMessageContaining("is not named");
    }
}
