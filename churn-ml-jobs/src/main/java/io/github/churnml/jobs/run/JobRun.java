package io.github.churnml.jobs.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run of a job, as its record tells it.
 *
 * @param id the run's identifier, of job and due moment
 * @param job the job's name
 * @param due the moment that it is for
 * @param state what became of it so far
 * @param node who works on it, or did last
 * @param claim how often it was begun: once, and once more after each crash, stop or retry
 * @param round how often it was retried by hand
 * @param created when its row was made
 * @param started when it was first begun
 * @param ended when it ended
 * @param note why it failed or was skipped, and what else is to be known, one sentence a line; empty if nothing
 * @param markBefore up to where data was worked through before
 * @param mark up to where it is now, if it succeeded
 * @param steps its steps in order; empty before it was begun, and where only runs are listed
 */
public record JobRun(
        String id,
        String job,
        Instant due,
        RunState state,
        Optional<String> node,
        int claim,
        int round,
        Instant created,
        Optional<Instant> started,
        Optional<Instant> ended,
        String note,
        Optional<String> markBefore,
        Optional<String> mark,
        List<StepRun> steps) {

    /**
     * Copies the list.
     *
     * @param id the run's identifier
     * @param job the job's name
     * @param due the moment that it is for
     * @param state what became of it so far
     * @param node who works on it
     * @param claim how often it was begun
     * @param round how often it was retried by hand
     * @param created when its row was made
     * @param started when it was first begun
     * @param ended when it ended
     * @param note why it failed or was skipped
     * @param markBefore up to where data was worked through before
     * @param mark up to where it is now
     * @param steps its steps
     */
    public JobRun {
        steps = List.copyOf(steps);
    }

    JobRun with(List<StepRun> newSteps) {
        return new JobRun(
                id, job, due, state, node, claim, round, created, started, ended, note, markBefore, mark, newSteps);
    }
}
