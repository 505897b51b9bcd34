package io.github.churnml.jobs.run;

import static io.github.churnml.jobs.run.Fixture.MONDAY;
import static io.github.churnml.jobs.run.Fixture.NEXT_MONDAY;
import static io.github.churnml.jobs.run.Fixture.weekly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.files.Sha256;
import io.github.churnml.jobs.step.StepContext;
import io.github.churnml.jobs.step.StepResult;
import io.github.churnml.jobs.step.StepResult.StepFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class JobNodeTest {

    @TempDir
    Path folder;

    private static DataException failure(String text) {
        return new DataException(text, "Maybe look.", Where.nowhere());
    }

    private static StepResult file(StepContext context, String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            Files.write(context.folder().resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        StepFile left = new StepFile("table", name, Sha256.hex(bytes), 1);
        return new StepResult(List.of(), List.of(left), Map.of("rows", "1"), List.of(), Optional.empty());
    }

    @Test
    void run_stepsInOrder_seeWhatWasLeft() {
        Fixture fixture = new Fixture(folder);
        List<String> seen = new CopyOnWriteArrayList<>();
        Job job = weekly(
                TestStep.of("fetch", context -> TestStep.facts(Map.of("rows", "7"))), TestStep.of("store", context -> {
                    seen.add(context.run() + " " + context.due() + " "
                            + context.earlier().get("fetch").facts());
                    return TestStep.nothing();
                }));
        JobRun run = fixture.run(job, MONDAY);
        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(run.id()).isEqualTo("scores-20261123T000000Z");
        assertThat(seen).containsExactly("scores-20261123T000000Z 2026-11-23T00:00:00Z {rows=7}");
        assertThat(run.steps()).extracting(StepRun::name).containsExactly("fetch", "store");
        assertThat(run.steps()).allMatch(step -> step.state().equals("succeeded"));
    }

    @Test
    void run_sameTickAgain_isNotDoneAgain() {
        Fixture fixture = new Fixture(folder);
        AtomicInteger count = new AtomicInteger();
        Job job = weekly(TestStep.of("only", context -> {
            count.incrementAndGet();
            return TestStep.nothing();
        }));
        fixture.run(job, MONDAY);
        assertThat(fixture.run(job, MONDAY).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(count).hasValue(1);
        assertThat(fixture.store.newest(Optional.empty(), 10)).hasSize(1);
    }

    @Test
    void run_ahead_isRefused() {
        Fixture fixture = new Fixture(folder);
        Job job = weekly(TestStep.of("only", context -> TestStep.nothing()));
        assertThatThrownBy(() -> fixture.run(job, Instant.now().plus(Duration.ofDays(9))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("lies ahead");
    }

    @Test
    void step_failsTwice_isTriedThreeTimes() {
        Fixture fixture = new Fixture(folder);
        AtomicInteger count = new AtomicInteger();
        Job job = weekly(new TestStep("only", TestStep.TWICE, Duration.ofMinutes(1), context -> {
            if (count.incrementAndGet() < 3) {
                throw failure("try " + count);
            }
            return TestStep.nothing();
        }));
        JobRun run = fixture.run(job, MONDAY);
        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(run.steps().get(0).tries())
                .extracting(StepTry::state)
                .containsExactly(StepTry.State.FAILED, StepTry.State.FAILED, StepTry.State.SUCCEEDED);
        assertThat(run.steps().get(0).tries().get(1).error()).startsWith("try 2");
    }

    @Test
    void retry_failedRun_goesOnFromTheFailedStep() {
        Fixture fixture = new Fixture(folder);
        List<String> done = new CopyOnWriteArrayList<>();
        AtomicInteger left = new AtomicInteger(3);
        Job job = weekly(
                TestStep.of("first", context -> {
                    done.add("first");
                    return file(context, "table.csv", "a\n1\n");
                }),
                new TestStep("second", TestStep.TWICE, Duration.ofMinutes(1), context -> {
                    done.add("second");
                    if (left.getAndDecrement() > 0) {
                        throw failure("no");
                    }
                    return TestStep.nothing();
                }));
        JobRun failed = fixture.run(job, MONDAY);
        assertThat(failed.state()).isEqualTo(RunState.FAILED);
        assertThat(failed.note()).contains("Step second failed: no").contains("Maybe look.");
        assertThat(fixture.run(job, MONDAY).state())
                .as("run alone changes nothing")
                .isEqualTo(RunState.FAILED);
        JobRun run = fixture.retry(job, MONDAY);
        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(run.round()).isEqualTo(1);
        assertThat(done).containsExactly("first", "second", "second", "second", "second");
    }

    @Test
    void retry_fileIsGone_itsStepIsDoneAgain() throws IOException {
        Fixture fixture = new Fixture(folder);
        List<String> done = new CopyOnWriteArrayList<>();
        AtomicInteger content = new AtomicInteger();
        AtomicInteger left = new AtomicInteger(2);
        Job job = weekly(
                TestStep.of("fetch", context -> {
                    done.add("fetch");
                    return file(context, "table.csv", "rows " + content);
                }),
                TestStep.of("score", context -> {
                    done.add("score");
                    return TestStep.nothing();
                }),
                TestStep.of("store", context -> {
                    done.add("store");
                    if (left.getAndDecrement() > 0) {
                        throw failure("no");
                    }
                    return TestStep.nothing();
                }));
        JobRun failed = fixture.run(job, MONDAY);
        Path table = folder.resolve("scores").resolve(failed.id()).resolve("table.csv");
        Files.delete(table);
        done.clear();
        JobRun again = fixture.retry(job, MONDAY);
        assertThat(done).as("the same file, so what was scored stays").containsExactly("fetch", "store");
        assertThat(again.note()).contains("Step fetch was done again: its file table.csv is not in the run's folder.");
        Files.writeString(table, "changed by hand");
        content.set(1);
        done.clear();
        JobRun last = fixture.retry(job, MONDAY);
        assertThat(done).as("another file, so all after it is done again").containsExactly("fetch", "score", "store");
        assertThat(last.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(last.note()).contains("is not what it was");
    }

    @Test
    void mark_newestEarlierSuccess_isHandedOn() {
        Fixture fixture = new Fixture(folder);
        List<String> marks = new CopyOnWriteArrayList<>();
        AtomicInteger number = new AtomicInteger();
        AtomicInteger failing = new AtomicInteger(2);
        Job job = weekly(
                TestStep.of("fetch", context -> {
                    marks.add(context.mark().orElse("none"));
                    return TestStep.mark("to " + number.incrementAndGet());
                }),
                TestStep.of("store", context -> {
                    if (number.get() == failing.get()) {
                        throw failure("no");
                    }
                    return TestStep.nothing();
                }));
        fixture.run(job, MONDAY);
        assertThat(fixture.run(job, NEXT_MONDAY).state()).isEqualTo(RunState.FAILED);
        fixture.run(job, NEXT_MONDAY.plusSeconds(1));
        fixture.run(job, MONDAY.minusSeconds(1));
        assertThat(marks)
                .as("a run that failed leaves no mark, and one that comes later in time none for those before it")
                .containsExactly("none", "to 1", "to 1", "none");
        failing.set(0);
        assertThat(fixture.retry(job, NEXT_MONDAY).mark()).contains("to 2");
    }

    @Test
    void retry_earlierRunSucceededMeanwhile_takesOnlyWhatIsNewSinceThen() {
        Fixture fixture = new Fixture(folder);
        List<String> marks = new CopyOnWriteArrayList<>();
        List<String> stored = new CopyOnWriteArrayList<>();
        AtomicInteger models = new AtomicInteger();
        boolean[] isAway = {true};
        Job job = weekly(
                TestStep.of("model", context -> {
                    models.incrementAndGet();
                    return TestStep.nothing();
                }),
                TestStep.of("fetch", context -> {
                    marks.add(context.mark().orElse("none"));
                    return TestStep.mark("after " + context.mark().orElse("none"));
                }),
                TestStep.of("predict", context -> {
                    stored.add(context.earlier().get("fetch").mark().orElseThrow());
                    return TestStep.nothing();
                }),
                TestStep.of("store", context -> {
                    if (isAway[0]) {
                        throw failure("the database is away");
                    }
                    return TestStep.nothing();
                }));
        assertThat(fixture.run(job, MONDAY).state()).isEqualTo(RunState.FAILED);
        assertThat(fixture.run(job, NEXT_MONDAY).state()).isEqualTo(RunState.FAILED);
        isAway[0] = false;
        assertThat(fixture.retry(job, MONDAY).mark()).contains("after none");
        JobRun second = fixture.retry(job, NEXT_MONDAY);
        assertThat(second.markBefore()).contains("after none");
        assertThat(second.mark()).contains("after after none");
        assertThat(marks).as("not all customers are new once more").containsExactly("none", "none", "after none");
        assertThat(stored).containsExactly("after none", "after none", "after after none");
        assertThat(models).as("steps before stay as they are").hasValue(2);
    }

    @Test
    void timeout_stepThatListens_failsWithItsTime() {
        Fixture fixture = new Fixture(folder);
        Job job = weekly(new TestStep("slow", TestStep.NONE, Duration.ofMillis(50), context -> {
            new CountDownLatch(1).await();
            return TestStep.nothing();
        }));
        assertThat(fixture.run(job, MONDAY).note()).isEqualTo("Step slow failed: It took longer than 50 milliseconds.");
    }

    @Test
    void secrets_inMessagesFactsAndPlaces_areNotRecorded() throws Exception {
        Fixture fixture = new Fixture(folder);
        String canary = "canary-7f3a91";
        AtomicInteger count = new AtomicInteger();
        Job job = weekly(new TestStep("leaky", TestStep.TWICE, Duration.ofMinutes(1), context -> {
            switch (count.incrementAndGet()) {
                case 1:
                    throw new IllegalStateException("connection with " + canary);
                case 2:
                    throw failure("login (" + context.environment().get("CRM_PASSWORD") + ") was refused");
                default:
                    return new StepResult(
                            List.of(new StepFile("table", "jdbc:postgresql://crm:" + canary + "@host/db", "", 3)),
                            List.of(),
                            Map.of("url", "jdbc:h2:x;PASSWORD=" + canary),
                            List.of("with " + canary),
                            Optional.empty());
            }
        }));
        try (JobNode node = JobNode.of(fixture.store, List.of(job), fixture.settings(Map.of("CRM_PASSWORD", canary)))) {
            assertThat(node.run("scores", MONDAY).state()).isEqualTo(RunState.SUCCEEDED);
        }
        JobRun run = fixture.store.require(job.runId(MONDAY));
        assertThat(run.toString()).doesNotContain(canary).contains("***");
        assertThat(run.steps().get(0).tries().get(0).error())
                .isEqualTo("Something went wrong that should not: IllegalStateException.");
        String stored = fixture.store.tables().transaction(connection -> {
            StringBuilder all = new StringBuilder();
            try (var statement = connection.createStatement();
                    var result = statement.executeQuery("SCRIPT")) {
                while (result.next()) {
                    all.append(result.getString(1));
                }
            }
            return all.toString();
        });
        assertThat(stored).contains("leaky").doesNotContain(canary);
    }

    @Test
    void places_ofTheShellAndOfFilesWithSecrets_areTold() {
        Fixture fixture = new Fixture(folder);
        Map<String, String> shell = Map.of(
                "PWD", "/srv/churn",
                "OLDPWD", "/srv/churn/old",
                "CHURN_PASSWORD_FILE", "/run/secrets/crm",
                "CRM_PASSWORD", "hunter22");
        Job job = weekly(TestStep.of("only", context -> {
            throw failure("/srv/churn/old/t.csv and /run/secrets/crm are not there, hunter22");
        }));
        try (JobNode node = JobNode.of(fixture.store, List.of(job), fixture.settings(shell))) {
            assertThat(node.run("scores", MONDAY).note())
                    .contains("/srv/churn/old/t.csv and /run/secrets/crm are not there, ***");
        }
    }

    @Test
    void close_whileAStepWorks_leavesTheRunToOthers() throws Exception {
        Fixture fixture = new Fixture(folder);
        CountDownLatch works = new CountDownLatch(1);
        AtomicInteger count = new AtomicInteger();
        Job job = weekly(TestStep.of("first", context -> TestStep.nothing()), TestStep.of("long", context -> {
            if (count.incrementAndGet() == 1) {
                works.countDown();
                new CountDownLatch(1).await();
            }
            return TestStep.nothing();
        }));
        ExecutorService other = Executors.newSingleThreadExecutor();
        JobNode node = fixture.node(job);
        Future<JobRun> waiting = other.submit(() -> node.run("scores", MONDAY));
        works.await();
        node.close();
        assertThat(waiting.get().state()).isIn(RunState.QUEUED, RunState.RUNNING);
        assertThat(fixture.store.require(job.runId(MONDAY)).state()).isEqualTo(RunState.QUEUED);
        JobRun run = fixture.run(job, MONDAY);
        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(run.claim()).isEqualTo(2);
        assertThat(run.steps().get(0).tries()).hasSize(1);
        assertThat(run.steps().get(1).tries())
                .extracting(StepTry::state)
                .containsExactly(StepTry.State.STOPPED, StepTry.State.SUCCEEDED);
        other.shutdown();
    }

    @Test
    void lostClaim_slowNode_writesNothingMore() throws Exception {
        Fixture fixture = new Fixture(folder);
        CountDownLatch works = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        AtomicInteger count = new AtomicInteger();
        Job job = weekly(TestStep.of("only", context -> {
            if (count.incrementAndGet() == 1) {
                works.countDown();
                try {
                    new CountDownLatch(1).await();
                } finally {
                    stopped.countDown();
                }
            }
            return TestStep.facts(Map.of("by", "the second"));
        }));
        fixture.store.queue(job, MONDAY);
        String id = job.runId(MONDAY);
        RunExecutor slow = new RunExecutor(fixture.store, fixture.settings(Map.of()), new CountDownLatch(1));
        RunExecutor fast = new RunExecutor(fixture.store, fixture.settings(Map.of()), new CountDownLatch(1));
        ExecutorService other = Executors.newSingleThreadExecutor();
        Future<RunExecutor.Next> next = other.submit(() -> slow.execute(job, id));
        works.await();
        assertThat(fast.execute(job, id)).isEqualTo(RunExecutor.Next.NOTHING);
        stopped.await();
        assertThat(next.get()).isEqualTo(RunExecutor.Next.NOTHING);
        JobRun run = fixture.store.require(id);
        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(run.node()).contains("node-2");
        assertThat(run.steps().get(0).tries())
                .extracting(StepTry::state)
                .containsExactly(StepTry.State.LOST, StepTry.State.SUCCEEDED);
        other.shutdown();
    }

    @Test
    void cancel_workingRun_endsAndStaysEnded() throws Exception {
        Fixture fixture = new Fixture(folder);
        CountDownLatch works = new CountDownLatch(1);
        Job job = weekly(TestStep.of("long", context -> {
            works.countDown();
            new CountDownLatch(1).await();
            return TestStep.nothing();
        }));
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (JobNode node = fixture.node(job)) {
            Future<JobRun> waiting = other.submit(() -> node.run("scores", MONDAY));
            works.await();
            fixture.store.cancel(job.runId(MONDAY));
            assertThat(waiting.get().state()).isEqualTo(RunState.CANCELLED);
        }
        assertThatThrownBy(() -> fixture.store.cancel(job.runId(MONDAY)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("it is cancelled");
        other.shutdown();
    }

    @Test
    void runsOfOneJob_twoNodes_neverWorkAtOnceAndInOrder() {
        Fixture fixture = new Fixture(folder);
        AtomicInteger working = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Instant> order = new CopyOnWriteArrayList<>();
        Job job = weekly(TestStep.of("only", context -> {
            most.accumulateAndGet(working.incrementAndGet(), Math::max);
            order.add(context.due());
            Thread.sleep(5);
            working.decrementAndGet();
            return TestStep.nothing();
        }));
        List<Instant> all = new ArrayList<>();
        for (int week = 0; week < 12; week++) {
            all.add(MONDAY.minus(Duration.ofDays(7L * (12 - week))));
        }
        for (int week = all.size() - 1; week >= 0; week--) {
            fixture.store.queue(job, all.get(week));
        }
        try (JobNode one = fixture.node(job);
                JobNode two = fixture.node(job)) {
            one.start();
            two.start();
            assertThat(one.run("scores", MONDAY).state()).isEqualTo(RunState.SUCCEEDED);
        }
        all.add(MONDAY);
        assertThat(order).isEqualTo(all);
        assertThat(most).hasValue(1);
    }

    @Test
    void figures_runsOfAllStates_areCounted() {
        Fixture fixture = new Fixture(folder);
        Job job = weekly(TestStep.of("only", context -> {
            if (context.due().equals(NEXT_MONDAY)) {
                throw failure("no");
            }
            return TestStep.nothing();
        }));
        fixture.run(job, MONDAY);
        fixture.run(job, NEXT_MONDAY);
        JobFigures figures = fixture.store.figures().get(0);
        assertThat(figures.job()).isEqualTo("scores");
        assertThat(figures.runs())
                .containsEntry(RunState.SUCCEEDED, 1L)
                .containsEntry(RunState.FAILED, 1L)
                .containsEntry(RunState.QUEUED, 0L);
        assertThat(figures.lastSucceeded()).contains(MONDAY);
        assertThat(figures.lastSeconds()).isNotNegative();
    }

    @Test
    void unknown_runAndJob_areNamedWithTheNearest() {
        Fixture fixture = new Fixture(folder);
        Job job = weekly(TestStep.of("only", context -> TestStep.nothing()));
        fixture.run(job, MONDAY);
        try (JobNode node = fixture.node(job)) {
            assertThatThrownBy(() -> node.run("score", MONDAY)).hasMessageContaining("Maybe 'scores' was meant");
            assertThatThrownBy(() -> node.retry("scores-20261123T000001Z"))
                    .hasMessageContaining("Maybe 'scores-20261123T000000Z' was meant");
            assertThatThrownBy(() -> node.retry(job.runId(MONDAY))).hasMessageContaining("nothing to retry");
        }
    }

    @Test
    void backfill_daysOfAWeeklyJob_areDoneInOrderUpToTheFirstFailure() {
        Fixture fixture = new Fixture(folder);
        List<Instant> done = new CopyOnWriteArrayList<>();
        AtomicInteger failing = new AtomicInteger(1);
        Job job = weekly(TestStep.of("only", context -> {
            done.add(context.due());
            if (context.due().equals(MONDAY) && failing.getAndDecrement() > 0) {
                throw failure("no");
            }
            return TestStep.nothing();
        }));
        Instant before = MONDAY.minus(Duration.ofDays(7));
        fixture.run(job, before);
        LocalDate from = LocalDate.parse("2026-11-09");
        LocalDate to = LocalDate.parse("2026-11-29");
        try (JobNode node = fixture.node(job)) {
            assertThat(node.backfill("scores", from, to))
                    .extracting(JobRun::state)
                    .containsExactly(RunState.SUCCEEDED, RunState.SUCCEEDED, RunState.FAILED);
            assertThat(node.backfill("scores", from, to))
                    .extracting(JobRun::state)
                    .containsOnly(RunState.SUCCEEDED)
                    .hasSize(3);
            assertThat(done).containsExactly(before, MONDAY.minus(Duration.ofDays(14)), MONDAY, MONDAY);
            assertThatThrownBy(() -> node.backfill("scores", to, from)).hasMessageContaining("comes after the last");
            assertThatThrownBy(() -> node.backfill("scores", from, LocalDate.parse("2199-01-01")))
                    .hasMessageContaining("lies ahead");
        }
    }

    @Test
    void backfill_jobWithoutASchedule_hasOneRunADay() {
        Fixture fixture = new Fixture(folder);
        Job job = new Job(
                "daily",
                List.of(TestStep.of("only", context -> TestStep.nothing())),
                Optional.empty(),
                0,
                Job.Overlap.REFUSE);
        try (JobNode node = fixture.node(job)) {
            assertThat(node.backfill("daily", LocalDate.parse("2026-02-27"), LocalDate.parse("2026-03-01")))
                    .extracting(JobRun::id)
                    .containsExactly("daily-20260227T000000Z", "daily-20260228T000000Z", "daily-20260301T000000Z");
        }
    }
}
