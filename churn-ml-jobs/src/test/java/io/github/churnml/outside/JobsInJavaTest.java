package io.github.churnml.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.ChurnModel;
import io.github.churnml.SmallModel;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.jdbc.Database;
import io.github.churnml.jobs.JobFile;
import io.github.churnml.jobs.page.RunsPage;
import io.github.churnml.jobs.plan.JobPlan;
import io.github.churnml.jobs.plan.JobPlanBuilder;
import io.github.churnml.jobs.run.Job;
import io.github.churnml.jobs.run.JobNode;
import io.github.churnml.jobs.run.JobRun;
import io.github.churnml.jobs.run.NodeSettings;
import io.github.churnml.jobs.run.RunState;
import io.github.churnml.jobs.run.RunStore;
import io.github.churnml.jobs.run.StepTry;
import io.github.churnml.jobs.step.Drift;
import io.github.churnml.jobs.step.Fetch;
import io.github.churnml.jobs.step.LoadModel;
import io.github.churnml.jobs.step.Monitor;
import io.github.churnml.jobs.step.Place;
import io.github.churnml.jobs.step.Predict;
import io.github.churnml.jobs.step.RetryPolicy;
import io.github.churnml.jobs.step.Step;
import io.github.churnml.jobs.step.StepResult;
import io.github.churnml.jobs.step.StepWork;
import io.github.churnml.jobs.step.Store;
import io.github.churnml.jobs.step.Workspace;
import io.github.churnml.monitor.Status;
import io.github.churnml.report.html.HtmlReport;
import io.github.churnml.report.tree.TextReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that an application puts together in Java, with a step of its own between ours. */
class JobsInJavaTest {

    private static final Instant MONDAY = Instant.parse("2026-06-01T00:00:00Z");
    private static final RetryPolicy ONCE_MORE =
            new RetryPolicy(1, Duration.ofMillis(1), RetryPolicy.Growth.FIXED, Duration.ofMillis(1), 0);

    private static final ChurnModel MODEL = SmallModel.of(SmallModel.boosting(), SmallModel.sample(0, 600));

    private static final RunStore RUNS =
            RunStore.at(Database.of("jdbc:h2:mem:outside_jobs_in_java;DB_CLOSE_DELAY=-1", null, null));

    @TempDir
    Path folder;

    /** Tells the sales team how many customers were scored; the first try finds nobody at the other end. */
    private static final class TellSales implements StepWork {

        private final Place letter;
        private int tries;

        TellSales(String letter) {
            this.letter = new Place(letter);
        }

        @Override
        public String kind() {
            return "tell";
        }

        @Override
        public List<Place> places() {
            return List.of(letter);
        }

        @Override
        public Set<String> needs() {
            return Set.of(Workspace.PREDICTIONS);
        }

        @Override
        public StepResult run(Workspace run) {
            if (++tries == 1) {
                throw new OutputException("Nobody answers.", "Maybe they are at lunch.", Where.nowhere());
            }
            String scored = run.context().earlier().get("predict").facts().get("rows");
            Path sent = Path.of(run.fill(letter));
            Path copy = run.folder().resolve("letter.txt");
            try {
                Files.writeString(sent, run.day() + ": " + scored + " customers");
                Files.copy(sent, copy);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new StepResult(
                    List.of(),
                    List.of(run.file("letter", copy, 1)),
                    Map.of("scored", scored),
                    List.of(),
                    Optional.empty());
        }
    }

    private JobRun run(JobPlan plan, Instant due) {
        Job job = JobFile.of(plan);
        NodeSettings settings = NodeSettings.standard("here", folder.resolve("work"), Map.of("ROOM", folder.toString()))
                .withTimes(Duration.ofMillis(20), Duration.ofMillis(200), 4);
        try (JobNode node = JobNode.of(RUNS, List.of(job), settings)) {
            return node.run(job.name(), due);
        }
    }

    /** Fetch, model, predict; the customers of a file. */
    private JobPlanBuilder scoring(String name) throws IOException {
        Files.write(folder.resolve("customers.csv"), SmallModel.sampleLines(1000, 300));
        MODEL.save(folder.resolve("model.churn"));
        return JobPlan.builder(name)
                .zone(ZoneId.of("Europe/Berlin"))
                .overlap(JobPlan.Overlap.QUEUE)
                .retries(ONCE_MORE)
                .step(Fetch.from("${ROOM}/customers.csv"))
                .step(LoadModel.from("${ROOM}/model.churn"))
                .step(Predict.standard().reasons(0));
    }

