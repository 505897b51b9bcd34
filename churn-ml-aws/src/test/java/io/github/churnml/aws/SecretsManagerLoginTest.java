package io.github.churnml.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.files.Login;
import io.github.churnml.files.LoginSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logins out of Secrets Manager, against moto; when is asked, against a clock of the test's own. */
class SecretsManagerLoginTest {

    private static final String CANARY = "canary-pass-word";

    @TempDir
    Path folder;

    @Test
    void login_ofMoto_isReadAndRenewed() {
        try (MotoServer server = MotoServer.start(folder)) {
            server.secret(
                    "eu-west-1", "churn/database", "{\"username\": \"churn\", \"password\": \"one\", \"port\": 5432}");
            LoginSource source = SecretsManagerLogin.of("churn/database", "eu-west-1", server.environment());
            assertThat(source.login()).isEqualTo(new Login("churn", "one"));

            server.secret("eu-west-1", "churn/database", "{\"user\": \"other\", \"password\": \"two\"}");

            assertThat(source.login()).as("remembered").isEqualTo(new Login("churn", "one"));
            assertThat(source.renewed()).isEqualTo(new Login("other", "two"));
            assertThat(source.login()).isEqualTo(new Login("other", "two"));

            server.secret("us-east-1", "plain", "not JSON " + CANARY);
            server.secret("us-east-1", "bytes", CANARY.getBytes(StandardCharsets.UTF_8));
            server.secret("us-east-1", "keyless", "{\"username\": \"churn\", \"" + CANARY + "\": \"password\"}");
            server.secret("us-east-1", "empty", "{\"username\": \"churn\", \"password\": \"\"}");
            server.secret("us-east-1", "number", "{\"username\": \"churn\", \"password\": 12345}");
            server.secret("us-east-1", "list", "[\"" + CANARY + "\"]");
            refused(server, "plain", "The secret 'plain' is not JSON, or not one mapping.");
            refused(server, "list", "The secret 'list' is not JSON, or not one mapping.");
            refused(server, "bytes", "The secret 'bytes' holds bytes where text is required.");
            refused(server, "keyless", "The secret 'keyless' has no 'password'.");
            refused(server, "empty", "The secret 'empty' has a 'password' that is empty or no text.");
            refused(server, "number", "The secret 'number' has a 'password' that is empty or no text.");
            refused(
                    server,
                    "churn/database",
                    "The secret 'churn/database' is not in the region (us-east-1), or has no value.");
        }
    }

    private static void refused(MotoServer server, String secret, String problem) {
        Map<String, String> environment = server.environment();
        environment.remove("AWS_REGION");
        environment.put("HOME", "/nowhere");
        assertThatThrownBy(
                        () -> SecretsManagerLogin.of(secret, null, environment).login())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(problem + "\nMaybe ")
                .hasMessageNotContaining(CANARY)
                .hasNoCause();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | AccessDeniedException | may not be read (AccessDeniedException). | secretsmanager:GetSecretValue",
                "400 | UnrecognizedClientException | the keys are refused (UnrecognizedClientException). | Maybe the keys are wrong",
                "400 | ExpiredTokenException | the session token has expired | Maybe log in anew",
                "400 | InvalidRequestException | cannot be read as it is | Maybe it is marked to be deleted",
                "400 | Strange | Secrets Manager answered 400 (Strange). | Maybe look the code up",
                "503 | ServiceUnavailable | Secrets Manager answered 503 | Maybe try again later",
            })
    void login_refused_problemAndWayOutAreTold(int status, String code, String problem, String maybe) {
        String message = "of " + S3Server.SECRET_KEY + " and " + S3Server.ACCESS_KEY;
        try (FixedAnswer refuses = new FixedAnswer(
                status, code, message, Map.of("x-amzn-ErrorType", code, "Content-Type", "text/plain"))) {
            LoginSource source = SecretsManagerLogin.of("churn", null, refuses.environment());

            assertThatThrownBy(source::login)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(problem)
                    .hasMessageContaining(maybe)
                    .hasMessageNotContaining("canary")
                    .hasMessageNotContaining(S3Server.ACCESS_KEY);
        }
    }

    @Test
    void login_noServer_isTold() {
        Map<String, String> environment = Map.of(
                "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                "http://127.0.0.1:9",
                "AWS_ACCESS_KEY_ID",
                S3Server.ACCESS_KEY,
                "AWS_SECRET_ACCESS_KEY",
                S3Server.SECRET_KEY,
                "HOME",
                "/nowhere");

        assertThatThrownBy(
                        () -> SecretsManagerLogin.of("churn", null, environment).login())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("The secret 'churn' cannot be read: http://127.0.0.1:9 takes no connections");
    }

    @Test
    void login_withinItsTime_isAskedForOnce() {
        Asked asked = new Asked("one", "two");
        SecretsManagerLogin source = asked.source();

        assertThat(source.login().password()).isEqualTo("one");
        asked.pass(Duration.ofSeconds(299));
        assertThat(source.login().password()).isEqualTo("one");
        asked.pass(Duration.ofSeconds(1));
        assertThat(source.login().password()).isEqualTo("two");
    }

    @Test
    void renewed_againAndAgain_isAskedForOnceInThirtySeconds() {
        Asked asked = new Asked("one", "two", "three");
        SecretsManagerLogin source = asked.source();
        source.login();

        assertThat(source.renewed().password()).isEqualTo("two");
        for (int i = 0; i < 29; i++) {
            asked.pass(Duration.ofSeconds(1));
            assertThat(source.renewed().password()).isEqualTo("two");
        }
        asked.pass(Duration.ofSeconds(1));
        assertThat(source.renewed().password()).isEqualTo("three");
    }

    @Test
    void login_managerCannotBeAsked_whatIsRememberedHoldsOn() {
        Asked asked = new Asked("one", null, "two");
        SecretsManagerLogin source = asked.source();
        source.login();

        asked.pass(Duration.ofMinutes(6));
        assertThat(source.login().password()).isEqualTo("one");
        assertThat(source.login().password()).isEqualTo("two");
    }

    @Test
    void toString_always_hasNothingOfTheLogin() {
        SecretsManagerLogin source = new Asked(CANARY).source();
        source.login();

        assertThat(source).hasToString("SecretsManagerLogin[churn]");
    }

    @Test
    void of_noNameOrNegativeTime_isRefused() {
        assertThatThrownBy(() -> SecretsManagerLogin.of(" ", null, Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is not named");
        assertThatThrownBy(() -> SecretsManagerLogin.of("churn", null, Map.of(), Duration.ofSeconds(-1)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("remembered for (PT-1S)");
    }

    /** A manager that gives one password after the other; null: it cannot be asked. */
    private static final class Asked {

        private final Queue<String> passwords = new ArrayDeque<>();
        private final AtomicLong nanos = new AtomicLong();

        Asked(String... passwords) {
            for (String password : passwords) {
                this.passwords.add(password == null ? "" : password);
            }
        }

        SecretsManagerLogin source() {
            return new SecretsManagerLogin("churn", this::next, Duration.ofMinutes(5), nanos::get);
        }

        private Login next() {
            String password = passwords.remove();
            if (password.isEmpty()) {
                throw new Unavailable("it takes no connections");
            }
            return new Login("churn", password);
        }

        void pass(Duration time) {
            nanos.addAndGet(time.toNanos());
        }
    }
}
