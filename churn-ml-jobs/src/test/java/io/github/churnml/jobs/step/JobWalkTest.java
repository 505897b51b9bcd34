package io.github.churnml.jobs.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.ChurnModel;
import io.github.churnml.SmallModel;
import io.github.churnml.data.Dataset;
import io.github.churnml.error.ChurnException;
import io.github.churnml.jdbc.Postgres;
import io.github.churnml.jobs.plan.JobPlan;
import io.github.churnml.jobs.plan.PlainRun;
import io.github.churnml.registry.Promotion;
import io.github.churnml.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs from the table to the predictions, their steps run one after the other. */
class JobWalkTest {

    private static ChurnModel model;
    private static int databases;

    @TempDir
    Path folder;

    private final String url = "jdbc:h2:mem:walk" + ++databases + ";DB_CLOSE_DELAY=-1";

    @BeforeAll
    static void train() {
        model = SmallModel.of(SmallModel.boosting(), SmallModel.sample(0, 500));
    }

    @Test
    void job_ofFiles_storesEachCustomerWithModel() throws Exception {
        model.save(folder.resolve("m.churn"));
        write("c.csv", 500, 40);
        PlainRun run =
                new PlainRun(plan("- fetch: " + at("c.csv"), "- model: " + at("m.churn")), folder.resolve("work"));
        Map<String, StepResult> results = run.run("r1");
        assertThat(results.get("fetch").facts()).containsEntry("rows", "40");
        assertThat(results.get("fetch").outputs().get(0).sha256()).isEqualTo(Workspace.sha256(folder.resolve("c.csv")));
        assertThat(results.get("predict").facts()).containsEntry("rows", "40");
        assertThat(results.get("store").facts()).containsEntry("written", "40").containsEntry("added", "40");
        assertThat(
                        query(
                                "SELECT COUNT(DISTINCT customer_id), MIN(run_id), MIN(model_version), MIN(model_sha256) FROM churn_predictions"))
                .containsExactly("40", "r1", model.manifest().version(), Workspace.sha256(folder.resolve("m.churn")));
    }

    @Test
    void predictions_ofJob_areThoseOfModel() throws Exception {
        model.save(folder.resolve("m.churn"));
        Dataset rows = SmallModel.sample(500, 40);
        write("c.csv", 500, 40);
        new PlainRun(plan("- fetch: " + at("c.csv"), "- model: " + at("m.churn")), folder.resolve("work")).run("r1");
        var said = model.scorer().score(rows);
        for (int i = 0; i < 40; i++) {
            String id = rows.column("customer_id").text(i);
            assertThat(query("SELECT probability FROM churn_predictions WHERE customer_id = '" + id + "'"))
                    .containsExactly(String.valueOf(said.probability(i)));
        }
        assertThat(query("SELECT MIN(CAST(reasons AS VARCHAR)) FROM churn_predictions")
                        .get(0))
                .startsWith("[{\"column\"");
    }

    @Test
    void steps_repeated_leaveSameBytesAndRows() throws Exception {
        model.save(folder.resolve("m.churn"));
        write("c.csv", 500, 40);
        JobPlan plan = plan("- fetch: " + at("c.csv"), "- model: " + at("m.churn"));
        PlainRun run = new PlainRun(plan, folder.resolve("work"));
        Map<String, StepResult> first = run.run("r1");
        Map<String, StepResult> second = run.run("r1");
        for (String step : List.of("fetch", "model", "predict")) {
            assertThat(second.get(step).outputs()).isEqualTo(first.get(step).outputs());
        }
        assertThat(second.get("store").facts())
                .containsEntry("written", "40")
                .containsEntry("added", "0")
                .containsEntry("replaced", "40");
        assertThat(query("SELECT COUNT(*) FROM churn_predictions")).containsExactly("40");
    }

