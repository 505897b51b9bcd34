package io.github.churnml.jobs.step;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a step works with.
 *
 * @param job the job's name
 * @param run the run's identifier, the same for every try and after a restart; predictions are stored under it
 * @param due the moment that the run is for: the tick of its schedule, or the date that is filled in; never the clock's now
 * @param folder the run's own folder, for files that later steps read
 * @param earlier the results of the steps before this one, by name
 * @param mark up to where data was worked through by the newest run before this one that succeeded, as a step told it; empty at first
 * @param environment variables, as those of the process
 */
public record StepContext(
        String job,
        String run,
        Instant due,
        Path folder,
        Map<String, StepResult> earlier,
        Optional<String> mark,
        Map<String, String> environment) {

    /**
     * Copies the maps.
     *
     * @param job the job's name
     * @param run the run's identifier
     * @param due the moment that the run is for
     * @param folder the run's own folder
     * @param earlier the results of the steps before this one
     * @param mark up to where data was worked through before
     * @param environment variables
     */
    public StepContext {
        earlier = Map.copyOf(earlier);
        environment = Map.copyOf(environment);
    }
}
