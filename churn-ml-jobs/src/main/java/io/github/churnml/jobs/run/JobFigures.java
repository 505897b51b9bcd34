package io.github.churnml.jobs.run;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How a job fares, for metrics and pages.
 *
 * @param job the job's name
 * @param runs how many of its runs are in each state; each state is there
 * @param lastSucceeded the due moment of its newest run that succeeded
 * @param lastEnded when a run of it last succeeded or failed
 * @param lastSeconds how long that run took from its first beginning, in seconds; NaN if there is none
 */
public record JobFigures(
        String job,
        Map<RunState, Long> runs,
        Optional<Instant> lastSucceeded,
        Optional<Instant> lastEnded,
        double lastSeconds) {

    /**
     * Copies the map.
     *
     * @param job the job's name
     * @param runs how many runs are in each state
     * @param lastSucceeded the due moment of the newest run that succeeded
     * @param lastEnded when a run last ended
     * @param lastSeconds how long it took
     */
    public JobFigures {
        runs = Map.copyOf(runs);
    }
}
