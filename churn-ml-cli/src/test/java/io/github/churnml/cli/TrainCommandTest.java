package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.metrics.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {

    @TempDir
    Path folder;

    @Test
    void train_goodTable_writesItsFilesAndNothingElse() {
        assertThat(Cli.names(Cli.artifacts()))
                .containsExactly(
                        "feature_importances.csv",
                        "metrics.json",
                        "model.churn",
                        "model_card.md",
                        "pipeline.yaml",
                        "report.html");
    }

    @Test
    void train_goodTable_saysDataTargetMetricsImportancesFilesAndNext() {
        Cli.Result result = Cli.train(Cli.customers(), "churned", folder.resolve("a"));
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .startsWith("Learns who leaves: churned = Yes (150 of 599 customers, 25.0 %); the others: No\n")
                .contains("600 rows of 19 columns")
                .contains("Noticed:", "--positive says otherwise", "'customer_id' names its rows")
                .contains("boosting", "roc_auc", " to ", "What counts most:", "usage_change_pct")
                .contains(folder.resolve("a/model.churn").toString(), "Next: churn predict --model");
    }

    @Test
    void metricsJson_hasEveryMetricWithIntervalAndWhereItComesFrom() throws IOException {
        JsonNode metrics = new ObjectMapper()
                .readTree(Cli.artifacts().resolve("metrics.json").toFile());
        ChurnModel model = ChurnModel.load(Cli.model());
        for (Metric metric : Metric.ofScores()) {
            double value = model.evaluation().metric(metric).value();
            assertThat(metrics.path(metric.label()).doubleValue())
                    .as(metric.label())
                    .isEqualTo(value);
            JsonNode interval = metrics.path("intervals").path(metric.label());
            assertThat(interval.size()).isEqualTo(2);
            assertThat(interval.get(0).doubleValue())
                    .isEqualTo(model.evaluation().metric(metric).low());
        }
        assertThat(metrics.path("timestamp").asText()).isEqualTo("2026-09-21T14:13:20Z");
        assertThat(metrics.path("seed").asLong()).isEqualTo(42);
        assertThat(metrics.path("data_fingerprint").asText()).hasSize(64);
        assertThat(metrics.path("library_version").asText())
                .isEqualTo(model.manifest().libraryVersion());
        assertThat(metrics.path("rows").asLong()).isEqualTo(model.manifest().rows());
        assertThat(metrics.path("test_rows").asLong())
                .isEqualTo(model.evaluation().rows());
        assertThat(metrics.path("target").asText()).isEqualTo("churned");
        assertThat(metrics.path("positive").asText()).isEqualTo("Yes");
        assertThat(metrics.path("threshold").asDouble()).isEqualTo(0.5);
        assertThat(metrics.path("describes").asText()).contains("hold-out");
    }

    @Test
    void importancesCsv_listsColumnsLargestFirst() throws IOException {
        var lines = Files.readAllLines(Cli.artifacts().resolve("feature_importances.csv"));
        assertThat(lines.get(0)).isEqualTo("column,importance");
        double[] shares = lines.stream()
                .skip(1)
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(',') + 1)))
                .toArray();
        assertThat(shares).hasSizeGreaterThan(5);
        for (int i = 1; i < shares.length; i++) {
            assertThat(shares[i]).isLessThanOrEqualTo(shares[i - 1]);
        }
    }

    @Test
    void pipelineYaml_trainedAgain_givesTheSameModelBytes() throws IOException {
        Path yaml = Cli.artifacts().resolve("pipeline.yaml");
        assertThat(ChurnPipeline.readYaml(yaml).positive()).contains("Yes");
        Cli.Result result =
                Cli.run("train", "--data", Cli.customers(), "--pipeline", yaml, "--out", folder.resolve("again"));
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(folder.resolve("again/model.churn")).hasSameBinaryContentAs(Cli.model());
        assertThat(folder.resolve("again/metrics.json"))
                .hasSameBinaryContentAs(Cli.artifacts().resolve("metrics.json"));
    }

    @Test
    void flags_winOverYaml_andSetReachesAnyKey() {
        Path yaml = Cli.write(
                folder.resolve("churn.yaml"),
                "name: mine\ntarget: churned\nlearner: smile-logistic-regression\nseed: 1\nholdOut: 0.3\n");
        Cli.Result result = Cli.run(
                "train",
                "--data",
                Cli.customers(),
                "--pipeline",
                yaml,
                "--out",
                folder.resolve("a"),
                "--seed",
                7,
                "--test-size",
                0.25,
                "--positive",
                "No",
                "--exclude",
                "region,plan",
                "--exclude",
                "promo",
                "--type",
                "late_payments_12m=categorical",
                "--learner",
                "smile-gradient-boosting",
                "--set",
                "learner.trees=5",
                "--set",
                "clean.dropDuplicates=false");
        assertThat(result.exit()).as(result.err()).isZero();
        ChurnPipeline ran = ChurnPipeline.readYaml(folder.resolve("a/pipeline.yaml"));
        assertThat(ran.name()).isEqualTo("mine");
        assertThat(ran.seed()).isEqualTo(7);
        assertThat(ran.holdOut()).isEqualTo(0.25);
        assertThat(ran.positive()).contains("No");
        assertThat(ran.exclude()).containsExactly("region", "plan", "promo");
        assertThat(ran.learner().name()).isEqualTo("smile-gradient-boosting");
        assertThat(ran.learner().settings()).containsEntry("trees", 5);
        assertThat(ran.clean().dropDuplicates()).isFalse();
        ChurnModel model = ChurnModel.load(folder.resolve("a/model.churn"));
        assertThat(model.inputs())
                .anySatisfy(input -> {
                    assertThat(input.name()).isEqualTo("late_payments_12m");
                    assertThat(input.levels()).contains("0", "1");
                })
                .noneSatisfy(input -> assertThat(input.name()).isEqualTo("region"));
        assertThat(model.target().positive()).isEqualTo("No");
    }

    @Test
    void calibrate_kind_isToldWrittenAndInspected() throws IOException {
        Path out = folder.resolve("calibrated");
        Cli.Result result = Cli.train(Cli.customers(), "churned", out, "--calibrate", "platt");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .containsPattern(
                        "Calibration: platt \\(-?\\d\\.\\d{4} \\+ \\d\\.\\d{4} x log-odds\\), ECE 0\\.\\d{4}, 0\\.\\d{4} before")
                .contains("Log loss of training rows that were not learnt from: platt 0.")
                .contains("Brier score in parts: reliability 0.", "from 0.0", "predicted");
        JsonNode calibration = new ObjectMapper()
                .readTree(out.resolve("metrics.json").toFile())
                .path("calibration");
        ChurnModel model = ChurnModel.load(out.resolve("model.churn"));
        assertThat(calibration.path("kind").asText()).isEqualTo("platt");
        assertThat(calibration.path("numbers").get(1).asDouble())
                .isEqualTo(model.decisionRule().calibrator().numbers()[1]);
        assertThat(calibration.path("after").path("ece").asDouble())
                .isCloseTo(model.evaluation().metric(Metric.ECE).value(), within(1e-12));
        assertThat(calibration.path("before").path("bins").size()).isBetween(2, 10);
        JsonNode brier = calibration.path("after").path("brier");
        double parts = brier.path("reliability").asDouble()
                - brier.path("resolution").asDouble()
                + brier.path("uncertainty").asDouble();
        assertThat(parts).isCloseTo(model.evaluation().metric(Metric.BRIER).value(), within(0.01));
        assertThat(Cli.run("inspect", out.resolve("model.churn")).out()).contains("  calibrated platt (");
        assertThat(Files.readString(out.resolve("pipeline.yaml"))).contains("calibration: platt");
        JsonNode judged = Cli.run(
                        "evaluate", "--json", "--model", out.resolve("model.churn"), "--data", Cli.customers())
                .json();
        assertThat(judged.path("calibration").path("before").path("ece").asDouble())
                .isNotEqualTo(
                        judged.path("calibration").path("after").path("ece").asDouble());
        assertThat(judged.path("calibration").path("after").path("ece").asDouble())
                .isCloseTo(judged.path("ece").asDouble(), within(1e-12));
    }

    @Test
    void calibrate_unknownKind_isRefused() {
        Cli.Result result = Cli.train(Cli.customers(), "churned", folder.resolve("no"), "--calibrate", "sigmoid");
        assertThat(result.exit()).isNotZero();
        assertThat(result.err()).contains("holds (sigmoid) where auto or one of 'none', 'platt',");
    }

    @Test
    void logisticRegression_byName_isTrained() {
        Cli.Result result = Cli.run(
                "train",
                "--data",
                Cli.customers(),
                "--target",
                "churned",
                "--learner",
                "smile-logistic-regression",
                "--out",
                folder.resolve("a"));
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out()).contains("Learnt: smile-logistic-regression");
    }

    @Test
    void noArguments_takesTheProjectsOwnTableFromItsHome() throws IOException {
        Files.createDirectories(folder.resolve("home/data"));
        Files.copy(Cli.customers(), folder.resolve("home/data/customers.csv"));
        Cli.Result result = Cli.run(
                folder,
                Map.of("CHURN_HOME", folder.resolve("home").toString()),
                "train",
                "--out",
                folder.resolve("a"),
                "--set",
                "learner.trees=5");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .contains(folder.resolve("home/data/customers.csv") + ", 600 rows", "Learns who leaves: churned = Yes");
    }

    @Test
    void noArguments_noTableAnywhere_isBadDataWithAWayOut() {
        Cli.Result result = Cli.run(folder, Map.of(), "train", "--out", folder.resolve("a"));
        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.err()).contains("data/customers.csv is not there", "churn generate");
        assertThat(folder.resolve("a")).doesNotExist();
    }

    @Test
    void dataInSemicolonsAndLatin1_isReadAsSaid() throws IOException {
        String text = Files.readString(Cli.customers()).replace(',', ';').replace("Coast", "K\u00fcste");
        Path table = folder.resolve("latin.csv");
        Files.write(table, text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        Cli.Result result =
                Cli.train(table, "churned", folder.resolve("a"), "--charset", "ISO-8859-1", "--delimiter", "semicolon");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(ChurnModel.load(folder.resolve("a/model.churn")).inputs())
                .anySatisfy(input -> assertThat(input.levels()).contains("K\u00fcste"));
    }

    @Test
    void json_isOneDocumentWithMetricsNoticesAndFiles() {
        Cli.Result result = Cli.train(Cli.customers(), "churned", folder.resolve("a"), "--json");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.err()).isEmpty();
        JsonNode document = result.json();
        assertThat(document.path("roc_auc").asDouble()).isBetween(0.5, 1.0);
        assertThat(document.path("learner").asText()).isEqualTo("boosting");
        assertThat(document.path("notices").findValuesAsText("code")).contains("positive-label");
        assertThat(document.path("importances").size()).isGreaterThan(5);
        assertThat(document.path("files").get(5).asText()).endsWith("model.churn");
    }

    @Test
    void quiet_saysNothing() {
        Cli.Result result = Cli.train(Cli.customers(), "churned", folder.resolve("a"), "--quiet");
        assertThat(result.exit()).isZero();
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).isEmpty();
    }

    @Test
    void thresholdThatFindsNobody_isNoticedInTheAnswerTheMetricsAndByEvaluate() throws IOException {
        Path out = folder.resolve("a");
        Cli.Result result = Cli.train(Cli.customers(), "churned", out, "--set", "threshold=0.99");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .contains(
                        "From probability 0.99 on, ", "find nearly nobody. Maybe set threshold: ", "--set threshold=");
        JsonNode metrics =
                new ObjectMapper().readTree(out.resolve("metrics.json").toFile());
        assertThat(metrics.path("notices").findValuesAsText("code")).contains("threshold-finds-nobody");
        Cli.Result judged = Cli.run("evaluate", "--model", out.resolve("model.churn"), "--data", Cli.customers());
        assertThat(judged.out()).contains("note: From probability 0.99 on, ", "--set threshold=");
        Cli.Result json =
                Cli.run("evaluate", "--model", out.resolve("model.churn"), "--data", Cli.customers(), "--json");
        assertThat(json.json().path("notices").toString()).contains("find nearly nobody");
        assertThat(Cli.run("evaluate", "--model", Cli.model(), "--data", Cli.customers(), "--json")
                        .json()
                        .path("notices"))
                .isEmpty();
    }

    private static Path repository(Path folder, String hash) throws IOException {
        Files.createDirectories(folder.resolve(".git"));
        Files.writeString(folder.resolve(".git/HEAD"), hash + "\n");
        return folder;
    }

    private static String gitSha(Path out) throws IOException {
        return new ObjectMapper()
                .readTree(out.resolve("metrics.json").toFile())
                .path("git_sha")
                .asText("none");
    }

    @Test
    void gitSha_isThatOfThePipelineElseOfTheTable_andNeverOfTheWorkingFolder() throws IOException {
        Path here = repository(folder.resolve("here"), "1".repeat(40));
        Path table = Files.copy(
                Cli.customers(),
                repository(folder.resolve("data"), "2".repeat(40)).resolve("customers.csv"));
        Path yaml = Files.copy(
                Cli.artifacts().resolve("pipeline.yaml"),
                repository(folder.resolve("wish"), "3".repeat(40)).resolve("churn.yaml"));
        Path out = folder.resolve("out");
        Cli.run(here, Map.of(), "train", "--data", table, "--target", "churned", "--out", out);
        assertThat(gitSha(out)).isEqualTo("2".repeat(40));
        Cli.run(here, Map.of(), "train", "--data", table, "--pipeline", yaml, "--out", out);
        assertThat(gitSha(out)).isEqualTo("3".repeat(40));
        Cli.run(here, Map.of(), "train", "--data", Cli.customers(), "--pipeline", yaml, "--out", out);
        assertThat(gitSha(out)).isEqualTo("3".repeat(40));
        Path loose = Files.copy(yaml, folder.resolve("loose.yaml"));
        Cli.run(here, Map.of(), "train", "--data", table, "--pipeline", loose, "--out", out);
        assertThat(gitSha(out)).as("a pipeline in no repository").isEqualTo("2".repeat(40));
        Cli.run(here, Map.of(), "train", "--data", Cli.customers(), "--target", "churned", "--out", out);
        assertThat(gitSha(out)).as("nothing in a repository").isEqualTo("none");
    }

    @Test
    void gitSha_ofTheProjectsOwnTable_isTheProjects() throws IOException {
        Path home = repository(folder.resolve("home"), "4".repeat(40));
        Files.createDirectories(home.resolve("data"));
        Files.copy(Cli.customers(), home.resolve("data/customers.csv"));
        Path elsewhere = repository(folder.resolve("elsewhere"), "5".repeat(40));
        Path out = folder.resolve("out");
        Cli.run(elsewhere, Map.of("CHURN_HOME", home.toString()), "train", "--out", out, "--set", "learner.trees=5");
        assertThat(gitSha(out)).isEqualTo("4".repeat(40));
    }
}
