package io.github.churnml.jobs.plan;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.jobs.step.JobStep;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What a job does and when: its steps in their order, its schedule, and what becomes of runs that were missed or that meet. Immutable;
 * holds no secrets, as it names environment variables and not what they hold.
 *
 * <pre>{@code
 * JobPlan plan = JobPlan.builder("weekly-us")
 *         .schedule("0 0 * * MON")
 *         .step(Fetch.from("s3://bucket/geography-us/customers.csv").fallback("data/customers.csv"))
 *         .step(LoadModel.from("models:/churn-prediction-model-us@champion"))
 *         .step(Predict.standard())
 *         .step(Store.into(DatabasePlace.of("jdbc:postgresql://localhost/crm"), "customer_id"))
 *         .build();
 * }</pre>
 */
public final class JobPlan {

    /** When a job runs unless something else is said: Mondays at 00:00. */
    public static final String MONDAYS = "0 0 * * MON";

    /** How many missed ticks are caught up unless something else is said. */
    public static final int CATCH_UP = 1;

    /** What becomes of a run that is due while another of the same job is not over. */
    public enum Overlap {
        /** It is left out, which is told. */
        REFUSE,
        /** It waits until the other is over. */
        QUEUE
    }

    private final String name;
    private final List<JobStep> steps;
    private final Optional<Schedule> schedule;
    private final ZoneId zone;
    private final int catchUp;
    private final Overlap overlap;

    JobPlan(String name, List<JobStep> steps, Optional<Schedule> schedule, ZoneId zone, int catchUp, Overlap overlap) {
        this.name = name;
        this.steps = List.copyOf(steps);
        this.schedule = schedule;
        this.zone = zone;
        this.catchUp = catchUp;
        this.overlap = overlap;
    }

    /**
     * A plan put together by calls.
     *
     * @param name the job's name: lower-case letters, digits and {@code . _ -}, at most 60, beginning with a letter or a digit
     * @return to be completed
     * @throws ConfigurationException if it is no such name
     */
    public static JobPlanBuilder builder(String name) {
        return new JobPlanBuilder(name);
    }

    /**
     * Reads a plan from a YAML file.
     *
     * @param file the file
     * @return the plan
     * @throws ConfigurationException if it is not usable, which names key and line
     */
    public static JobPlan read(Path file) {
        return JobYaml.read(file);
    }

    /**
     * Reads a plan from YAML.
     *
     * @param yaml the text
     * @return the plan
     * @throws ConfigurationException if it is not usable, which names key and line
     */
    public static JobPlan parse(String yaml) {
        return JobYaml.parse(yaml);
    }

    /** {@return the job's name} */
    public String name() {
        return name;
    }

    /** {@return its steps, in their order} */
    public List<JobStep> steps() {
        return steps;
    }

    /** {@return when it runs; empty if only when it is told to} */
    public Optional<Schedule> schedule() {
        return schedule;
    }

    /** {@return the zone in which the day that a run is for is told, and whose clocks the schedule goes by} */
    public ZoneId zone() {
        return zone;
    }

    /** {@return how many missed ticks are caught up at most, the newest ones} */
    public int catchUp() {
        return catchUp;
    }

    /** {@return what becomes of a run that is due while another is not over} */
    public Overlap overlap() {
        return overlap;
    }

    /** {@return the name and the names of the steps} */
    @Override
    public String toString() {
        return "JobPlan[" + name + ", " + steps.stream().map(JobStep::name).toList() + "]";
    }
}
