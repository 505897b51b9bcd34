package io.github.churnml.jobs.plan;

import io.github.churnml.jobs.step.JobStep;
import io.github.churnml.jobs.step.StepContext;
import io.github.churnml.jobs.step.StepResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Runs the steps of a plan one after the other, without retries, and keeps the mark of runs that succeeded. */
public final class PlainRun {

    /** A Monday. */
    public static final Instant DUE = Instant.parse("2026-11-30T00:00:00Z");

    private final JobPlan plan;
    private final Path work;
    private final Map<String, String> environment;
    private Optional<String> mark = Optional.empty();

    public PlainRun(JobPlan plan, Path work, Map<String, String> environment) {
        this.plan = plan;
        this.work = work;
        this.environment = environment;
    }

    public PlainRun(JobPlan plan, Path work) {
        this(plan, work, Map.of());
    }

    /** Runs all steps; what they throw goes through, and the mark stays then. */
    public Map<String, StepResult> run(String id) {
        Map<String, StepResult> results = new LinkedHashMap<>();
        Optional<String> newer = mark;
        for (JobStep step : plan.steps()) {
            StepResult result = step(step, id, results);
            results.put(step.name(), result);
            newer = result.mark().isPresent() ? result.mark() : newer;
        }
        mark = newer;
        return results;
    }

    /** Runs one step. */
    public StepResult step(JobStep step, String id, Map<String, StepResult> earlier) {
        Path folder = work.resolve(plan.name()).resolve(id);
        try {
            Files.createDirectories(folder);
            return step.run(new StepContext(plan.name(), id, DUE, folder, earlier, mark, environment));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public Optional<String> mark() {
        return mark;
    }

    public Path folder(String id) {
        return work.resolve(plan.name()).resolve(id);
    }
}
