package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.churnml.PythonServers;
import io.github.churnml.SharedFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code churn mlflow}, against a real server where one is installed. */
class MlflowCommandTest {

    @TempDir
    Path folder;

    private PythonServers.Running server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private Map<String, String> start() {
        Path program = PythonServers.require("mlflow3", "mlflow");
        int port = PythonServers.freePort();
        server = PythonServers.start(
                List.of(
                        program.toString(),
                        "server",
                        "--backend-store-uri",
                        "sqlite:///" + folder.resolve("mlflow.db"),
                        "--artifacts-destination",
                        folder.resolve("artifacts").toString(),
                        "--host",
                        "127.0.0.1",
                        "--port",
                        String.valueOf(port),
                        "--workers",
                        "1"),
                port,
                folder,
                Map.of("MLFLOW_SERVER_ENABLE_JOB_EXECUTION", "false"));
        return Map.of("MLFLOW_TRACKING_URI", server.url());
    }

    @Test
    void importedModel_loggedUnderItsVariant_isPulledByAliasAndScoresTheSame() throws IOException {
        Path data = SharedFiles.require("data/bettercollective");
        Map<String, String> environment = start();
        Path model = folder.resolve("m.churn");
        Path rows = data.resolve("X_test_sample_2.json");
        assertThat(Cli.run(
                                "import",
                                "--from",
                                data.resolve("xgb_churn_model_2.json"),
                                "--out",
                                model,
                                "--name",
                                "churn-prediction-model")
                        .exit())
                .isZero();
        Cli.Result logged = Cli.run(
                folder,
                environment,
                "mlflow",
                "log",
                "--model",
                model,
                "--example",
                rows,
                "--geography",
                "US",
                "--company",
                "ClientA",
                "--alias",
                "champion",
                "--json");
        assertThat(logged.exit()).as(logged.err()).isZero();
        JsonNode told = logged.json();
        assertThat(told.get("experiment").asText()).isEqualTo("churn_prediction-geography-us-company-clienta");
        assertThat(told.at("/version/address").asText()).isEqualTo("models:/churn-prediction-model-us-clienta/1");
        assertThat(told.at("/version/tags/company_id").asText()).isEqualTo("ClientA");
        Path pulled = folder.resolve("pulled.churn");
        Cli.Result fetched = Cli.run(
                folder,
                environment,
                "mlflow",
                "pull",
                "models:/churn-prediction-model-us-clienta@champion",
                "--out",
                pulled);
        assertThat(fetched.exit()).as(fetched.err()).isZero();
        assertThat(pulled).hasSameBinaryContentAs(model);
        Path first = folder.resolve("1.csv");
        Path second = folder.resolve("2.csv");
        assertThat(Cli.run("predict", "--model", model, "--data", rows, "--out", first)
                        .exit())
                .isZero();
        assertThat(Cli.run("predict", "--model", pulled, "--data", rows, "--out", second)
                        .exit())
                .isZero();
        assertThat(second).hasSameBinaryContentAs(first);
        Cli.Result moved = Cli.run(
                folder,
                environment,
                "mlflow",
                "register",
                "--model",
                told.get("model").asText(),
                "--geography",
                "US",
                "--alias",
                "challenger");
        assertThat(moved.exit()).as(moved.err()).isZero();
        assertThat(moved.out()).isEqualTo("Version: models:/churn-prediction-model-us-clienta/2, alias challenger\n");
    }

