package io.github.churnml.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.PythonServers;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.files.Login;
import io.github.churnml.files.LoginSource;
import io.github.churnml.jdbc.Postgres;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Setting a server up over a real PostgreSQL. */
class MlflowSetupTest {

    private static final String CANARY = "s3cret-canary";
    private static final LoginSource LOGIN = () -> new Login("postgres", CANARY);

    @TempDir
    Path folder;

    private static Map<String, String> environment(String database, String server) {
        Map<String, String> environment = new HashMap<>();
        environment.put("MLFLOW_S3_BUCKET", "acme-mlflow");
        environment.put("MLFLOW_DB_PORT", String.valueOf(Postgres.server().getPort()));
        environment.put("MLFLOW_DB_NAME", database);
        environment.put("MLFLOW_TRACKING_URI", server);
        environment.put("MLFLOW_DB_PASSWORD", CANARY);
        return environment;
    }

    @Test
    void setup_beforeTheServer_makesTheDatabaseAndSaysHowToGoOn() {
        String server = "http://127.0.0.1:" + PythonServers.freePort();
        MlflowSetup setup = MlflowSetup.of(environment("mlflow_first", server));
        MlflowSetup.Result first = setup.run(LOGIN, List.of("US"), List.of());
        assertThat(first.databaseMade()).isTrue();
        assertThat(first.experiments()).isEmpty();
        assertThat(first.notes())
                .containsExactly(
                        "No server answers at " + server + " yet: start it, then run this again for the experiments.");
        assertThat(first.command())
                .contains("--backend-store-uri postgresql+psycopg2://localhost:"
                        + Postgres.server().getPort()
                        + "/mlflow_first --artifacts-destination s3://acme-mlflow --host 127.0.0.1")
                .doesNotContain(CANARY);
        assertThat(setup.toString()).doesNotContain(CANARY);
        assertThat(setup.run(LOGIN, List.of(), List.of()).databaseMade()).isFalse();
    }

    @Test
    void setup_withPythonsOwnStore_saysThatAServerIsNeeded() {
        MlflowSetup.Result result = MlflowSetup.of(
                        environment("mlflow_store", "postgresql://u:" + CANARY + "@localhost/mlflow_db"))
                .run(LOGIN, List.of(), List.of());
        assertThat(result.notes()).hasSize(1);
        assertThat(result.notes().get(0))
                .startsWith(
                        "MLFLOW_TRACKING_URI begins with (postgresql:): that is a store which Python opens by itself.")
                .doesNotContain(CANARY);
    }

    @ParameterizedTest
    @CsvSource({"mlflow3", "mlflow2"})
    void server_startedAsSaid_getsItsExperimentsOnce(String version) {
        Path program = PythonServers.require(version, "mlflow");
        int port = PythonServers.freePort();
        Map<String, String> environment = environment("mlflow_" + version, "http://127.0.0.1:" + port);
        MlflowSetup setup = MlflowSetup.of(environment);
        List<String> said = List.of(setup.run(LOGIN, List.of(), List.of())
                .command()
                .replace("acme-mlflow", "acme-mlflow/")
                .split(" "));
        int from = said.indexOf("server");
        assertThat(said.subList(0, from))
                .containsExactly(
                        "PGUSER=\"$MLFLOW_DB_USER\"",
                        "PGPASSWORD=\"$MLFLOW_DB_PASSWORD\"",
                        "MLFLOW_SERVER_ENABLE_JOB_EXECUTION=false",
                        "mlflow");
        List<String> command = new java.util.ArrayList<>(said.subList(from, said.size()));
        command.add(0, program.toString());
        Map<String, String> variables =
                Map.of("PGUSER", "postgres", "PGPASSWORD", CANARY, "MLFLOW_SERVER_ENABLE_JOB_EXECUTION", "false");
        try (PythonServers.Running running = PythonServers.start(command, port, folder, variables)) {
            MlflowSetup.Result result = setup.run(LOGIN, List.of("US"), List.of("ClientA"));
            assertThat(result.databaseMade()).isFalse();
            assertThat(result.experiments())
                    .containsOnlyKeys(
                            "churn_prediction",
                            "churn_prediction-geography-us",
                            "churn_prediction-company-clienta",
                            "churn_prediction-geography-us-company-clienta");
            assertThat(result.notes()).isEmpty();
            assertThat(setup.run(LOGIN, List.of("US"), List.of("ClientA")).experiments())
                    .isEqualTo(result.experiments());
            assertThat(running.process().isAlive()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            MLFLOW_S3_BUCKET |                  | MLFLOW_S3_BUCKET is not set
            MLFLOW_S3_BUCKET | s3://bucket/path | MLFLOW_S3_BUCKET is (s3://bucket/path), which is no name of a bucket.
            MLFLOW_DB_PORT   | 70000            | MLFLOW_DB_PORT is (70000), which is no port.
            MLFLOW_DB_HOST   | a/b              | MLFLOW_DB_HOST is (a/b), which is no host.""")
    void variable_thatIsNone_isNamed(String name, String value, String says) {
        Map<String, String> environment = new HashMap<>(Map.of("MLFLOW_S3_BUCKET", "acme-mlflow"));
        environment.put(name, value == null ? "" : value);
        assertThatThrownBy(() -> MlflowSetup.of(environment))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(says)
                .hasMessageContaining("\nMaybe ");
    }

    @Test
    void database_thatIsNotThere_isTold() {
        Map<String, String> environment =
                Map.of("MLFLOW_S3_BUCKET", "acme-mlflow", "MLFLOW_DB_PORT", String.valueOf(PythonServers.freePort()));
        assertThatThrownBy(() -> MlflowSetup.of(environment).run(LOGIN, List.of(), List.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("cannot be reached")
                .hasMessageNotContaining(CANARY);
    }
}
