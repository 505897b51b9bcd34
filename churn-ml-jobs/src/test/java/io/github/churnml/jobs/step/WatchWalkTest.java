package io.github.churnml.jobs.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.ChurnModel;
import io.github.churnml.SmallModel;
import io.github.churnml.data.Progress;
import io.github.churnml.data.read.Tables;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.error.DataException;
import io.github.churnml.jobs.plan.JobPlan;
import io.github.churnml.jobs.plan.PlainRun;
import io.github.churnml.monitor.DriftSummary;
import io.github.churnml.snapshot.SnapshotPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that look at customers and model: drift, monitor, and features as of a day. */
class WatchWalkTest {

    private static ChurnModel model;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() {
        model = SmallModel.of(SmallModel.boosting(), SmallModel.sample(0, 1_000));
    }

    @Test
    void drift_ofSameCustomers_isThatOfModel() throws Exception {
        JobPlan plan = plan(SmallModel.sampleLines(1_000, 400), "- drift:\n");
        Map<String, StepResult> results = new PlainRun(plan, folder.resolve("work")).run("r1");
        Map<String, String> facts = results.get("drift").facts();
        var expected = model.drift(SmallModel.sample(1_000, 400), DriftSettings.standard());
        assertThat(facts)
                .containsEntry("drift_overall", String.valueOf(expected.overallDrift()))
                .containsEntry(
                        "drift_max",
                        String.valueOf(expected.columns().stream()
                                .filter(column -> column.counted())
                                .mapToDouble(column -> column.psi())
                                .max()
                                .orElseThrow()));
        assertThat(Double.parseDouble(facts.get("drift_score"))).isGreaterThan(0);
        Path report = folder.resolve("work/w/r1/drift/drift_report.json");
        assertThat(DriftSummary.read(report).overall()).isEqualTo(expected.overallDrift());
        assertThat(DriftSummary.read(report).features())
                .hasSameSizeAs(expected.columns().stream()
                        .filter(column -> column.counted())
                        .toList());
    }

    @Test
    void drift_aboveBound_stopsRunBeforeStore() throws Exception {
        JobPlan plan = plan(slow(), "- drift: {fail-above: 0.25}\n  - store: '" + folder + "/out.csv'\n");
        assertThatThrownBy(() -> new PlainRun(plan, folder.resolve("work")).run("r1"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column 'avg_latency_ms' has a PSI of")
                .hasMessageContaining("above 0.25")
                .hasMessageContaining("drift/drift_report.json");
        assertThat(folder.resolve("out.csv")).doesNotExist();
        assertThat(folder.resolve("work/w/r1/drift/drift_report.json")).exists();
    }

    @Test
    void drift_withoutBound_isToldAndGoesOn() throws Exception {
        JobPlan plan = plan(slow(), "- drift: {exclude: [plan]}\n  - store: '" + folder + "/out.csv'\n");
        StepResult drift = new PlainRun(plan, folder.resolve("work")).run("r1").get("drift");
        assertThat(drift.facts())
                .containsEntry("drift_overall", "true")
                .containsEntry("drift_max_column", "avg_latency_ms");
        assertThat(drift.notices()).singleElement().asString().contains("'avg_latency_ms'");
        assertThat(folder.resolve("out.csv")).exists();
    }

    @Test
    void drift_ofFewRows_knowsNothingAndStopsNothing() throws Exception {
        JobPlan plan = plan(slow().subList(0, 41), "- drift: {fail-above: 0.01}\n");
        StepResult drift = new PlainRun(plan, folder.resolve("work")).run("r1").get("drift");
        assertThat(drift.facts())
                .containsEntry("drift_status", "not enough data")
                .doesNotContainKey("drift_max");
        assertThat(drift.notices()).singleElement().asString().contains("rows are needed");
    }

    @Test
    void monitor_afterDrift_judgesAtDueByRules() throws Exception {
        Files.writeString(folder.resolve("rules.yaml"), """
                rules:
                  - name: moved
                    severity: critical
                    when: {metric: drift_max, above: 0.25, minimum: 1}
                    actions: [open_incident]
                """);
        JobPlan plan = plan(
                slow(),
                "- drift:\n  - monitor: {metrics: '" + folder + "/history.jsonl', rules: '" + folder
                        + "/rules.yaml', incidents: '" + folder + "/incidents'}\n");
        PlainRun run = new PlainRun(plan, folder.resolve("work"));
        Map<String, StepResult> results = run.run("r1");
        assertThat(results.get("monitor").facts())
                .containsEntry("status", "critical")
                .containsEntry("actions", "open_incident");
        assertThat(Files.readString(run.folder("r1").resolve("monitor/agent_plan.yaml")))
                .contains("judged_at: 2026-11-30T00:00:00Z", "dry_run: false");
        assertThat(Files.readAllLines(folder.resolve("history.jsonl")))
                .singleElement()
                .asString()
                .contains("\"ts\":\"2026-11-30T00:00:00Z\"", "\"score_mean\":", "\"drift_max\":", "\"rows\":400");
        assertThat(folder.resolve("incidents/agent_audit.jsonl")).exists();
        JobPlan strict = plan(
                slow(),
                "- drift:\n  - monitor: {metrics: '" + folder + "/history.jsonl', rules: '" + folder
                        + "/rules.yaml', fail-on: critical}\n");
        assertThatThrownBy(() -> new PlainRun(strict, folder.resolve("work")).run("r2"))
                .hasMessageContaining("status is critical");
    }

    @Test
    void monitor_repeated_actsOnce() throws Exception {
        Files.writeString(
                folder.resolve("rules.yaml"),
                "rules: [{name: moved, severity: critical, when: {metric: drift_max, above: 0.25, minimum: 1},"
                        + " actions: [open_incident]}]\n");
        JobPlan plan = plan(
                slow(),
                "- drift:\n  - monitor: {metrics: '" + folder + "/history.jsonl', rules: '" + folder
                        + "/rules.yaml', incidents: '" + folder + "/incidents', fail-on: critical}\n");
        PlainRun run = new PlainRun(plan, folder.resolve("work"));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> run.run("r1")).hasMessageContaining("status is critical");
        }
        long decisions = Files.readAllLines(folder.resolve("incidents/agent_audit.jsonl")).stream()
                .filter(line -> line.matches(".*\"kind\": ?\"decision\".*"))
                .count();
        try (var files = Files.list(folder.resolve("incidents"))) {
            assertThat(files.filter(file -> !file.toString().endsWith(".jsonl")))
                    .hasSize(1);
        }
        assertThat(decisions).isEqualTo(1);
    }

