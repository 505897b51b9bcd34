package io.github.churnml.serving.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** How jobs fare, as gauges that are made anew at each look, since jobs come and go. */
final class JobGauges {

    private final Supplier<JobsStatus> status;
    private final MultiGauge runs;
    private final MultiGauge succeeded;
    private final MultiGauge took;

    JobGauges(Supplier<JobsStatus> status, MeterRegistry registry) {
        this.status = status;
        runs = MultiGauge.builder("churn.job.runs")
                .description("Runs of a job by their state")
                .register(registry);
        succeeded = MultiGauge.builder("churn.job.last.success.seconds")
                .description("The moment that the newest run of a job that succeeded was for, in seconds since 1970")
                .register(registry);
        took = MultiGauge.builder("churn.job.last.run.seconds")
                .description("How long the last run of a job that ended took")
                .register(registry);
    }

    /** Before the gauges are looked at. */
    synchronized void refresh() {
        List<Row<?>> byState = new ArrayList<>();
        List<Row<?>> successes = new ArrayList<>();
        List<Row<?>> times = new ArrayList<>();
        for (JobsStatus.Job job : status.get().jobs()) {
            Tags tags = Tags.of("job", job.name());
            job.runs().forEach((state, count) -> byState.add(Row.of(tags.and("state", state), count)));
            job.lastSucceeded().ifPresent(due -> successes.add(Row.of(tags, due.getEpochSecond())));
            if (Double.isFinite(job.lastSeconds())) {
                times.add(Row.of(tags, job.lastSeconds()));
            }
        }
        runs.register(byState, true);
        succeeded.register(successes, true);
        took.register(times, true);
    }
}
