package io.github.churnml.jobs.run;

import static io.github.churnml.jobs.run.Fixture.weekly;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.jobs.plan.Schedule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicksTest {

    private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Instant MONDAY = Fixture.MONDAY;

    @TempDir
    Path folder;

    private static Job job(int catchUp, Job.Overlap overlap) {
        return weekly(catchUp, overlap, TestStep.of("only", context -> TestStep.nothing()));
    }

    private static List<String> runs(RunStore store) {
        List<JobRun> runs = new ArrayList<>(store.newest(Optional.empty(), 10_000));
        Collections.reverse(runs);
        return runs.stream()
                .map(run -> run.due() + " " + RunStore.word(run.state()))
                .toList();
    }

    /** As if a node had done all that is open. */
    private static int finish(RunStore store) {
        int done = 0;
        for (JobRun run : store.open("scores")) {
            assertThat(store.begin("scores", run.id(), "node")).isEqualTo(RunStore.Begun.HELD);
            store.end(store.require(run.id()), RunState.SUCCEEDED, "", Optional.empty());
            done++;
        }
        return done;
    }

    @Test
    void firstLook_newJob_makesNoRunOfThePast() {
        Fixture fixture = new Fixture(folder);
        new Ticks(fixture.store, LOOK).look(job(5, Job.Overlap.QUEUE), START);
        assertThat(runs(fixture.store)).isEmpty();
    }

    @Test
    void tick_lookedForInTime_isQueuedOnce() {
        Fixture fixture = new Fixture(folder);
        Ticks ticks = new Ticks(fixture.store, LOOK);
        Job job = job(0, Job.Overlap.QUEUE);
        ticks.look(job, START);
        ticks.look(job, MONDAY.minusMillis(1));
        assertThat(runs(fixture.store)).isEmpty();
        ticks.look(job, MONDAY);
        ticks.look(job, MONDAY.plusSeconds(1));
        assertThat(runs(fixture.store)).containsExactly("2026-11-23T00:00:00Z queued");
    }

    @Test
    void missedTicks_beyondTheBound_areRecordedAsSkipped() {
        Fixture fixture = new Fixture(folder);
        Ticks ticks = new Ticks(fixture.store, LOOK);
        Job job = job(2, Job.Overlap.REFUSE);
        ticks.look(job, START);
        ticks.look(job, MONDAY.plus(WEEK.multipliedBy(3)).plusSeconds(3600));
        assertThat(runs(fixture.store))
                .containsExactly(
                        "2026-11-23T00:00:00Z skipped",
                        "2026-11-30T00:00:00Z skipped",
                        "2026-12-07T00:00:00Z queued",
                        "2026-12-14T00:00:00Z queued");
        assertThat(fixture.store.require(job.runId(MONDAY)).note())
                .isEqualTo("Missed: no node looked for it in time, and the newest 2 missed ticks are made up for.");
    }

    @Test
    void missedTicks_very_many_areCountedInOneNote() {
        Fixture fixture = new Fixture(folder);
        Ticks ticks = new Ticks(fixture.store, LOOK);
        Job job = job(0, Job.Overlap.QUEUE);
        ticks.look(job, START);
        ticks.look(job, MONDAY.plus(WEEK.multipliedBy(519)).plusSeconds(3600));
        List<JobRun> runs = fixture.store.newest(Optional.empty(), 1000);
        assertThat(runs).hasSize(101).allMatch(run -> run.state() == RunState.SKIPPED);
        assertThat(runs.get(100).note()).endsWith("So were 419 before it, from 2026-11-23T00:00:00Z on.");
    }

    @Test
    void busyJob_refuse_nextTickIsSkippedAndSaysWhy() {
        Fixture fixture = new Fixture(folder);
        Ticks ticks = new Ticks(fixture.store, LOOK);
        for (Job.Overlap overlap : Job.Overlap.values()) {
            Job job = new Job(
                    "job-" + overlap.name().toLowerCase(java.util.Locale.ROOT),
                    List.of(TestStep.of("only", context -> TestStep.nothing())),
                    job(1, overlap).schedule(),
                    1,
                    overlap);
            ticks.look(job, START);
            ticks.look(job, MONDAY);
            ticks.look(job, MONDAY.plus(WEEK));
            JobRun second = fixture.store.require(job.runId(MONDAY.plus(WEEK)));
            if (overlap == Job.Overlap.REFUSE) {
                assertThat(second.state()).isEqualTo(RunState.SKIPPED);
                assertThat(second.note()).isEqualTo("Refused: an earlier run of the job was not done.");
                fixture.store.queue(job, second.due());
                assertThat(fixture.store.require(second.id()).ended())
                        .as("what is begun after all has not ended")
                        .isEmpty();
            } else {
                assertThat(second.state()).isEqualTo(RunState.QUEUED);
            }
        }
    }

    @Test
    void clock_jumpsAheadAndBack_noTickIsLostOrDoneTwice() {
        Fixture fixture = new Fixture(folder);
        Ticks ticks = new Ticks(fixture.store, LOOK);
        Job job = job(1, Job.Overlap.QUEUE);
        ticks.look(job, START);
        ticks.look(job, MONDAY.plus(WEEK.multipliedBy(2)).plusSeconds(7200));
        assertThat(finish(fixture.store)).as("the newest, far too early").isEqualTo(1);
        ticks.look(job, START.plusSeconds(10));
        assertThat(finish(fixture.store)).isZero();
        for (int week = 0; week < 4; week++) {
            ticks.look(job, MONDAY.plus(WEEK.multipliedBy(week)));
            assertThat(finish(fixture.store)).isEqualTo(week == 2 ? 0 : 1);
        }
        assertThat(runs(fixture.store))
                .containsExactly(
                        "2026-11-23T00:00:00Z succeeded",
                        "2026-11-30T00:00:00Z succeeded",
                        "2026-12-07T00:00:00Z succeeded",
                        "2026-12-14T00:00:00Z succeeded");
    }

    /** Ten years of looks at random moments, with small steps of the clock backwards: each Monday of the zone has one run. */
    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"})
    void tenYears_twoNodesWhoseClockWavers_everyMondayOnce(String zone) {
        Fixture fixture = new Fixture(folder);
        Ticks one = new Ticks(fixture.store, LOOK);
        Ticks two = new Ticks(fixture.store, LOOK);
        Schedule schedule = Schedule.of("30 2 * * MON", ZoneId.of(zone));
        Job job = new Job(
                "scores",
                List.of(TestStep.of("only", context -> TestStep.nothing())),
                Optional.of(schedule),
                3,
                Job.Overlap.QUEUE);
        Random random = new Random(20261130);
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        Instant end = Instant.parse("2036-01-01T00:00:00Z");
        one.look(job, start);
        int done = 0;
        Instant now = start;
        while (now.isBefore(end)) {
            now = now.plusSeconds(random.nextInt(9 * 24 * 3600));
            (random.nextBoolean() ? one : two).look(job, now);
            (random.nextBoolean() ? one : two).look(job, now.minusSeconds(random.nextInt(3 * 3600)));
            done += finish(fixture.store);
        }
        List<String> expected = new ArrayList<>();
        for (Instant tick = schedule.next(start); !tick.isAfter(now); tick = schedule.next(tick)) {
            expected.add(tick + " succeeded");
        }
        assertThat(runs(fixture.store)).isEqualTo(expected);
        assertThat(done).isEqualTo(expected.size()).isBetween(521, 523);
    }
}
