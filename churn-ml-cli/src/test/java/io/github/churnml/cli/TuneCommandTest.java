package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.Learners;
import io.github.churnml.select.tune.SearchSpace;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code churn tune}: what it finds can be trained on, a run that was cut short goes on, and wrong use is told. */
class TuneCommandTest {

    @TempDir
    Path folder;

    private Path data;
    private Path out;

    @BeforeEach
    void table() {
        out = folder.resolve("out");
        data = Cli.customers();
    }

    @Test
    void text_defaults_tellsTheHeldOutScoreAndWritesWhatTrainReads() {
        Cli.Result result = tune();

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .startsWith("6 trials of boosting (tpe) on the same 3 folds, of ")
                .contains("\n  trial ", "roc_auc ", " to own ", "the pipeline's own ", "learningRate")
                .contains("Means over folds, by which the best was chosen, and so too good.")
                .containsPattern("customers held out")
                .contains("\nWritten: " + out.resolve("pipeline.yaml"))
                .endsWith("; trials.jsonl and tuning.json beside it.\n");
        assertThat(Cli.names(out)).containsExactlyInAnyOrder("pipeline.yaml", "trials.jsonl", "tuning.json");
        Cli.Result trained = Cli.run(
                "train", "--data", data, "--pipeline", out.resolve("pipeline.yaml"), "--out", folder.resolve("model"));
        assertThat(trained.exit()).as(trained.err()).isZero();
    }

    @Test
    void trained_tunedPipeline_isJudgedOnTheCustomersThatTuningHeldOut() throws IOException {
        assertThat(tune("--set", "calibration=none").exit()).isZero();
        Path model = folder.resolve("model");
        Cli.run("train", "--data", data, "--pipeline", out.resolve("pipeline.yaml"), "--out", model);

        JsonNode metrics = json(model.resolve("metrics.json"));
        assertThat(metrics.path("roc_auc").asDouble())
                .isEqualTo(json(out.resolve("tuning.json"))
                        .path("told")
                        .path("tuned")
                        .path("value")
                        .asDouble());
    }

    @Test
    void run_cutShort_goesOnAndWritesTheSame() throws IOException {
        assertThat(tune().exit()).isZero();
        byte[] trials = Files.readAllBytes(out.resolve("trials.jsonl"));
        byte[] tuning = Files.readAllBytes(out.resolve("tuning.json"));
        Files.write(out.resolve("trials.jsonl"), Arrays.copyOf(trials, trials.length * 3 / 4));

        assertThat(tune().exit()).isZero();
        assertThat(out.resolve("trials.jsonl")).hasBinaryContent(trials);
        assertThat(out.resolve("tuning.json")).hasBinaryContent(tuning);

        Cli.Result other = tune("--seed", "7");
        assertThat(other.exit()).isEqualTo(2);
        assertThat(other.err())
                .contains("'pipeline.seed' is (42) there and (7) now")
                .contains("--restart");
        assertThat(out.resolve("trials.jsonl")).hasBinaryContent(trials);
        assertThat(tune("--seed", "7", "--restart").exit()).isZero();
        assertThat(Files.readString(out.resolve("trials.jsonl"))).contains("\"seed\":7");
    }

