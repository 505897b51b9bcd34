package io.github.churnml.jobs.step;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a step read and left behind; kept in the run's record, so without secrets and without customers' rows.
 *
 * @param inputs what it read
 * @param outputs what it left behind; a file in the run's folder by its path relative to that folder
 * @param facts figures and names to show and for later steps, such as {@code rows} or {@code model_version}, in order
 * @param notices sentences for the run's record, such as that a local copy stood in for a bucket
 * @param mark up to where data is worked through once the run succeeds; empty if the step does not know
 */
public record StepResult(
        List<StepFile> inputs,
        List<StepFile> outputs,
        Map<String, String> facts,
        List<String> notices,
        Optional<String> mark) {

    /**
     * Something that a step read or left behind.
     *
     * @param role what it is for the job: {@code table}, {@code model}, {@code predictions}
     * @param place where it is: a path, an address, a table's name
     * @param sha256 the digest of its bytes in hexadecimal digits; empty where there are none, as in a database
     * @param rows how many rows it has; -1 where that means nothing
     */
    public record StepFile(String role, String place, String sha256, long rows) {}

    /**
     * Copies the lists, and the facts in their order.
     *
     * @param inputs what it read
     * @param outputs what it left behind
     * @param facts figures and names
     * @param notices sentences for the run's record
     * @param mark up to where data is worked through
     */
    public StepResult {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        facts = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(facts));
        notices = List.copyOf(notices);
    }
}