    @Test
    void monitor_withoutRowsAndHistory_isSkipped() throws Exception {
        Files.write(folder.resolve("c.csv"), SmallModel.sampleLines(1_000, 20));
        JobPlan plan = JobPlan.parse("job: w\nsteps: [{fetch: {from: '" + folder
                + "/c.csv', only-new: {key: customer_id}}}, {monitor: '" + folder + "/history.jsonl'}]\n");
        PlainRun run = new PlainRun(plan, folder.resolve("work"));
        StepResult empty =
                new StepResult(List.of(), List.of(), Map.of("rows", "0"), List.of(), java.util.Optional.empty());
        assertThat(run.step(plan.steps().get(1), "r2", Map.of("fetch", empty)).facts())
                .containsEntry("skipped", "no new rows");
    }

    @Test
    void monitor_rulesWithoutTheirMetrics_saysWhichAreMissing() throws Exception {
        JobPlan plan = plan(SmallModel.sampleLines(1_000, 400), "- monitor: '" + folder + "/history.jsonl'\n");
        assertThatThrownBy(() -> new PlainRun(plan, folder.resolve("work")).run("r1"))
                .hasMessageContaining("holds no point to judge by")
                .hasMessageContaining("'roc_auc'");
    }

    @Test
    void features_atDue_knowNothingOfThatDay() throws Exception {
        raw("2026-11-29T10:00:00Z,3", "2026-11-30T00:00:00Z,50", "2026-12-01T09:00:00Z,100");
        Path pipeline = Files.writeString(folder.resolve("pipeline.yaml"), """
                snapshot:
                  folder: raw
                  customers: {file: customers.csv, id: id, from: since, attributes: [region]}
                  events:
                    - {name: usage, file: usage.csv, id: id, at: at, values: [minutes]}
                  at: {every: month, from: 2026-06-01, to: 2026-09-01}
                  label: {inactive: {for: 30d}}
                  windows: [7d, 28d]
                """);
        JobPlan plan = JobPlan.parse("job: w\nsteps: [{features: '" + pipeline + "'}]\n");
        PlainRun run = new PlainRun(plan, folder.resolve("work"));
        StepResult result = run.run("r1").get("features");
        assertThat(result.facts()).containsEntry("rows", "3").containsEntry("at", "2026-11-30");
        assertThat(result.inputs()).extracting(StepResult.StepFile::role).containsExactly("plan", "table", "table");
        Path made = run.folder("r1").resolve("features/features.csv");
        SnapshotPlan snapshot = SnapshotPlan.read(pipeline).orElseThrow();
        var expected =
                snapshot.snapshots(snapshot.read(folder, Progress.none())).at(LocalDate.of(2026, 11, 30));
        assertThat(Tables.read(made).schema().names())
                .isEqualTo(expected.schema().names());
        List<String> before = Files.readAllLines(made);
        raw("2026-11-29T10:00:00Z,3", "2026-11-30T00:00:00Z,7", "2026-12-05T09:00:00Z,1");
        run.run("r2");
        assertThat(Files.readAllLines(run.folder("r2").resolve("features/features.csv")))
                .isEqualTo(before);
        raw("2026-11-29T10:00:00Z,4", "2026-11-30T00:00:00Z,7", "2026-12-05T09:00:00Z,1");
        run.run("r3");
        assertThat(Files.readAllLines(run.folder("r3").resolve("features/features.csv")))
                .isNotEqualTo(before);

        Files.writeString(
                folder.resolve("other.csv"), "id,at,minutes\na,2026-11-29T10:00:00Z,3\nb,2026-11-02T00:00:00Z,1\n");
        JobPlan fetched = JobPlan.parse("job: w\nsteps: [{fetch: {name: usage, from: '" + folder
                + "/other.csv'}}, {features: '" + pipeline + "'}]\n");
        StepResult of = new PlainRun(fetched, folder.resolve("work")).run("r4").get("features");
        assertThat(of.inputs()).extracting(StepResult.StepFile::place).contains("usage/as-fetched/other.csv");
        JobPlan unused =
                JobPlan.parse("job: w\nsteps: [{fetch: '" + folder + "/other.csv'}, {features: '" + pipeline + "'}]\n");
        assertThatThrownBy(() -> new PlainRun(unused, folder.resolve("work")).run("r5"))
                .hasMessageContaining("'fetch' fetches a table")
                .hasMessageContaining("name: customers");
    }

