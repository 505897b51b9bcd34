package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.ChurnModel;
import io.github.churnml.data.synthetic.SyntheticEvents;
import io.github.churnml.snapshot.SnapshotPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From raw files to a model: the YAML files are those of docs/snapshots.md. */
class SnapshotCommandTest {

    private static final Path ROOT =
            Path.of(System.getProperty("churn.root", "..")).toAbsolutePath().normalize();
    private static final Pattern YAML = Pattern.compile("(?ms)^```yaml\\n(snapshot:.*?)^```");

    @TempDir
    Path folder;

    private Path raw;

    @BeforeEach
    void rawFiles() throws IOException {
        raw = folder.resolve("raw");
        new SyntheticEvents(600, 42).writeCsv(raw);
        List<String> shown = YAML.matcher(Files.readString(ROOT.resolve("docs/snapshots.md")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        Files.writeString(raw.resolve("cancel.yaml"), shown.get(0));
        Files.writeString(raw.resolve("convert.yaml"), shown.get(1));
    }

    @Test
    void train_rawFiles_givesAModelThatMakesItsOwnTableAgain() throws IOException {
        Path artifacts = folder.resolve("out").resolve("artifacts");
        Cli.Result trained = Cli.run("train", "--pipeline", raw.resolve("cancel.yaml"), "--out", artifacts);
        assertThat(trained.exit()).as(trained.err()).isZero();
        assertThat(trained.out())
                .contains("the latest rows by 'snapshot' held out after a gap of 60 days")
                .contains("Next: churn snapshot --model ");
        ChurnModel model = ChurnModel.load(artifacts.resolve("model.churn"));
        assertThat(model.target().column()).isEqualTo("churned");
        assertThat(model.target().positive()).isEqualTo("yes");

        Cli.Result inspected = Cli.run("inspect", artifacts.resolve("model.churn"));
        assertThat(inspected.out())
                .contains("Made from raw files: who cancels within 60 days after the snapshot.")
                .contains("Days since last usage: of rows of usage before t, known before the snapshot t.");

        Path now = folder.resolve("now.csv");
        Cli.Result made = Cli.run(
                "snapshot",
                "--model",
                artifacts.resolve("model.churn"),
                "--folder",
                raw,
                "--at",
                "2026-07-01",
                "--out",
                now);
        assertThat(made.exit()).as(made.err()).isZero();
        Path scored = folder.resolve("scored.csv");
        Cli.Result predicted =
                Cli.run("predict", "--model", artifacts.resolve("model.churn"), "--data", now, "--out", scored);
        assertThat(predicted.exit()).as(predicted.err()).isZero();
        assertThat(Files.readAllLines(scored))
                .hasSameSizeAs(Files.readAllLines(now))
                .hasSizeGreaterThan(100);

        // the pipeline that is written finds the raw files from where it stands
        SnapshotPlan written =
                SnapshotPlan.read(artifacts.resolve("pipeline.yaml")).orElseThrow();
        assertThat(artifacts.resolve(written.folder()).normalize()).isEqualTo(raw.normalize());
        Cli.Result again = Cli.run(
                "train", "--pipeline", artifacts.resolve("pipeline.yaml"), "--out", folder.resolve("again"), "--json");
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(Files.readString(folder.resolve("again/feature_importances.csv")))
                .isEqualTo(Files.readString(artifacts.resolve("feature_importances.csv")));
    }

    @Test
    void snapshot_writtenTable_isTheOneThatTrainingMakes() throws IOException {
        Path table = folder.resolve("table.csv");
        Cli.Result made =
                Cli.run("snapshot", "--pipeline", raw.resolve("convert.yaml"), "--audit", "--out", table, "--json");
        assertThat(made.exit()).as(made.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(made.out());
        assertThat(json.path("audited").asBoolean()).isTrue();
        assertThat(json.path("target").asText()).isEqualTo("converted");
        assertThat(json.path("snapshots")).hasSize(18);
        long rows = 0;
        for (JsonNode snapshot : json.path("snapshots")) {
            rows += snapshot.path("rows").asLong();
        }
        assertThat(rows)
                .isEqualTo(json.path("rows").asLong())
                .isEqualTo(Files.readAllLines(table).size() - 1);
        assertThat(json.path("features").path("days_since_last_usage").asText()).contains("known before the snapshot");

        Cli.Result byTable = Cli.run(
                "train", "--pipeline", raw.resolve("convert.yaml"), "--data", table, "--out", folder.resolve("t"));
        assertThat(byTable.exit()).as(byTable.err()).isZero();
        assertThat(byTable.out()).contains("no snapshots are made");
    }

    @Test
    void snapshot_text_showsEachSnapshotAndWhatWasLeftOut() {
        Cli.Result made = Cli.run("snapshot", "--pipeline", raw.resolve("cancel.yaml"));
        assertThat(made.exit()).as(made.err()).isZero();
        assertThat(made.out())
                .contains("of whom churned: whoever cancels within 60 days after the snapshot.\n")
                .contains("  2025-01-01  ")
                .containsPattern("2026-06-01 +0 +0 +- +\\d+")
                .contains("snapshots are left out, as the time in which the outcome falls ends after 2026-07-01");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "snapshot|One of --pipeline and --model is required.",
                "snapshot --pipeline PLAIN|has no section 'snapshot'.",
                "snapshot --pipeline RAW/cancel.yaml --at tomorrow|Option --at holds (tomorrow)",
                "snapshot --pipeline RAW/cancel.yaml --folder NONE|There is no file (NONE/customers.csv)",
                "train --pipeline BROKEN|Key 'snapshot.label.cancelled.within' (line 5) holds (60)",
            })
    void wrongUse_isRefusedInOneLine(String command, String message) throws IOException {
        Path plain = Files.writeString(folder.resolve("plain.yaml"), "target: churned\n");
        Path broken = Files.writeString(folder.resolve("broken.yaml"), """
                snapshot:
                  customers: {file: customers.csv, id: id, from: from, to: to}
                  events: [{name: usage, file: usage.csv, id: id, at: at}]
                  at: {every: month}
                  label: {cancelled: {within: 60}}
                """);
        Object[] arguments = List.of(command.split(" ")).stream()
                .map(word -> word.replace("PLAIN", plain.toString())
                        .replace("BROKEN", broken.toString())
                        .replace("RAW", raw.toString()))
                .toArray();
        Cli.Result refused = Cli.run(arguments);
        assertThat(refused.exit()).isNotZero();
        assertThat(refused.err()).contains(message).doesNotContain("\tat ");
    }
}
