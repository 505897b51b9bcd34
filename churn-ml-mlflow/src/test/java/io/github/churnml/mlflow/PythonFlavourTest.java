package io.github.churnml.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.FitOptions;
import io.github.churnml.Predictions;
import io.github.churnml.PythonServers;
import io.github.churnml.SharedFiles;
import io.github.churnml.SmallModel;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.Tables;
import io.github.churnml.imported.ModelImport;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.prepare.DerivedFeature;
import io.github.churnml.registry.variant.Variant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that was logged here, loaded and asked by MLflow's own Python, against its scores in Java. */
class PythonFlavourTest {

    private static final String SCRIPT = """
            import sys
            import mlflow, pandas
            mlflow.set_tracking_uri(sys.argv[1])
            model = mlflow.pyfunc.load_model(sys.argv[2])
            if sys.argv[3].endswith(".json"):
                table = pandas.read_json(sys.argv[3], lines=True, precise_float=True)
            else:
                table = pandas.read_csv(sys.argv[3], dtype=str, keep_default_na=False)
            answer = model.predict(table)
            assert list(answer.columns) == ["probability", "predicted"], answer.columns
            assert model.metadata.signature is not None
            for probability, predicted in zip(answer["probability"], answer["predicted"]):
                print(repr(float(probability)), predicted)
            example = model.metadata.saved_input_example_info
            if example is not None:
                print("example", len(model.input_example))
            """;

    @TempDir
    Path folder;

    @Test
    void trainedModel_loadedByPython_scoresTheSame() throws IOException, InterruptedException {
        // A level that pandas by itself takes for a missing value.
        List<String> lines = SmallModel.lines(600, 3).stream()
                .map(line -> line.replace("Basic", "None"))
                .toList();
        Path rows = Files.write(folder.resolve("rows.csv"), lines);
        Dataset customers = Tables.read(rows);
        ChurnModel model = ChurnPipeline.builder()
                .target("churned")
                .learner(HistogramGradientBoosting.builder().trees(60).build())
                .build()
                .fit(customers, FitOptions.standard().withCreated(SmallModel.THEN));
        LoggedModel logged = Mlflow.of(Servers.environment("mlflow3"))
                .withExample(customers)
                .withName("for-python")
                .withAlias("champion")
                .log(model);
        assertThat(logged.notes()).isEmpty();
        assertThat(logged.flavours()).containsExactly("churn_ml", "python_function");
        List<String> said = python("mlflow3", "models:/for-python@champion", rows);
        assertThat(said.remove(said.size() - 1)).isEqualTo("example 5");
        same(said, model, customers);
    }

    /** A split of trees at a logarithm, whose last bit differs from machine to machine. */
    @Test
    void modelThatIsNotExportedExactly_isLoggedWithoutPythonAndSaysWhy() throws IOException {
        Path rows = Files.write(folder.resolve("rows.csv"), SmallModel.lines(300, 3));
        ChurnModel model = ChurnPipeline.builder()
                .target("churned")
                .derive(new DerivedFeature.Log("log_charges", "total_charges"))
                .exclude("total_charges", "tenure_months")
                .learner(HistogramGradientBoosting.builder().trees(10).build())
                .build()
                .fit(Tables.read(rows), FitOptions.standard().withCreated(SmallModel.THEN));

        PythonFlavour flavour = PythonFlavour.of(model, "3.17.2", folder);

        assertThat(flavour.flavour()).isEmpty();
        assertThat(flavour.files()).isEmpty();
        assertThat(flavour.note()).startsWith("Python cannot score this model").contains("log_charges");
    }

    @Test
    void importedModel_loadedByPython_scoresTheSameOnBothServers() throws IOException, InterruptedException {
        Path data = SharedFiles.require("data/bettercollective");
        Path rows = data.resolve("X_test_sample_2.json");
        ChurnModel model = ModelImport.from(data.resolve("xgb_churn_model_2.json"))
                .withName("churn-prediction-model")
                .toModel();
        Dataset sample = Tables.read(rows);
        for (String version : List.of("mlflow3", "mlflow2")) {
            LoggedModel logged = Mlflow.of(Servers.environment(version))
                    .withVariant(Variant.of("US", "ClientA"))
                    .withExample(sample)
                    .withAlias("champion")
                    .log(model);
            assertThat(logged.experiment()).isEqualTo("churn_prediction-geography-us-company-clienta");
            List<String> said = python(version, "models:/churn-prediction-model-us-clienta@champion", rows);
            said.remove(said.size() - 1);
            same(said, model, sample);
        }
    }

    private static void same(List<String> said, ChurnModel model, Dataset rows) {
        Predictions predictions = model.scorer().score(rows);
        double[] probabilities = predictions.probabilities();
        assertThat(said).hasSize(probabilities.length);
        for (int i = 0; i < probabilities.length; i++) {
            String[] cells = said.get(i).split(" ");
            assertThat(Double.parseDouble(cells[0]))
                    .as("row " + i)
                    .isCloseTo(probabilities[i], org.assertj.core.data.Offset.offset(1e-9));
            assertThat(cells[1]).isEqualTo(probabilities[i] >= model.threshold() ? "1" : "0");
        }
    }

    /** The newest Python asks the server of a version; the other environment has no ONNX Runtime. */
    private List<String> python(String version, String address, Path rows) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("load.py"), SCRIPT);
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(
                        PythonServers.require("mlflow3", "python").toString(),
                        script.toString(),
                        Servers.url(version),
                        address,
                        rows.toString())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor()).as(() -> read(err)).isZero();
        return new java.util.ArrayList<>(Files.readAllLines(out, StandardCharsets.UTF_8));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
