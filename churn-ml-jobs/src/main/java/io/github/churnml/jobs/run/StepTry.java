package io.github.churnml.jobs.run;

import java.time.Instant;
import java.util.Optional;

/**
 * One try of a step.
 *
 * @param round 0, and one more after each retry by hand
 * @param node who tried
 * @param started when
 * @param ended when it ended; empty while it works, or if the node died
 * @param state how it ended
 * @param error what went wrong; empty if nothing did
 */
public record StepTry(int round, String node, Instant started, Optional<Instant> ended, State state, String error) {

    /** How a try ended. */
    public enum State {
        /** It works. */
        RUNNING,
        /** It did the work. */
        SUCCEEDED,
        /** It failed, or took too long. */
        FAILED,
        /** The node was told to end. */
        STOPPED,
        /** The node died, or lost the run to another. */
        LOST
    }

    StepTry ended(Instant at, State how, String why) {
        return new StepTry(round, node, started, Optional.of(at), how, why);
    }
}
