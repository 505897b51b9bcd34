package io.github.churnml.jobs;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.jobs.plan.JobPlan;
import io.github.churnml.jobs.run.Job;
import java.nio.file.Path;

/** From a plan, or the YAML file of one, to a job that a node runs. */
public final class JobFile {

    private JobFile() {}

    /**
     * Reads a job from a YAML file.
     *
     * @param file the file, as {@code docs/jobs.md} describes it
     * @return the job
     * @throws ConfigurationException if it is not usable, which names key and line
     */
    public static Job read(Path file) {
        return of(JobPlan.read(file));
    }

    /**
     * The job of a plan.
     *
     * @param plan the plan
     * @return the job
     */
    public static Job of(JobPlan plan) {
        Job.Overlap overlap = plan.overlap() == JobPlan.Overlap.QUEUE ? Job.Overlap.QUEUE : Job.Overlap.REFUSE;
        return new Job(plan.name(), plan.steps(), plan.schedule(), plan.catchUp(), overlap);
    }
}