    @Test
    void features_tableOfEventsIsEmpty_isNoSuccess() throws Exception {
        raw("2026-11-29T10:00:00Z,3");
        Path pipeline = Files.writeString(folder.resolve("pipeline.yaml"), """
                snapshot:
                  folder: raw
                  customers: {file: customers.csv, id: id, from: since, attributes: [region]}
                  events:
                    - {name: usage, file: usage.csv, id: id, at: at, values: [minutes]}
                    - {name: calls, file: calls.csv, id: id, at: at}
                  at: {every: month, from: 2026-06-01, to: 2026-09-01}
                  label: {inactive: {for: 30d, events: [usage]}}
                  windows: [7d, 28d]
                """);
        String url = "jdbc:h2:mem:empty;DB_CLOSE_DELAY=-1";
        String job = "job: w\nsteps: [{fetch: {name: customers, jdbc: '" + url
                + "', query: 'SELECT * FROM people'}}, {fetch: {name: calls, jdbc: '" + url
                + "', table: calls}}, {features: '" + pipeline + "'}]\n";
        PlainRun run = new PlainRun(JobPlan.parse(job), folder.resolve("work"));
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE people (\"id\" varchar, \"since\" date, \"region\" varchar)");
            statement.execute("CREATE TABLE calls (\"id\" varchar, \"at\" timestamp)");
            statement.execute("INSERT INTO people VALUES ('a', DATE '2026-01-01', 'North')");
            assertThatThrownBy(() -> run.run("r1"))
                    .as("nobody is scored, and that is no success")
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("calls.csv")
                    .hasMessageContaining("no rows");
            statement.execute("DELETE FROM people");
            Map<String, StepResult> nobody = run.run("r2");
            assertThat(nobody.get("customers").notices()).containsExactly("Table 'customers' has no rows.");
            assertThat(nobody.get("features").facts()).containsEntry("skipped", "no new rows");
        }
    }

    private void raw(String... events) throws IOException {
        Files.createDirectories(folder.resolve("raw"));
        Files.writeString(
                folder.resolve("raw/customers.csv"),
                "id,since,region\na,2026-01-01,North\nb,2026-02-01,South\nc,2026-03-01,North\n");
        List<String> lines = new ArrayList<>(List.of("id,at,minutes"));
        for (String event : events) {
            lines.add("a," + event);
        }
        lines.add("b,2026-11-01T00:00:00Z,2");
        lines.add("c,2026-10-01T00:00:00Z,2");
        Files.write(folder.resolve("raw/usage.csv"), lines);
    }

    private static List<String> slow() {
        List<String> lines = new ArrayList<>(SmallModel.sampleLines(1_000, 400));
        int column = List.of(lines.get(0).split(",")).indexOf("avg_latency_ms");
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            cells[column] = "400";
            lines.set(i, String.join(",", cells));
        }
        return lines;
    }

    private JobPlan plan(List<String> table, String last) throws IOException {
        Files.write(folder.resolve("c.csv"), table);
        model.save(folder.resolve("m.churn"));
        return JobPlan.parse("job: w\nsteps:\n  - fetch: '" + folder + "/c.csv'\n  - model: '" + folder
                + "/m.churn'\n  - predict:\n  " + last);
    }
}
