package io.github.churnml.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.FitOptions;
import io.github.churnml.SmallModel;
import io.github.churnml.data.Dataset;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.files.FetchedFile;
import io.github.churnml.files.RemoteFiles;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.registry.variant.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logging, registering and loading, against the newest server and the last of MLflow 2. */
class MlflowTest {

    private static final Dataset CUSTOMERS = SmallModel.customers(600, 3);
    private static ChurnModel model;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() {
        model = ChurnPipeline.builder()
                .target("churned")
                .learner(HistogramGradientBoosting.builder().trees(60).build())
                .build()
                .fit(CUSTOMERS, FitOptions.standard().withCreated(SmallModel.THEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlflow3", "mlflow2"})
    void log_ofAVariant_isLoadedByItsAliasToTheSameBytes(String version) throws IOException {
        Map<String, String> environment = Servers.environment(version);
        Path file = folder.resolve("m.churn");
        model.save(file);
        LoggedModel logged = Mlflow.of(environment)
                .withVariant(Variant.of("US", null))
                .withAlias("champion")
                .log(file);
        assertThat(logged.experiment()).isEqualTo("churn_prediction-geography-us");
        MlflowVersion made = logged.version().orElseThrow();
        assertThat(made.name()).isEqualTo("churn-prediction-model-us");
        assertThat(made.aliases()).containsExactly("champion");
        assertThat(made.tags())
                .containsEntry("geography", "US")
                .containsEntry("training_date", "2026-01-02")
                .containsEntry("model_version", "1.0.0")
                .containsEntry("sha256", logged.sha256());
        for (String address : List.of(
                "models:/churn-prediction-model-us@champion",
                made.address(),
                logged.address(),
                "runs:///" + logged.run() + "/model")) {
            Path into = Files.createDirectory(folder.resolve("f" + address.hashCode()));
            FetchedFile fetched = RemoteFiles.of(address).fetch(address, into, environment);
            assertThat(fetched.path()).as(address).hasSameBinaryContentAs(file);
            assertThat(into.toFile().list()).as("what is left beside it").hasSize(1);
        }
        assertThat(RemoteFiles.of("models:/x@y")
                        .fetch("models:/churn-prediction-model-us@champion", folder, environment)
                        .from())
                .isEqualTo(made.address());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlflow3", "mlflow2"})
    void run_ofALoggedModel_saysWhatItIs(String version) throws IOException {
        Map<String, String> environment = Servers.environment(version);
        Path extra = Files.createDirectory(folder.resolve("extra"));
        Files.writeString(extra.resolve("page.html"), "page");
        LoggedModel logged = Mlflow.of(environment)
                .withExperiment("facts")
                .withTag("team", "retention")
                .withArtifact(extra.resolve("."))
                .withDataset(MlflowDataset.of(CUSTOMERS, "customers.csv", "s3://bucket/customers.csv", "training"))
                .log(model);
        MlflowRun run = MlflowClient.of(environment).runs().get(logged.run());
        assertThat(run.status()).isEqualTo("FINISHED");
        assertThat(MlflowClient.of(environment).artifacts(environment).list(run.artifacts() + "/extra"))
                .hasValue(List.of("page.html"));
        assertThat(run.tags()).containsEntry("team", "retention").containsEntry("sha256", logged.sha256());
        assertThat(run.params())
                .containsEntry("target.column", "churned")
                .containsEntry("training.rows", String.valueOf(model.manifest().rows()))
                .containsKey("learner.trees");
        assertThat(run.metrics().get("roc_auc"))
                .isEqualTo(model.evaluation().rocAuc().value());
        assertThat(run.metrics()).containsKeys("roc_auc_low", "training_loss", "validation_loss");
        JsonTree input = JsonTree.of(new Wire(MlflowConnection.of(environment), Waits.usual())
                        .get("get", MlflowClient.API + "runs/get", Map.of("run_id", logged.run()))
                        .json("get"))
                .at("run")
                .at("inputs")
                .list("dataset_inputs")
                .get(0);
        assertThat(input.at("dataset").require("digest"))
                .isEqualTo(CUSTOMERS.fingerprint().substring(0, 32));
        assertThat(input.pairs("tags")).containsEntry("mlflow.data.context", "training");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlflow3", "mlflow2"})
    void run_whoseTrainingFails_endsFailed(String version) {
        Map<String, String> environment = Servers.environment(version);
        String[] id = new String[1];
        assertThatThrownBy(() -> {
                    try (OpenRun run = Mlflow.of(environment)
                            .start(MlflowNames.of("churn", Variant.pooled(), java.time.LocalDate.of(2026, 1, 2)))) {
                        id[0] = run.id();
                        throw new IllegalStateException("no convergence");
                    }
                })
                .hasMessage("no convergence");
        assertThat(MlflowClient.of(environment).runs().get(id[0]).status()).isEqualTo("FAILED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlflow3", "mlflow2"})
    void batches_beyondTheServersBounds_arriveWhole(String version) {
        MlflowRuns runs = MlflowClient.of(Servers.environment(version)).runs();
        MlflowRun run = runs.create(runs.experiment("bounds"), "r", 1, Map.of());
        Map<String, String> params = new LinkedHashMap<>();
        IntStream.range(0, 250).forEach(i -> params.put("p" + i, "x".repeat(200)));
        params.put("longest", "y".repeat(6000));
        List<MlflowMetric> metrics = IntStream.range(0, 2500)
                .mapToObj(i -> new MlflowMetric("loss", 1.0 / (1 + i), i))
                .collect(Collectors.toList());
        Map<String, String> tags = new LinkedHashMap<>();
        IntStream.range(0, 150).forEach(i -> tags.put("t" + i, "v" + i));
        runs.log(run.id(), params, metrics, 1, tags);
        runs.log(run.id(), params, metrics, 1, tags); // told twice: the same
        MlflowRun found = runs.get(run.id());
        assertThat(found.params()).isEqualTo(params);
        assertThat(found.tags()).containsAllEntriesOf(tags);
        assertThat(found.metrics()).containsEntry("loss", 1.0 / 2500);
        assertThatThrownBy(() -> runs.log(run.id(), Map.of("sql", "z".repeat(6001)), List.of(), 1, Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The parameter 'sql' has 6,001 characters, where MLflow keeps 6,000.\n"
                        + "Maybe log it as a file: --artifact FILE.");
        assertThat(runs.get(run.id()).params()).doesNotContainKey("sql");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlflow3", "mlflow2"})
    void experiment_deletedBefore_isRestored(String version) {
        Map<String, String> environment = Servers.environment(version);
        MlflowRuns runs = MlflowClient.of(environment).runs();
        String id = runs.experiment("gone");
        new Wire(MlflowConnection.of(environment), Waits.usual())
                .send("delete", "POST", MlflowClient.API + "experiments/delete", Map.of("experiment_id", id))
                .json("delete");
        assertThat(runs.experiment("gone")).isEqualTo(id);
        assertThat(runs.create(id, "r", 1, Map.of()).status()).isEqualTo("RUNNING");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlflow3", "mlflow2"})
    void address_ofNothing_saysWhatThereIs(String version) {
        Map<String, String> environment = Servers.environment(version);
        Mlflow.of(environment).withName("absent-names").withAlias("champion").log(model);
        assertThatThrownBy(() -> new MlflowFiles().fetch("models:/absent-names@champoin", folder, environment))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("has no alias (champoin): it has 1 version and the aliases 'champion'.");
        assertThatThrownBy(() -> new MlflowFiles().fetch("models:/absent-names/7", folder, environment))
                .hasMessageContaining("has no version 7: it has 1 version");
        assertThatThrownBy(() -> new MlflowFiles().fetch("models:/absent-nmaes/1", folder, environment))
                .hasMessageContaining("has no registered model (absent-nmaes).")
                .hasMessageContaining("Maybe 'absent-names' was meant.");
        assertThatThrownBy(() -> new MlflowFiles().fetch("runs:/" + "0".repeat(32) + "/model", folder, environment))
                .hasMessageContaining("has no run (00000000000000000000000000000000).");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlflow3", "mlflow2"})
    void file_changedOnTheServer_isRefused(String version) throws IOException {
        Map<String, String> environment = Servers.environment(version);
        LoggedModel logged =
                Mlflow.of(environment).withName("changed").withRegistered().log(model);
        MlflowVersion made = logged.version().orElseThrow();
        MlflowClient client = MlflowClient.of(environment);
        client.artifacts(environment)
                .upload(client.models().files(made), "changed.churn", Files.writeString(folder.resolve("x"), "other"));
        Path into = Files.createDirectory(folder.resolve("into"));
        assertThatThrownBy(() -> new MlflowFiles().fetch("models:/changed/1", into, environment))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("is not the one that was logged");
        assertThat(into).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlflow3", "mlflow2"})
    void alias_movedAndDeleted_followsTheVersion(String version) {
        Map<String, String> environment = Servers.environment(version);
        Mlflow mlflow = Mlflow.of(environment).withName("moves").withAlias("champion");
        mlflow.log(model);
        mlflow.log(model.withVersion("1.1.0"));
        MlflowModels models = mlflow.client().models();
        assertThat(models.version("moves", "champion").number()).isEqualTo(2);
        models.setAlias("moves", "champion", 1);
        assertThat(models.version("moves", "champion").number()).isEqualTo(1);
        assertThat(models.versions("moves")).extracting(MlflowVersion::number).containsExactly(2, 1);
        models.deleteAlias("moves", "champion");
        models.deleteAlias("moves", "champion");
        assertThatThrownBy(() -> models.version("moves", "champion")).hasMessageContaining("and no alias.");
    }

    @Test
    void workspace_ofAServerWithout_isRefusedBeforeItIsUsed() {
        for (String version : List.of("mlflow3", "mlflow2")) {
            Map<String, String> environment = new LinkedHashMap<>(Servers.environment(version));
            environment.put("MLFLOW_WORKSPACE", "team");
            assertThatThrownBy(() -> MlflowClient.of(environment).runs())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("MLFLOW_WORKSPACE is (team), but the MLflow server")
                    .hasMessageContaining("has no workspaces.");
        }
    }
}
