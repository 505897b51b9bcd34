package io.github.churnml.jobs.run;

import io.github.churnml.jdbc.Database;
import io.github.churnml.jobs.plan.Schedule;
import io.github.churnml.jobs.step.JobStep;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A database of H2 in memory, nodes with short times, and jobs. */
final class Fixture {

    static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");
    static final Instant NEXT_MONDAY = Instant.parse("2026-11-30T00:00:00Z");

    private static final AtomicInteger COUNT = new AtomicInteger();

    final RunStore store = RunStore.at(h2());
    final Path work;
    private final AtomicInteger nodes = new AtomicInteger();

    Fixture(Path work) {
        this.work = work;
    }

    static Database h2() {
        return Database.of("jdbc:h2:mem:jobs" + COUNT.incrementAndGet() + ";DB_CLOSE_DELAY=-1", null, null);
    }

    static Job weekly(JobStep... steps) {
        return weekly(1, Job.Overlap.QUEUE, steps);
    }

    static Job weekly(int catchUp, Job.Overlap overlap, JobStep... steps) {
        return new Job(
                "scores", List.of(steps), Optional.of(Schedule.of("0 0 * * MON", ZoneOffset.UTC)), catchUp, overlap);
    }

    NodeSettings settings(Map<String, String> environment) {
        return NodeSettings.standard("node-" + nodes.incrementAndGet(), work, environment)
                .withTimes(Duration.ofMillis(20), Duration.ofMillis(200), 4);
    }

    JobNode node(Job... jobs) {
        return JobNode.of(store, List.of(jobs), settings(Map.of()));
    }

    /** Does one run on a node of its own. */
    JobRun run(Job job, Instant due) {
        try (JobNode node = node(job)) {
            return node.run(job.name(), due);
        }
    }

    JobRun retry(Job job, Instant due) {
        try (JobNode node = node(job)) {
            return node.retry(job.runId(due));
        }
    }
}
