package io.github.churnml.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.PythonServers;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.files.Login;
import io.github.churnml.jdbc.Postgres;
import io.github.churnml.mlflow.MlflowClient;
import io.github.churnml.mlflow.MlflowMetric;
import io.github.churnml.mlflow.MlflowModels;
import io.github.churnml.mlflow.MlflowRun;
import io.github.churnml.mlflow.MlflowRuns;
import io.github.churnml.mlflow.MlflowSetup;
import io.github.churnml.mlflow.MlflowVersion;
import io.github.churnml.mlflow.Servers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server of MLflow as an application uses it that keeps runs of its own beside the models that this library logs. */
class ServerByHandTest {

    private static final long BEGIN = 1_767_323_045_000L;

    @ParameterizedTest
    @ValueSource(strings = {"mlflow3", "mlflow2"})
    void run_ofOnesOwn_isReadAsItWasWritten(String version) {
        MlflowClient client = MlflowClient.of(Servers.environment(version));
        MlflowRuns runs = client.runs();
        String experiment = runs.experiment("outside_campaigns");

        MlflowRun run = runs.create(experiment, "spring", BEGIN, Map.of("team", "retention"));
        runs.log(
                run.id(),
                Map.of("discount", "0.1"),
                List.of(new MlflowMetric("kept", 12, 0), new MlflowMetric("kept", 17.5, 1)),
                BEGIN,
                Map.of("note", "two weeks"));
        assertThat(runs.get(run.id()).status()).isEqualTo("RUNNING");
        runs.end(run.id(), true, BEGIN + 1_000);

        MlflowRun read = runs.get(run.id());
        assertThat(read.status()).isEqualTo("FINISHED");
        assertThat(read.experiment()).isEqualTo(experiment).isEqualTo(runs.experiment("outside_campaigns"));
        assertThat(read.params()).isEqualTo(Map.of("discount", "0.1"));
        assertThat(read.metrics()).as("the value of the last step").isEqualTo(Map.of("kept", 17.5));
        assertThat(read.tags()).containsEntry("team", "retention").containsEntry("note", "two weeks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlflow3", "mlflow2"})
    void alias_setOnAnotherVersion_moves(String version) {
        MlflowClient client = MlflowClient.of(Servers.environment(version));
        MlflowRun run = client.runs().create(client.runs().experiment("outside_models"), "r", BEGIN, Map.of());
        MlflowModels models = client.models();
        models.register("outside-model");
        MlflowVersion first =
                models.create("outside-model", run.artifacts(), run.id(), null, "the first", Map.of("stage", "old"));
        MlflowVersion second = models.create("outside-model", run.artifacts(), run.id(), null, "the second", Map.of());

        models.setAlias("outside-model", "champion", first.number());
        models.setAlias("outside-model", "champion", second.number());
        models.setTag(second, "stage", "new");

        MlflowVersion champion = models.version("outside-model", "champion");
        assertThat(champion.number()).isEqualTo(second.number());
        assertThat(champion.tags()).containsEntry("stage", "new");
        assertThat(models.versions("outside-model"))
                .extracting(MlflowVersion::description)
                .containsExactlyInAnyOrder("the first", "the second");
        models.deleteAlias("outside-model", "champion");
        assertThatThrownBy(() -> models.version("outside-model", "champion")).isInstanceOf(ChurnException.class);
    }

    @Test
    void client_withoutAnAddress_saysHowToGetOne() {
        assertThatThrownBy(() -> MlflowClient.of(Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("MLFLOW_TRACKING_URI");
        assertThat(MlflowClient.of("http://ann:secret@localhost:5000", Map.of()).server())
                .as("no password is shown")
                .doesNotContain("secret");
    }

    @Test
    void setup_ofAServer_makesItsDatabaseAndSaysHowToStartIt() {
        MlflowSetup setup = MlflowSetup.of(Map.of(
                "MLFLOW_S3_BUCKET",
                "acme",
                "MLFLOW_DB_PORT",
                String.valueOf(Postgres.server().getPort()),
                "MLFLOW_DB_NAME",
                "outside_mlflow",
                "MLFLOW_TRACKING_URI",
                "http://127.0.0.1:" + PythonServers.freePort()));

        MlflowSetup.Result result = setup.run(() -> new Login("postgres", "secret"), List.of(), List.of());

        assertThat(setup.bucket()).isEqualTo("acme");
        assertThat(result.databaseMade()).isTrue();
        assertThat(result.command()).contains("/outside_mlflow", "s3://acme").doesNotContain("secret");
        assertThat(result.notes().get(0)).startsWith("No server answers at " + setup.server());
    }
}