    @Test
    void model_promotedMeanwhile_doesNotChangeRunThatWasBegun() throws Exception {
        Registry registry = Registry.folder(folder.resolve("registry"));
        registry.register(model, "first");
        registry.promote("1.0.0", new Promotion(null, List.of(), true, "first"));
        write("c.csv", 500, 40);
        JobPlan plan = plan("- fetch: " + at("c.csv"), "- model: {registry: " + at("registry") + "}");
        PlainRun run = new PlainRun(plan, folder.resolve("work"));
        Map<String, StepResult> results = run.run("r1");
        assertThat(results.get("model").facts()).containsEntry("registry_version", "1.0.0");
        ChurnModel other = SmallModel.of(SmallModel.boosting(), SmallModel.sample(1_000, 500));
        String next = registry.register(other, "second").version().toString();
        registry.promote(next, new Promotion("1.0.0", List.of(), true, "better"));
        StepResult again = run.step(
                plan.steps().get(2), "r1", Map.of("fetch", results.get("fetch"), "model", results.get("model")));
        assertThat(again.outputs()).isEqualTo(results.get("predict").outputs());
        assertThat(run.run("r2").get("model").facts()).containsEntry("registry_version", next);
    }

    @Test
    void registry_withoutChampion_saysWhatToDo() {
        Registry.folder(folder.resolve("registry")).register(model, "first");
        JobPlan plan = JobPlan.parse("job: w\nsteps: [{model: {registry: " + at("registry") + "}}]\n");
        assertThatThrownBy(() -> new PlainRun(plan, folder.resolve("work")).run("r1"))
                .hasMessageContaining("has no champion")
                .hasMessageContaining("churn registry promote");
    }

    @Test
    void key_onlyNew_scoresEachCustomerOnce() throws Exception {
        model.save(folder.resolve("m.churn"));
        JobPlan plan =
                plan("- fetch: {from: " + at("c.csv") + ", only-new: {key: customer_id}}", "- model: " + at("m.churn"));
        PlainRun run = new PlainRun(plan, folder.resolve("work"));
        write("c.csv", 500, 40);
        assertThat(run.run("r1").get("fetch").facts()).containsEntry("rows", "40");
        write("c.csv", 490, 60);
        Map<String, StepResult> second = run.run("r2");
        assertThat(second.get("fetch").facts()).containsEntry("rows_read", "60").containsEntry("rows", "20");
        assertThat(query("SELECT COUNT(*), COUNT(DISTINCT customer_id) FROM churn_predictions"))
                .containsExactly("60", "60");
        Map<String, StepResult> third = run.run("r3");
        assertThat(third.get("fetch").facts()).containsEntry("rows", "0");
        assertThat(third.get("fetch").notices()).containsExactly("There are no new rows: nothing is scored.");
        assertThat(third.get("predict").facts()).containsEntry("skipped", "no new rows");
        assertThat(third.get("store").facts()).containsEntry("skipped", "no new rows");
        write("c.csv", 490, 61);
        assertThat(run.run("r4").get("fetch").facts()).containsEntry("rows", "1");
    }

    @Test
    void runThatFailed_onlyNew_losesNoCustomer() throws Exception {
        model.save(folder.resolve("m.churn"));
        JobPlan plan =
                plan("- fetch: {from: " + at("c.csv") + ", only-new: {key: customer_id}}", "- model: " + at("m.churn"));
        PlainRun run = new PlainRun(plan, folder.resolve("work"));
        write("c.csv", 500, 40);
        Files.delete(folder.resolve("m.churn"));
        assertThatThrownBy(() -> run.run("r1")).isInstanceOf(ChurnException.class);
        model.save(folder.resolve("m.churn"));
        assertThat(run.run("r2").get("store").facts()).containsEntry("written", "40");
    }

    @Test
    void since_rowsOfSameValueThatComeLater_areTakenOnce() throws Exception {
        JobPlan plan = JobPlan.parse(
                "job: w\nsteps: [{fetch: {from: " + at("t.csv") + ", only-new: {since: changed, key: id}}}]\n");
        PlainRun run = new PlainRun(plan, folder.resolve("work"));
        table("id,changed", "a,2026-01-01", "b,2026-01-02", "c,2026-01-02");
        assertThat(taken(run, "r1")).containsExactly("a", "b", "c");
        table("id,changed", "a,2026-01-01", "b,2026-01-02", "c,2026-01-02", "d,2026-01-02");
        assertThat(taken(run, "r2")).containsExactly("d");
        table("id,changed", "b,2026-01-02", "d,2026-01-02", "e,2026-01-02", "f,2026-01-03");
        assertThat(taken(run, "r3")).containsExactly("e", "f");
        table("id,changed", "b,2026-01-02", "f,2026-01-03", "g,2026-01-03");
        assertThat(taken(run, "r4")).containsExactly("g");
        assertThat(taken(run, "r5")).isEmpty();
        table("id,changed", "f,2026-01-03", "g,2026-01-03", "h,2026-01-03");
        assertThat(taken(run, "r6")).containsExactly("h");
    }

