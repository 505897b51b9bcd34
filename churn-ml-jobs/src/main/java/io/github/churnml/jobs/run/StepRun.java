package io.github.churnml.jobs.run;

import io.github.churnml.jobs.step.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of a step of a run.
 *
 * @param name the step's name
 * @param tries its tries, the first first
 * @param result what it read and left behind, once it is done
 */
public record StepRun(String name, List<StepTry> tries, Optional<StepResult> result) {

    /**
     * Copies the list.
     *
     * @param name the step's name
     * @param tries its tries
     * @param result what it read and left behind
     */
    public StepRun {
        tries = List.copyOf(tries);
    }

    /** {@return {@code waiting}, {@code running}, {@code succeeded}, {@code failed} or {@code stopped}} */
    public String state() {
        if (result.isPresent()) {
            return "succeeded";
        }
        if (tries.isEmpty()) {
            return "waiting";
        }
        return switch (tries.get(tries.size() - 1).state()) {
            case RUNNING, SUCCEEDED -> "running";
            case FAILED -> "failed";
            case STOPPED, LOST -> "stopped";
        };
    }

    StepRun with(StepTry added) {
        List<StepTry> more = new ArrayList<>(tries);
        more.add(added);
        return new StepRun(name, more, result);
    }

    StepRun withLast(StepTry last) {
        List<StepTry> changed = new ArrayList<>(tries);
        changed.set(changed.size() - 1, last);
        return new StepRun(name, changed, result);
    }

    StepRun with(Optional<StepResult> newResult) {
        return new StepRun(name, tries, newResult);
    }

    /** How many tries of a round ended so. */
    long count(StepTry.State state, int round) {
        return tries.stream()
                .filter(one -> one.state() == state && one.round() == round)
                .count();
    }
}
