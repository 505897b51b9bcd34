package io.github.churnml.registry;

import java.util.List;

/**
 * What looking at everything in a registry showed.
 *
 * @param events how many events there are; 0 if the log is damaged
 * @param versions how many versions were loaded and scored their golden rows
 * @param problems what is wrong, in words
 * @param notes what is no fault, such as files that a killed process left
 */
public record Verification(long events, int versions, List<String> problems, List<String> notes) {

    /** Copies the lists. */
    public Verification {
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    /** {@return whether nothing is wrong} */
    public boolean isIntact() {
        return problems.isEmpty();
    }
}
