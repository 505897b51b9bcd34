package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.churnml.data.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class JobsCommandTest {

    private static final String RUN = "weekly-20261123T000000Z";

    @TempDir
    Path folder;

    private Path customers;
    private Path job;

    @BeforeEach
    void write() throws IOException {
        customers = folder.resolve("customers.csv");
        job = job("weekly", "0 0 * * MON");
    }

    private Path job(String name, String cron) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"), """
                job: %s
                schedule: "%s"
                retries: {most: 0}
                steps:
                  - fetch: %s
                """.formatted(name, cron, customers));
    }

    private void customersAreThere() throws IOException {
        Files.writeString(customers, "customer_id,plan\nc1,basic\nc2,pro\n");
    }

    private Cli.Result jobs(Object... args) {
        List<Object> all = new ArrayList<>(List.of("jobs"));
        all.addAll(Arrays.asList(args));
        return Cli.run(folder, Map.of(), all.toArray());
    }

    @Test
    void run_listShow_tellWhatWasDone() throws IOException {
        customersAreThere();
        Cli.Result done = jobs("run", job, "--due", "2026-11-23");
        assertThat(done.exit()).as(done.err()).isZero();
        assertThat(done.out()).contains("Run " + RUN + " succeeded").contains("fetch: succeeded");
        assertThat(jobs("run", job, "--due", "2026-11-23T00:00:00Z").exit()).isZero();
        assertThat(jobs("list").out())
                .contains(RUN)
                .contains("2026-11-23T00:00:00Z")
                .contains("succeeded");
        JsonNode list = jobs("list", "--json").json();
        assertThat(list.get("runs")).hasSize(1);
        JsonNode shown = jobs("show", RUN, "--json").json();
        assertThat(shown.get("begun").asInt())
                .as("the same moment is not done twice")
                .isEqualTo(1);
        assertThat(shown.at("/steps/0/result/outputs/0/sha256").asText()).matches("[0-9a-f]{64}");
        assertThat(shown.at("/steps/0/tries/0/state").asText()).isEqualTo("succeeded");
    }

    @Test
    void retry_afterAFailure_goesOn() throws IOException {
        Cli.Result failed = jobs("run", job, "--due", "2026-11-23");
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.out())
                .contains("Run " + RUN + " failed")
                .contains("Step fetch failed:")
                .contains("churn jobs retry " + RUN + " --jobs FILE");
        customersAreThere();
        assertThat(jobs("run", job, "--due", "2026-11-23").exit())
                .as("run does not retry")
                .isEqualTo(1);
        Cli.Result retried = jobs("retry", RUN, "--jobs", folder);
        assertThat(retried.exit()).as(retried.err()).isZero();
        assertThat(jobs("retry", RUN, "--jobs", job).err()).contains("nothing to retry");
        assertThat(jobs("cancel", RUN).err()).contains("has ended: it is succeeded");
    }

    @Test
    void backfill_twoMondays_areDone() throws IOException {
        customersAreThere();
        Cli.Result filled = jobs("backfill", job, "--from", "2026-11-10", "--to", "2026-11-23", "--json");
        assertThat(filled.exit()).as(filled.err()).isZero();
        JsonNode runs = filled.json().get("runs");
        assertThat(runs).hasSize(2);
        assertThat(runs.get(0).get("due").asText()).isEqualTo("2026-11-16T00:00:00Z");
        assertThat(runs.get(1).get("run").asText()).isEqualTo(RUN);
    }

    @Test
    void list_html_hasTheNumbersOfTheAnswerAndNextTicks() throws IOException {
        customersAreThere();
        jobs("backfill", job, "--from", "2026-11-01", "--to", "2026-11-20");
        Files.delete(customers);
        jobs("run", job, "--due", "2026-11-23");
        Path page = folder.resolve("jobs.html");
        Cli.Result result = jobs("list", "--html", page, "--jobs", job, "--json");
        assertThat(result.exit()).as(result.err()).isZero();
        String html = Files.readString(page);
        result.json().get("runs").forEach(run -> {
            Duration took = Duration.between(
                    Instant.parse(run.get("started").asText()),
                    Instant.parse(run.get("ended").asText()));
            assertThat(html).contains(">" + Numbers.text(took.toMillis() / 1000.0) + "</td>");
        });
        assertThat(html)
                .contains("The newest run of 1 of 1 job failed.")
                .contains("Due next: weekly at ")
                .contains("is not there.");
        assertThat(jobs("list", "--jobs", job).err()).contains("Option --jobs is given without --html");
    }

    /** The process shares its file of H2 with the commands that look at it. */
    @Test
    void start_jobOfEachSecond_runsUntilItIsToldToEnd() throws Exception {
        customersAreThere();
        Path often = job("often", "* * * * * *");
        Path err = folder.resolve("err.txt");
        Path work = folder.resolve("work");
        Process process = ProcessTest.start(err, "jobs", "start", "--jobs", often, "--look", "1", "--work", work);
        try {
            while (!jobs("list", "--job", "often", "--work", work).out().contains("succeeded")) {
                assertThat(process.isAlive()).as(Files.readString(err)).isTrue();
                Thread.sleep(200);
            }
            process.destroy();
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(err))
                .contains("Jobs are on:")
                .contains("often")
                .contains("Ctrl+C ends it.");
        assertThat(jobs("list", "--work", work).out()).contains("succeeded").doesNotContain("failed");
    }

    @Test
    void wrongUse_eachSaysTheWayOut() throws IOException {
        assertThat(jobs("list").err()).contains("There are no runs yet").contains("Maybe run a job first");
        assertThat(folder.resolve("churn-jobs")).as("looking makes nothing").doesNotExist();
        customersAreThere();
        jobs("run", job, "--due", "2026-11-23");
        Cli.Result unknown = jobs("show", "weekly-20261124T000000Z");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err()).contains("Maybe '" + RUN + "' was meant");
        assertThat(jobs("run", job, "--due", "yesterday").err()).contains("(yesterday) where a time is required");
        assertThat(jobs("run", job, "--due", "2199-01-01").err()).contains("lies ahead");
        assertThat(jobs("start").exit()).isEqualTo(2);
        assertThat(jobs("list", "--most", "0").err()).contains("Option --most (0)");
        assertThat(jobs("list", "--db", "jdbc:h2:mem:x;PASSWORD=canary-1;IFEXISTS=TRUE")
                        .err())
                .contains("cannot be reached")
                .doesNotContain("canary-1");
    }
}