    @Test
    void training_loggedAsARun_isARegisteredModel_orAFailedRun() throws IOException {
        Map<String, String> environment = new HashMap<>(start());
        environment.put(TestFiles.ROOT, Cli.customers().getParent().toString());
        Path data = Cli.customers();
        Path out = folder.resolve("artifacts");
        Cli.Result trained = Cli.run(
                folder,
                environment,
                "train",
                "--data",
                "test://customers.csv",
                "--target",
                "churned",
                "--learner",
                "boosting",
                "--out",
                out,
                "--mlflow",
                "--mlflow-alias",
                "champion");
        assertThat(trained.exit()).as(trained.err()).isZero();
        assertThat(trained.out())
                .contains("Logged on " + server.url() + ": run ")
                .contains("of experiment 'churn_prediction', model models:/churn-prediction-model/1.");
        Path pulled = folder.resolve("pulled.churn");
        Cli.run(folder, environment, "mlflow", "pull", "models:/churn-prediction-model@champion", "--out", pulled);
        assertThat(pulled).hasSameBinaryContentAs(out.resolve("model.churn"));
        // The table is the one that it learnt from, by its digest.
        Cli.Result again = Cli.run(
                folder,
                environment,
                "mlflow",
                "log",
                "--model",
                out.resolve("model.churn"),
                "--data",
                data,
                "--experiment",
                "again",
                "--json");
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(again.json().get("notes")).isEmpty();

        Cli.Result failed = Cli.run(
                folder,
                environment,
                "train",
                "--data",
                data,
                "--target",
                "no-such-column",
                "--learner",
                "boosting",
                "--out",
                folder.resolve("none"),
                "--mlflow");
        assertThat(failed.exit()).isNotZero();
        JsonNode runs = runs(environment);
        assertThat(runs.findValuesAsText("status")).containsExactlyInAnyOrder("FINISHED", "FAILED");
        assertThat(runs.findValuesAsText("source"))
                .as("where the table is, not where a copy of it lay")
                .containsExactly("{\"uri\":\"test://customers.csv\"}");
    }

    private static JsonNode runs(Map<String, String> environment) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(environment.get("MLFLOW_TRACKING_URI") + "/api/2.0/mlflow/runs/search"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"experiment_ids\": [\"1\"]}"))
                .build();
        try {
            String body = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
            return new Cli.Result(0, body, "").json();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void setup_withWhatIsMissing_saysWhichVariable() {
        Map<String, String> environment = new HashMap<>();
        assertThat(Cli.run(folder, environment, "mlflow", "setup").err())
                .contains("MLFLOW_S3_BUCKET is not set: it names the bucket for the files of models.");
        environment.put("MLFLOW_S3_BUCKET", "acme-mlflow");
        assertThat(Cli.run(folder, environment, "mlflow", "setup").err())
                .contains("It is not said who logs into the database.")
                .contains("Maybe set MLFLOW_DB_USER and MLFLOW_DB_PASSWORD, or MLFLOW_SECRET_NAME.");
        environment.put("MLFLOW_DB_USER", "mlflow");
        environment.put("MLFLOW_DB_PASSWORD", "s3cret-canary");
        environment.put("MLFLOW_DB_PORT", String.valueOf(PythonServers.freePort()));
        Cli.Result unreachable = Cli.run(folder, environment, "mlflow", "setup");
        assertThat(unreachable.exit()).isEqualTo(2);
        assertThat(unreachable.err()).contains("cannot be reached").doesNotContain("s3cret-canary");
    }

    @Test
    void train_withAnAliasAlone_isRefused() {
        Cli.Result result =
                Cli.run("train", "--data", Cli.customers(), "--target", "churned", "--mlflow-alias", "champion");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("Option --mlflow-alias is given without --mlflow.");
    }

    @Test
    void commands_withoutAServer_sayHowToHaveOne() {
        for (List<String> command : List.of(
                List.of("mlflow", "log", "--model", Cli.model().toString()),
                List.of("mlflow", "register", "--model", "models:/m/1"),
                List.of(
                        "mlflow",
                        "pull",
                        "models:/m@champion",
                        "--out",
                        folder.resolve("x").toString()))) {
            Cli.Result result = Cli.run(command.toArray());
            assertThat(result.exit()).isEqualTo(2);
            assertThat(result.err())
                    .isEqualTo("churn: It is not said where the MLflow server answers.\n"
                            + "churn: Maybe set MLFLOW_TRACKING_URI, such as http://localhost:5000.\n");
            Cli.Result store = Cli.run(
                    folder, Map.of("MLFLOW_TRACKING_URI", "postgresql://u:canary@h/mlflow_db"), command.toArray());
            assertThat(store.exit()).isEqualTo(2);
            assertThat(store.err())
                    .contains("mlflow server --backend-store-uri postgresql:")
                    .doesNotContain("canary");
        }
        assertThat(Files.exists(folder.resolve("x"))).isFalse();
    }

    @Test
    void log_aTagWithoutValue_isRefused() {
        Cli.Result result = Cli.run(
                folder,
                Map.of("MLFLOW_TRACKING_URI", "http://localhost:1"),
                "mlflow",
                "log",
                "--model",
                Cli.model(),
                "--tag",
                "team");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("The tag (team) is not KEY=VALUE.");
    }
}
