package io.github.churnml.jobs.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.ChurnModel;
import io.github.churnml.SmallModel;
import io.github.churnml.aws.S3Server;
import io.github.churnml.jobs.plan.JobPlan;
import io.github.churnml.jobs.plan.PlainRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job whose customers, model and predictions are in S3. */
class S3WalkTest {

    private static final String JOB = """
            job: weekly-us
            steps:
              - fetch: {from: "s3://bucket/us/customers.csv", fallback: "%s/local.csv"}
              - model: s3://bucket/us/model.churn
              - predict: {reasons: 1}
              - store: {to: "s3://bucket/out/{job}/{run}.csv"}
            """;

    @TempDir
    Path folder;

    @Test
    void job_overS3_fallsBackWhereS3IsAwayAndSaysSo() throws Exception {
        ChurnModel model = SmallModel.of(SmallModel.boosting(), SmallModel.sample(0, 500));
        JobPlan plan = JobPlan.parse(JOB.formatted(folder));
        Files.write(folder.resolve("local.csv"), SmallModel.sampleLines(600, 10));
        try (S3Server server = S3Server.inMemory()) {
            server.bucket("bucket")
                    .put("bucket", "us/customers.csv", bytes(SmallModel.sampleLines(500, 30)))
                    .put("bucket", "us/model.churn", model.toBytes());
            PlainRun run = new PlainRun(plan, folder.resolve("work"), server.environment());
            Map<String, StepResult> results = run.run("r1");
            assertThat(results.get("fetch").facts()).containsEntry("rows", "30");
            assertThat(results.get("fetch").facts().get("source")).startsWith("s3://bucket/us/customers.csv");
            assertThat(results.get("fetch").notices()).isEmpty();
            assertThat(server.get("bucket", "out/weekly-us/r1.csv"))
                    .isEqualTo(Files.readAllBytes(run.folder("r1").resolve("predict/predictions.csv")));
            assertThat(results.toString()).doesNotContain(S3Server.SECRET_KEY, S3Server.ACCESS_KEY);

            server.stop();
            StepResult away = run.step(plan.steps().get(0), "r2", Map.of());
            assertThat(away.facts()).containsEntry("rows", "10").containsEntry("source", folder + "/local.csv");
            assertThat(away.notices())
                    .singleElement()
                    .asString()
                    .contains(
                            "The local copy " + folder + "/local.csv, last changed 20",
                            "stands in for s3://bucket/us/customers.csv")
                    .contains("takes no connections");
            assertThatThrownBy(() -> run.step(plan.steps().get(1), "r2", Map.of()))
                    .hasMessageContaining("(s3://bucket/us/model.churn) cannot be read");
        }
    }

    @Test
    void objectThatIsNotThere_isMistakeThatNoCopyHides() throws Exception {
        Files.write(folder.resolve("local.csv"), SmallModel.sampleLines(600, 10));
        JobPlan plan = JobPlan.parse(JOB.formatted(folder));
        try (S3Server server = S3Server.inMemory()) {
            server.bucket("bucket");
            PlainRun run = new PlainRun(plan, folder.resolve("work"), server.environment());
            assertThatThrownBy(() -> run.run("r1")).hasMessageContaining("there is no such object");
        }
    }

    private static byte[] bytes(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