    @Test
    void run_withAStepOfOnesOwn_isTriedAgainAndTold() throws IOException {
        JobPlan plan = scoring("letters")
                .step(new TellSales("${ROOM}/letter-{due}.txt"))
                .build();

        JobRun run = run(plan, MONDAY);

        assertThat(run.state()).as(run.note()).isEqualTo(RunState.SUCCEEDED);
        assertThat(folder.resolve("letter-2026-06-01.txt")).hasContent("2026-06-01: 300 customers");
        List<StepTry> tries = run.steps().get(3).tries();
        assertThat(tries).extracting(StepTry::state).containsExactly(StepTry.State.FAILED, StepTry.State.SUCCEEDED);
        assertThat(tries.get(0).error()).contains("Nobody answers.", "Maybe they are at lunch.");
        StepResult told = run.steps().get(3).result().orElseThrow();
        assertThat(told.outputs().get(0).role()).isEqualTo("letter");
        assertThat(plan.overlap()).isEqualTo(JobPlan.Overlap.QUEUE);
        String page =
                TextReport.of(RunsPage.of(RUNS.figures(), RUNS.newest(Optional.of("letters"), 5), List.of(), Map.of()));
        assertThat(page).contains("letters");
        assertThat(HtmlReport.of(RunsPage.of(RUNS.figures(), List.of(run), List.of(), Map.of("letters", MONDAY))))
                .contains(run.id(), "2026-06-01");
    }

    @Test
    void run_thatDriftsAndIsWatched_keepsBoth() throws IOException {
        Files.writeString(folder.resolve("rules.yaml"), """
                rules:
                - name: nearly_all_leave
                  when: {metric: score_mean, at_least: 0.9}
                  severity: critical
                """);
        JobPlan plan = scoring("watched")
                .step(Drift.standard().failAbove(5))
                .step(Monitor.of("${ROOM}/history.jsonl")
                        .rules("${ROOM}/rules.yaml")
                        .failOn(Status.CRITICAL))
                .step(Store.file("${ROOM}/scored/{due}.csv"))
                .build();

        JobRun run = run(plan, MONDAY);

        assertThat(run.state()).as(run.note()).isEqualTo(RunState.SUCCEEDED);
        assertThat(run.steps().get(4).result().orElseThrow().facts()).containsEntry("status", "healthy");
        assertThat(folder.resolve("history.jsonl")).isNotEmptyFile();
        assertThat(Files.readAllLines(folder.resolve("scored/2026-06-01.csv"))).hasSize(301);
    }

    @Test
    void step_afterWhatItNeedsIsGone_isRefusedWhenPutTogether() {
        JobPlanBuilder plan = JobPlan.builder("short").withoutSchedule();

        assertThatThrownBy(() -> plan.step(Drift.standard()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'drift'");
        assertThatThrownBy(plan::build).hasMessageContaining("The job 'short' has no steps.");
    }

    @Test
    void step_withTimesOfItsOwn_keepsThem() throws IOException {
        Step slow = new Step("tell", new TellSales("letter.txt"), ONCE_MORE, Duration.ofHours(6), ZoneId.of("UTC"));
        JobPlan plan = scoring("slow").step(slow).build();

        Step kept = (Step) plan.steps().get(3);
        assertThat(kept.timeout()).isEqualTo(Duration.ofHours(6));
        assertThat(kept.zone()).as("days are those of the job's zone").isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(Step.of(Predict.standard()).timeout()).isEqualTo(Step.TIMEOUT);
    }

    @Test
    void place_withAGapThatIsNotKnown_isRefused() {
        assertThat(new Place("s3://${BUCKET}/{due}.csv").variables()).containsExactly("BUCKET");
        assertThatThrownBy(() -> new Place("out/{day}.csv"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("{day}")
                .hasMessageContaining("{due}");
    }

    @Test
    void due_justBeforeMidnightInBerlin_isTheDayThere() throws IOException {
        JobPlan plan = scoring("berlin")
                .step(new TellSales("${ROOM}/letter-{due}.txt"))
                .build();

        run(plan, Instant.parse("2026-06-07T23:00:00Z"));

        assertThat(folder.resolve("letter-" + LocalDate.of(2026, 6, 8) + ".txt"))
                .exists();
    }
}