    @Test
    void since_numbers_areComparedAsNumbers() throws Exception {
        JobPlan plan = JobPlan.parse("job: w\nsteps: [{fetch: {from: " + at("t.csv") + ", only-new: {since: seq}}}]\n");
        PlainRun run = new PlainRun(plan, folder.resolve("work"));
        table("id,seq", "a,9", "b,10");
        assertThat(taken(run, "r1")).containsExactly("a", "b");
        table("id,seq", "a,9", "b,10", "c,11", "d,100");
        assertThat(taken(run, "r2")).containsExactly("c", "d");
    }

    @Test
    void since_valueThatCannotBeCompared_isRefusedWithRow() throws Exception {
        JobPlan plan = JobPlan.parse("job: w\nsteps: [{fetch: {from: " + at("t.csv") + ", only-new: {since: seq}}}]\n");
        PlainRun run = new PlainRun(plan, folder.resolve("work"));
        table("id,seq", "a,9", "b,soon");
        assertThatThrownBy(() -> run.run("r1")).hasMessageContaining("Column 'seq' (row 2) holds (soon)");
        table("id,seq", "a,9", "b,2026-01-02");
        assertThatThrownBy(() -> run.run("r1")).hasMessageContaining("(row 2) holds a date and not a number");
        table("id,sq", "a,9");
        assertThatThrownBy(() -> run.run("r1"))
                .hasMessageContaining("no column 'seq'")
                .hasMessageContaining("Maybe 'sq'");
    }

    @Test
    void keys_thatAreGone_areRefused() throws Exception {
        JobPlan plan = JobPlan.parse("job: w\nsteps: [{fetch: {from: " + at("t.csv") + ", only-new: {key: id}}}]\n");
        PlainRun run = new PlainRun(plan, folder.resolve("work"));
        table("id,seq", "a,9");
        run.run("r1");
        Files.delete(run.folder("r1").resolve("fetch/seen.bin"));
        assertThatThrownBy(() -> run.run("r2"))
                .hasMessageContaining("is not there")
                .hasMessageContaining("scores all rows once more");
    }

    @Test
    void fetch_ofPlaceThatIsGone_takesLocalCopyAndSaysSo() throws Exception {
        table("id,seq", "a,9");
        JobPlan plan = JobPlan.parse(
                "job: w\nsteps: [{fetch: {from: " + at("gone.csv") + ", fallback: " + at("t.csv") + "}}]\n");
        StepResult result = new PlainRun(plan, folder.resolve("work")).run("r1").get("fetch");
        assertThat(result.facts())
                .containsEntry("rows", "1")
                .containsEntry("source", folder.resolve("t.csv").toString());
        assertThat(result.notices())
                .singleElement()
                .asString()
                .contains("stands in for")
                .contains("gone.csv", "is not there");
        Files.delete(folder.resolve("t.csv"));
        assertThatThrownBy(() -> new PlainRun(plan, folder.resolve("work")).run("r2"))
                .hasMessageContaining("is not there either");
    }

