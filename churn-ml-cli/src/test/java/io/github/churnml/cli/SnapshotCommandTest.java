package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.churnml.ChurnModel;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.read.Tables;
import io.github.churnml.data.synthetic.SyntheticEvents;
import io.github.churnml.snapshot.SnapshotPlan;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
        List<String> shown = shown();
        Files.writeString(raw.resolve("cancel.yaml"), shown.get(0));
        Files.writeString(raw.resolve("convert.yaml"), shown.get(1));
        for (String yaml : shown) {
            assertThat(SnapshotPlan.read(Files.writeString(raw.resolve("shown.yaml"), yaml)))
                    .isPresent();
        }
    }

    /** The pipelines in the documentation. */
    static List<String> shown() throws IOException {
        return YAML.matcher(Files.readString(ROOT.resolve("docs/snapshots.md")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
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

    /** Monthly sums of activity, whose month is known when it is over; the label begins where the features end. */
    @Test
    void train_monthlyActivity_predictsTheMonthsThatCome() throws IOException {
        Map<String, double[]> months = new TreeMap<>();
        for (String line : Files.readAllLines(raw.resolve("usage.csv"))) {
            String[] cells = line.split(",", -1);
            if (cells[1].startsWith("20") && !cells[4].isEmpty()) {
                double[] sums =
                        months.computeIfAbsent(cells[0] + "," + cells[1].substring(0, 7) + "-01", key -> new double[2]);
                sums[0] += 1;
                sums[1] += Double.parseDouble(cells[4]);
            }
        }
        StringBuilder activity = new StringBuilder("account_id,activity_month,deposit,handle\n");
        months.forEach((key, sums) -> activity.append(key + "," + sums[0] + "," + sums[1] + "\n"));
        Files.writeString(raw.resolve("activity.csv"), activity);
        String people = Files.readString(raw.resolve("customers.csv"));
        Files.writeString(
                raw.resolve("accounts.csv"),
                people.replaceFirst("id,first_seen,from", "account_id,first_seen,reg_date"));
        Files.move(raw.resolve("shown.yaml"), raw.resolve("activity.yaml"));
        Cli.Result trained = Cli.run("train", "--pipeline", raw.resolve("activity.yaml"), "--out", folder.resolve("a"));
        assertThat(trained.exit()).as(trained.err()).isZero();
        assertThat(Cli.run("inspect", folder.resolve("a/model.churn")).out())
                .contains("who is inactive in at least 3 of the 3 months after the snapshot");
    }

    /** A customer with its events is answered as its row of the table is. */
    @Test
    void serve_customerWithEvents_isScoredAsInTheTable() throws Exception {
        Path artifacts = folder.resolve("artifacts");
        assertThat(Cli.run("train", "--pipeline", raw.resolve("cancel.yaml"), "--out", artifacts)
                        .exit())
                .isZero();
        Path model = artifacts.resolve("model.churn");
        Path now = folder.resolve("now.csv");
        Path scored = folder.resolve("scored.csv");
        Cli.run("snapshot", "--model", model, "--folder", raw, "--at", "2026-06-15", "--out", now);
        Cli.run("predict", "--model", model, "--data", now, "--out", scored);
        ObjectMapper json = new ObjectMapper();
        try (RunningServe serve = new RunningServe(folder, "--model", model)) {
            List<String> rows = Files.readAllLines(scored);
            List<String> header = List.of(rows.get(0).split(","));
            for (String line : List.of(rows.get(1), rows.get(50))) {
                List<String> row = List.of(line.split(",", -1));
                String customer = customer(row.get(0));
                HttpResponse<String> answer = serve.post("/predict", customer);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(json.readTree(answer.body())
                                .at("/predictions/0/probability")
                                .asDouble())
                        .isEqualTo(Double.parseDouble(row.get(header.indexOf("probability"))));
            }
            HttpResponse<String> wrong =
                    serve.post("/predict", "[{\"from\": \"2026-01-01\", \"events\": {\"usge\": []}}]");
            assertThat(wrong.statusCode()).isEqualTo(400);
            assertThat(wrong.body()).contains("bad-events", "Row 1: Key 'events.usge' is not known.", "Maybe 'usage'");
            HttpResponse<String> twice =
                    serve.post("/predict", "{\"from\": \"2026-01-01\", \"events\": {}, \"events\": {}}");
            assertThat(twice.statusCode()).isEqualTo(400);
            assertThat(twice.body()).contains("bad-json");
        }
    }

    /** A customer as an application would send it, out of the raw files. */
    private String customer(String id) throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode customer = json.createObjectNode();
        Dataset people = Tables.read(raw.resolve("customers.csv"));
        for (int row = 0; row < people.rows(); row++) {
            if (id.equals(people.column("id").text(row))) {
                customer.put("from", people.column("from").text(row));
                customer.put("region", people.column("region").text(row));
                customer.put("source", people.column("source").text(row));
                customer.put("employees", ((NumericColumn) people.column("employees")).value(row));
            }
        }
        customer.put("snapshot", "2026-06-15");
        ArrayNode events = customer.putObject("events").putArray("usage");
        for (String line : Files.readAllLines(raw.resolve("usage.csv"))) {
            String[] cells = line.split(",", -1);
            if (cells[0].equals(id)) {
                ObjectNode event = events.addObject();
                event.put("at", cells[1]).put("known_at", cells[2]).put("kind", cells[3]);
                if (!cells[4].isEmpty()) {
                    event.put("amount", Double.parseDouble(cells[4]));
                }
            }
        }
        return customer.toString();
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
        assertThat(byTable.out())
                .contains("no snapshots are made", "does not list the values", "Learns who will convert");
        assertThat(byTable.out()).contains("all rows with the same 'id' on one side");
        // The table that was written holds what training from the raw files learns.
        assertThat(Cli.run("train", "--pipeline", raw.resolve("convert.yaml"), "--out", folder.resolve("r"))
                        .exit())
                .isZero();
        assertThat(Files.readString(folder.resolve("t/feature_importances.csv")))
                .isEqualTo(Files.readString(folder.resolve("r/feature_importances.csv")));
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
                "snapshot --pipeline RAW/cancel.yaml --out RAW/customers.csv|table that is read",
                "snapshot --pipeline RAW/cancel.yaml --at +400000-01-01|is not between the years 1700 and 2240",
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
