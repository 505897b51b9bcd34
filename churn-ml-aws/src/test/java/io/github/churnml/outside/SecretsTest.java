package io.github.churnml.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.aws.MotoServer;
import io.github.churnml.aws.SecretsManagerLogin;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.files.Login;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database's login out of Secrets Manager, as an application hands it to whatever opens the database. */
class SecretsTest {

    @TempDir
    Path folder;

    @Test
    void login_thatIsRotated_isReadAgain() {
        try (MotoServer server = MotoServer.start(folder)) {
            server.secret("us-east-1", "crm", "{\"username\": \"reader\", \"password\": \"one\"}");
            SecretsManagerLogin login =
                    SecretsManagerLogin.of("crm", "us-east-1", server.environment(), Duration.ofHours(1));

            assertThat(login.login()).isEqualTo(new Login("reader", "one"));
            server.secret("us-east-1", "crm", "{\"username\": \"reader\", \"password\": \"two\"}");

            assertThat(login.login()).as("remembered for an hour").isEqualTo(new Login("reader", "one"));
            assertThat(login.renewed()).as("asked for after a refusal").isEqualTo(new Login("reader", "two"));
            assertThat(login.toString()).doesNotContain("two");
        }
    }

    @Test
    void login_whereNobodyListens_saysWhere() {
        Map<String, String> environment = Map.of(
                "AWS_ENDPOINT_URL_SECRETS_MANAGER", "http://127.0.0.1:9",
                "AWS_ACCESS_KEY_ID", "key",
                "AWS_SECRET_ACCESS_KEY", "hidden",
                "HOME", "/nowhere");

        assertThatThrownBy(
                        () -> SecretsManagerLogin.of("crm", null, environment).login())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'crm'", "http://127.0.0.1:9")
                .hasMessageNotContaining("hidden");
    }
}