    @Test
    void job_ofPostgres_scoresRowsOfQuerySinceMark() throws Exception {
        Postgres.run(
                "DROP TABLE IF EXISTS walk_customers",
                "CREATE TABLE walk_customers (id text, changed timestamptz)",
                "INSERT INTO walk_customers VALUES ('a', '2026-01-01 00:00+00'), ('b', '2026-01-02 00:00+00')");
        JobPlan plan = JobPlan.parse("""
                job: w
                steps:
                  - fetch:
                      jdbc: "${DB}"
                      query: "SELECT * FROM walk_customers WHERE changed >= {mark} AND changed < CAST({moment} AS timestamptz) ORDER BY id"
                      only-new: {since: changed, key: id, start: "2026-01-01T12:00:00Z"}
                """);
        PlainRun run = new PlainRun(plan, folder.resolve("work"), Map.of("DB", Postgres.url()));
        assertThat(taken(run, "r1")).containsExactly("b");
        Postgres.run("INSERT INTO walk_customers VALUES ('c', '2026-01-02 01:00+01'), ('d', '2027-01-01 00:00+00')");
        assertThat(taken(run, "r2")).containsExactly("c");
        assertThat(taken(run, "r3")).isEmpty();
    }

    @Test
    void variable_withSecret_isInNoResultAndNoMessage() throws Exception {
        table("id,seq", "a,9");
        Map<String, String> environment = Map.of("PLACE", folder.toString(), "PW", "k4n4r1");
        JobPlan plan = JobPlan.parse("job: w\nsteps: [{fetch: {from: '${PLACE}/t.csv'}}]\n");
        StepResult result = new PlainRun(plan, folder.resolve("work"), environment)
                .run("r1")
                .get("fetch");
        assertThat(result.facts()).containsEntry("source", "${PLACE}/t.csv");
        assertThat(result.toString()).doesNotContain(folder.toString());
        JobPlan gone = JobPlan.parse("job: w\nsteps: [{fetch: {from: '${PLACE}/gone.csv'}}]\n");
        assertThatThrownBy(() -> new PlainRun(gone, folder.resolve("work"), environment).run("r1"))
                .hasMessageContaining("${PLACE}/gone.csv")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(folder.toString()));
        JobPlan database = JobPlan.parse(
                "job: w\nsteps: [{fetch: {jdbc: 'jdbc:h2:mem:x;PASSWORD=${PW};INIT=SELECT k4n4r1', table: t}}]\n");
        assertThatThrownBy(() -> new PlainRun(database, folder.resolve("work"), environment).run("r1"))
                .isInstanceOf(ChurnException.class)
                .satisfies(e -> {
                    for (Throwable at = e; at != null; at = at.getCause()) {
                        assertThat(at.toString()).doesNotContain("k4n4r1");
                    }
                });
        JobPlan unset = JobPlan.parse("job: w\nsteps: [{fetch: '${NOT_SET}/x.csv'}]\n");
        assertThatThrownBy(() -> new PlainRun(unset, folder.resolve("work"), environment).run("r1"))
                .hasMessageContaining("'NOT_SET'")
                .hasMessageContaining("not set");
    }

    @Test
    void variable_thatHoldsNumberOrName_changesNoFactAndNoPath() throws Exception {
        model.save(folder.resolve("40.churn"));
        write("predict.csv", 500, 40);
        JobPlan plan = JobPlan.parse(
                "job: w\nsteps: [{fetch: '${ROOM}/${A}.csv'}, {model: '${ROOM}/${B}.churn'}, {predict: {}},"
                        + " {store: {jdbc: '" + url + "', id: customer_id, file: '${ROOM}/${A}-${B}-${C}.csv'}}]\n");
        String digits = Workspace.sha256(folder.resolve("40.churn")).substring(0, 4);
        Map<String, String> environment = Map.of("ROOM", folder.toString(), "A", "predict", "B", "40", "C", digits);
        Map<String, StepResult> results = new PlainRun(plan, folder.resolve("work"), environment).run("r1");
        assertThat(results.get("store").facts()).containsEntry("written", "40");
        assertThat(query("SELECT MIN(model_sha256) FROM churn_predictions").get(0))
                .contains(digits);
        assertThat(results.get("store").outputs().get(1).place()).isEqualTo("file:${ROOM}/${A}-${B}-${C}.csv");
    }

    @Test
    void secret_ofManager_opensDatabaseAndIsInNoText() throws Exception {
        String locked = "jdbc:h2:mem:locked;DB_CLOSE_DELAY=-1";
        try (Connection connection = DriverManager.getConnection(locked, "sa", KeptLogins.PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE customers AS SELECT 'a' AS id, 1 AS seq");
        }
        JobPlan plan = JobPlan.parse(
                "job: w\nsteps: [{fetch: {jdbc: '" + locked + "', secret: crm/login, table: customers}}]\n");
        Map<String, StepResult> results = new PlainRun(plan, folder.resolve("work")).run("r1");
        assertThat(results.get("fetch").facts()).containsEntry("rows", "1");
        assertThat(results.toString()).doesNotContain(KeptLogins.PASSWORD);
        JobPlan other =
                JobPlan.parse("job: w\nsteps: [{fetch: {jdbc: '" + locked + "', secret: other, table: customers}}]\n");
        assertThatThrownBy(() -> new PlainRun(other, folder.resolve("work")).run("r2"))
                .isInstanceOf(ChurnException.class)
                .satisfies(e -> {
                    for (Throwable at = e; at != null; at = at.getCause()) {
                        assertThat(at.toString()).doesNotContain(KeptLogins.PASSWORD);
                    }
                });
    }

    @Test
    void step_interrupted_saysSoAndIsRepeated() throws Exception {
        model.save(folder.resolve("m.churn"));
        write("c.csv", 500, 40);
        JobPlan plan = plan("- fetch: " + at("c.csv"), "- model: " + at("m.churn"));
        PlainRun run = new PlainRun(plan, folder.resolve("work"));
        Map<String, StepResult> results = run.run("r1");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> run.step(
                        plan.steps().get(2),
                        "r1",
                        Map.of("fetch", results.get("fetch"), "model", results.get("model"))))
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(run.run("r1").get("predict").outputs())
                .isEqualTo(results.get("predict").outputs());
    }

    @Test
    void store_ofFile_fillsGaps() throws Exception {
        model.save(folder.resolve("m.churn"));
        write("c.csv", 500, 40);
        JobPlan plan = JobPlan.parse("job: w\nsteps: [{fetch: " + at("c.csv") + "}, {model: " + at("m.churn")
                + "}, {predict: {reasons: 0}}, {store: '" + folder + "/out/{due}/{job}-{run}.csv'}]\n");
        Map<String, StepResult> results = new PlainRun(plan, folder.resolve("work")).run("r1");
        Path out = folder.resolve("out/2026-11-30/w-r1.csv");
        assertThat(out).hasSameBinaryContentAs(folder.resolve("work/w/r1/predict/predictions.csv"));
        assertThat(Files.readAllLines(out))
                .hasSize(41)
                .first()
                .asString()
                .endsWith(",churned,probability,predicted,risk_tier");
        assertThat(results.get("store").outputs().get(0).sha256()).isEqualTo(Workspace.sha256(out));
    }

    @Test
    void customer_twice_isRefusedByDatabase() throws Exception {
        model.save(folder.resolve("m.churn"));
        List<String> lines = new ArrayList<>(SmallModel.sampleLines(500, 3));
        lines.add(lines.get(1));
        Files.write(folder.resolve("c.csv"), lines);
        PlainRun run =
                new PlainRun(plan("- fetch: " + at("c.csv"), "- model: " + at("m.churn")), folder.resolve("work"));
        assertThatThrownBy(() -> run.run("r1")).hasMessageContaining("Row 4 is of a customer who was scored before");
    }

    private List<String> taken(PlainRun run, String id) throws IOException {
        run.run(id);
        return Files.readAllLines(run.folder(id).resolve("fetch/new.csv")).stream()
                .skip(1)
                .map(line -> line.split(",")[0])
                .toList();
    }

    private JobPlan plan(String fetch, String loaded) {
        return JobPlan.parse("job: w\nsteps:\n  " + fetch + "\n  " + loaded + "\n  - predict:\n  - store: {jdbc: '"
                + url + "', id: customer_id}\n");
    }

    private String at(String file) {
        return "'" + folder.resolve(file) + "'";
    }

    private void table(String... lines) throws IOException {
        Files.write(folder.resolve("t.csv"), List.of(lines));
    }

    private void write(String file, int from, int rows) throws IOException {
        Files.write(folder.resolve(file), SmallModel.sampleLines(from, rows));
    }

    private List<String> query(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> row = new ArrayList<>();
            result.next();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                row.add(result.getString(i));
            }
            return row;
        }
    }
}