    @Test
    void json_halvingNestedByLogLoss_saysTheSameAsTheFile() throws IOException {
        Cli.Result result = tune("--method", "halving", "--by", "log-loss", "--nested", "2", "--json");

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.json()).isEqualTo(json(out.resolve("tuning.json")));
        assertThat(result.json().path("by").asText()).isEqualTo("log_loss");
        assertThat(result.json().path("method").asText()).isEqualTo("halving");
        assertThat(result.json().path("nested").path("folds").asInt()).isEqualTo(2);
        assertThat(Cli.names(out)).contains("trials-outer-1.jsonl", "trials-outer-2.jsonl");
    }

    @Test
    void showSpace_printsWhatSpaceReads() throws IOException {
        Cli.Result shown = Cli.run("tune", "--show-space", "--learner", "logistic-regression");

        assertThat(shown.exit()).as(shown.err()).isZero();
        assertThat(shown.out()).contains("lambda:").contains("log: true").contains("l1Ratio:");
        Path space = Cli.write(folder.resolve("space.yaml"), shown.out());
        Cli.Result result = Cli.run(
                "tune",
                "--data",
                data,
                "--target",
                "churned",
                "--learner",
                "logistic-regression",
                "--space",
                space,
                "--trials",
                "4",
                "--folds",
                "2",
                "--out",
                out);
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .startsWith("4 trials of logistic-regression (tpe)")
                .contains("lambda");
        assertThat(Cli.run("tune", "--show-space", "--space", space).exit()).isEqualTo(2);
    }

    static Stream<Learner> learners() {
        return Learners.names().stream()
                .filter(name -> !name.equals("auto") && !name.equals("blend"))
                .map(name -> Learners.byName(name, Settings.of(Map.of(), Blame.configuration(null))));
    }

    @ParameterizedTest
    @MethodSource("learners")
    void standardSpace_everyLearner_hasOneThatItTakes(Learner learner) throws IOException {
        SearchSpace space = SearchSpace.standard(learner);

        assertThat(space.dimensions()).isNotEmpty();
        Path all = Cli.write(
                folder.resolve("all.csv"),
                String.join("\n", Files.readAllLines(data).subList(0, 301)) + "\n");
        List<Object> arguments = new ArrayList<>(List.of(
                "tune",
                "--data",
                all,
                "--target",
                "churned",
                "--learner",
                learner.name(),
                "--trials",
                "4",
                "--folds",
                "2"));
        arguments.addAll(List.of("--out", out, "--no-prune"));
        Cli.Result result = Cli.run(arguments.toArray());
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(Files.readString(out.resolve("trials.jsonl"))).doesNotContain("failure");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            --learner;auto;Learner 'auto' fits other learners, and is not tuned itself.
            --learner;bosting;'boosting'
            --method;tp;'tpe'
            --by;auc;'roc_auc'
            --folds;1;The number of folds is (1) where at least 2 are required.
            --folds;500;which is too few for 500 folds
            --trials;0;The number of trials is (0)
            --trials;1;The number of trials is (1)
            --minutes;0;The time for trials is (0.0) minutes
            --minutes;x;Invalid value
            --nested;1;The number of outer folds is (1)
            --by;empc;customers are worth
            --space;nowhere.yaml;is not there
            --split;time=nothing;nothing""")
    void wrongUse_eachOption_isRefusedBeforeAnyTrial(String option, String value, String expected) {
        Cli.Result result = Cli.run("tune", "--data", data, "--target", "churned", "--out", out, option, value);

        assertThat(result.exit()).isIn(2, 3);
        assertThat(result.err()).contains(expected).contains("Maybe");
        assertThat(out).doesNotExist();
    }

    @Test
    void wrongSpace_isRefusedWithTheFileAndLine() throws IOException {
        Path space = Cli.write(folder.resolve("space.yaml"), "learningRate: {low: 0.1, high: 0.2}\nmaxDept: [1, 2]\n");
        Cli.Result result = Cli.run("tune", "--data", data, "--target", "churned", "--out", out, "--space", space);

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .contains("Space file (" + space + ") is refused. Key 'maxDept' (line 2) is not a setting")
                .contains("Maybe 'maxDepth' was meant.");
        assertThat(out).doesNotExist();
    }

    @Test
    void outThatIsAFile_isToldBeforeAnyTrial() throws IOException {
        Files.writeString(out, "mine");
        Cli.Result result = tune();

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .contains("The file of trials (" + out.resolve("trials.jsonl") + ") cannot be written")
                .contains("Maybe choose another folder");
        assertThat(out).hasContent("mine");
    }

    @Test
    void pipelineThatIsRead_isNotWrittenOver() {
        assertThat(tune().exit()).isZero();
        Cli.Result result = Cli.run("tune", "--data", data, "--pipeline", out.resolve("pipeline.yaml"), "--out", out);

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("would be written over the pipeline that is read");
    }

    private Cli.Result tune(String... more) {
        List<Object> arguments = new ArrayList<>(List.of(
                "tune",
                "--data",
                data,
                "--target",
                "churned",
                "--set",
                "learner.trees=20",
                "--trials",
                "6",
                "--folds",
                "3",
                "--out",
                out));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray());
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(Files.readString(file));
    }
}
