package io.github.churnml.serving.live;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How scheduled jobs fare, as plain data that whoever starts a server hands to it; the server knows no jobs itself.
 *
 * @param jobs the jobs, by name
 * @param runs the newest runs, the newest first
 * @param asOf when this was so; empty if it was never known
 * @param problem why nothing newer is known; empty if all is well
 */
public record JobsStatus(List<Job> jobs, List<Run> runs, Optional<Instant> asOf, String problem) {

    /** Nothing is known yet. */
    public static final JobsStatus NONE = new JobsStatus(List.of(), List.of(), Optional.empty(), "");

    /**
     * Copies the lists.
     *
     * @param jobs the jobs
     * @param runs the newest runs
     * @param asOf when this was so
     * @param problem why nothing newer is known
     */
    public JobsStatus {
        jobs = List.copyOf(jobs);
        runs = List.copyOf(runs);
    }

    /**
     * The same, with what keeps it from being newer.
     *
     * @param why a sentence
     * @return a changed copy
     */
    public JobsStatus with(String why) {
        return new JobsStatus(jobs, runs, asOf, why);
    }

    /**
     * A job.
     *
     * @param name its name
     * @param runs how many of its runs are in each state, by the state's word
     * @param lastSucceeded the due moment of its newest run that succeeded
     * @param lastSeconds how long its last run that ended took; NaN if there is none
     */
    public record Job(String name, Map<String, Long> runs, Optional<Instant> lastSucceeded, double lastSeconds) {}

    /**
     * A run of a job.
     *
     * @param id its identifier
     * @param job the job's name
     * @param due the moment that it is for
     * @param state the state's word
     * @param node who works on it; empty if nobody did
     * @param note why it failed or was skipped; empty if nothing is to be said
     * @param started when it was begun
     * @param ended when it ended
     */
    public record Run(
            String id,
            String job,
            Instant due,
            String state,
            String node,
            String note,
            Optional<Instant> started,
            Optional<Instant> ended) {}
}
