package io.github.churnml.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.ChurnModel;
import io.github.churnml.SmallModel;
import io.github.churnml.jdbc.Database;
import io.github.churnml.jobs.run.Job;
import io.github.churnml.jobs.run.JobNode;
import io.github.churnml.jobs.run.JobRun;
import io.github.churnml.jobs.run.NodeSettings;
import io.github.churnml.jobs.run.RunState;
import io.github.churnml.jobs.run.RunStore;
import io.github.churnml.jobs.run.StepRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job's YAML through the engine, from the customers to the plan of the monitoring agent. */
class JobFileTest {

    private static final String URL = "jdbc:h2:mem:jobfile;DB_CLOSE_DELAY=-1";
    private static final String YAML = """
            job: weekly
            schedule: {cron: none, overlap: queue}
            retries: {most: 0}
            steps:
              - fetch: {from: "${ROOM}/customers.csv", only-new: {key: customer_id}}
              - model: "${ROOM}/model.churn"
              - predict: {reasons: 1}
              - drift:
              - store: {jdbc: "jdbc:h2:mem:jobfile;DB_CLOSE_DELAY=-1", id: customer_id, file: "${ROOM}/out/{run}.csv"}
              - monitor: {metrics: "${ROOM}/history.jsonl", rules: "${ROOM}/rules.yaml"}
            """;

    @TempDir
    Path folder;

    @Test
    void job_ofYaml_runsWholeThenOnlyNewThenNothing() throws Exception {
        ChurnModel model = SmallModel.of(SmallModel.boosting(), SmallModel.sample(0, 500));
        model.save(folder.resolve("model.churn"));
        Files.writeString(
                folder.resolve("rules.yaml"),
                "rules: [{name: moved, severity: warn, when: {metric: score_mean, above: 2, minimum: 1}}]\n");
        Path yaml = Files.writeString(folder.resolve("weekly.yaml"), YAML);
        Job job = JobFile.read(yaml);
        assertThat(job.overlap()).isEqualTo(Job.Overlap.QUEUE);
        assertThat(job.schedule()).isEmpty();
        RunStore store = RunStore.at(Database.of(URL, null, null));
        NodeSettings settings = NodeSettings.standard("one", folder.resolve("work"), Map.of("ROOM", folder.toString()))
                .withTimes(Duration.ofMillis(50), Duration.ofSeconds(5), 4);
        try (JobNode node = JobNode.of(store, List.of(job), settings)) {
            customers(0, 120);
            JobRun first = node.run("weekly", Instant.parse("2026-11-16T00:00:00Z"));
            assertThat(first.note()).isEmpty();
            assertThat(first.state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(first.steps())
                    .extracting(StepRun::name)
                    .containsExactly("fetch", "model", "predict", "drift", "store", "monitor");
            assertThat(stored()).isEqualTo("120 120 1");
            assertThat(first.toString()).doesNotContain(folder.toString());

            customers(100, 120);
            Files.delete(folder.resolve("model.churn"));
            JobRun failed = node.run("weekly", Instant.parse("2026-11-23T00:00:00Z"));
            assertThat(failed.state()).isEqualTo(RunState.FAILED);
            assertThat(failed.note()).contains("model.churn", "is not there").doesNotContain(folder.toString());
            model.save(folder.resolve("model.churn"));
            JobRun retried = node.retry(failed.id());
            assertThat(retried.state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(stored()).isEqualTo("220 220 2");
            assertThat(Files.readAllLines(folder.resolve("out/weekly-20261123T000000Z.csv")))
                    .hasSize(101);

            JobRun third = node.run("weekly", Instant.parse("2026-11-30T00:00:00Z"));
            assertThat(third.state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(stored()).isEqualTo("220 220 2");
            assertThat(Files.readAllLines(folder.resolve("history.jsonl"))).hasSize(2);
        }
    }

    private void customers(int from, int rows) throws IOException {
        Files.write(folder.resolve("customers.csv"), SmallModel.sampleLines(from, rows));
    }

    private static String stored() throws SQLException {
        try (Connection connection = DriverManager.getConnection(URL);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT COUNT(*), COUNT(DISTINCT customer_id), COUNT(DISTINCT run_id) FROM churn_predictions")) {
            result.next();
            return result.getString(1) + " " + result.getString(2) + " " + result.getString(3);
        }
    }
}
