package io.github.churnml.jobs.step;

import java.util.List;
import java.util.Set;

/**
 * What a step does, without its name, retries and time-out. Immutable. An application may have steps of its own: it runs beside the
 * others, reads what they left behind, and may be run several times for one run of the job.
 */
public interface StepWork {

    /** {@return what kind of step it is, in one word, such as {@code fetch}; the step's name unless it is given one} */
    String kind();

    /** {@return the places that it names, so that the variables in them are kept out of messages} */
    default List<Place> places() {
        return List.of();
    }

    /** {@return the roles of what it reads of earlier steps, such as {@link Workspace#MODEL}} */
    default Set<String> needs() {
        return Set.of();
    }

    /** {@return the roles of what it leaves behind for later ones} */
    default Set<String> gives() {
        return Set.of();
    }

    /**
     * Does the work.
     *
     * @param run the step in its run
     * @return what it read and left behind
     * @throws InterruptedException if it was interrupted
     * @throws io.github.churnml.error.ChurnException if it failed
     */
    StepResult run(Workspace run) throws InterruptedException;
}
