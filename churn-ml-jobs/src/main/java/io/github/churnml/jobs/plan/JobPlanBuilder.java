package io.github.churnml.jobs.plan;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.jobs.step.JobStep;
import io.github.churnml.jobs.step.RetryPolicy;
import io.github.churnml.jobs.step.Step;
import io.github.churnml.jobs.step.StepWork;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts a {@link JobPlan} together. Mutable, for one thread. */
public final class JobPlanBuilder {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,59}");
    private static final int MOST_CAUGHT_UP = 1_000;

    private final String name;
    private final List<JobStep> steps = new ArrayList<>();
    private final StepOrder order = new StepOrder();
    private @Nullable String cron = JobPlan.MONDAYS;
    private ZoneId zone = ZoneOffset.UTC;
    private int catchUp = JobPlan.CATCH_UP;
    private JobPlan.Overlap overlap = JobPlan.Overlap.REFUSE;
    private RetryPolicy retries = RetryPolicy.STANDARD;
    private Duration timeout = Step.TIMEOUT;

    JobPlanBuilder(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new ConfigurationException(
                    "The job's name " + Wording.value(name)
                            + " is not made of lower-case letters, digits and . _ -, at most 60, beginning with a letter or a"
                            + " digit.",
                    "Maybe weekly-us.",
                    Where.nowhere());
        }
        this.name = name;
    }

    /**
     * When it runs. Default: Mondays at 00:00.
     *
     * @param expression a cron expression of five fields, or of six with seconds
     * @return this
     * @throws ConfigurationException if it is not understood
     */
    public JobPlanBuilder schedule(String expression) {
        Schedule.of(expression, zone);
        cron = expression;
        return this;
    }

    /**
     * It runs only when it is told to.
     *
     * @return this
     */
    public JobPlanBuilder withoutSchedule() {
        cron = null;
        return this;
    }

    /**
     * Whose clocks the schedule goes by, and in which zone the day that a run is for is told. Default: UTC.
     *
     * @param newZone the zone
     * @return this
     */
    public JobPlanBuilder zone(ZoneId newZone) {
        zone = newZone;
        return this;
    }

    /**
     * How many ticks that were missed are caught up at most, the newest ones. Default: {@value JobPlan#CATCH_UP}.
     *
     * @param most how many, 0 to 1,000
     * @return this
     * @throws ConfigurationException if it is not
     */
    public JobPlanBuilder catchUp(int most) {
        if (most < 0 || most > MOST_CAUGHT_UP) {
            throw new ConfigurationException(
                    "The number of ticks to catch up, " + Wording.value(most) + ", is not from 0 to 1,000.",
                    "Maybe 3.",
                    Where.nowhere());
        }
        catchUp = most;
        return this;
    }

    /**
     * What becomes of a run that is due while another is not over. Default: it is refused.
     *
     * @param what what becomes of it
     * @return this
     */
    public JobPlanBuilder overlap(JobPlan.Overlap what) {
        overlap = what;
        return this;
    }

    /**
     * How often the steps that follow are tried again. Default: {@link RetryPolicy#STANDARD}.
     *
     * @param policy the policy
     * @return this
     */
    public JobPlanBuilder retries(RetryPolicy policy) {
        retries = policy;
        return this;
    }

    /**
     * How long one try of the steps that follow may take. Default: an hour.
     *
     * @param most the time
     * @return this
     */
    public JobPlanBuilder timeout(Duration most) {
        timeout = most;
        return this;
    }

    /**
     * Adds a step under its usual name, with retries and time-out as they were set.
     *
     * @param work what it does
     * @return this
     * @throws ConfigurationException if it cannot stand here
     */
    public JobPlanBuilder step(StepWork work) {
        return step(work.kind(), work);
    }

    /**
     * Adds a step under a name of its own, with retries and time-out as they were set.
     *
     * @param stepName the step's name
     * @param work what it does
     * @return this
     * @throws ConfigurationException if it cannot stand here
     */
    public JobPlanBuilder step(String stepName, StepWork work) {
        return step(new Step(stepName, work, retries, timeout, zone));
    }

    /**
     * Adds a step.
     *
     * @param step the step; one of the kind {@link Step} gets the zone of the plan
     * @return this
     * @throws ConfigurationException if it cannot stand here
     */
    public JobPlanBuilder step(JobStep step) {
        order.add(step);
        steps.add(step);
        return this;
    }

    /**
     * Makes the plan.
     *
     * @return the plan
     * @throws ConfigurationException if it has no step
     */
    public JobPlan build() {
        if (steps.isEmpty()) {
            throw new ConfigurationException(
                    "The job " + Wording.name(name) + " has no steps.",
                    "Maybe fetch, model, predict and store.",
                    Where.nowhere());
        }
        List<JobStep> zoned = steps.stream()
                .<JobStep>map(step -> step instanceof Step own
                        ? new Step(own.name(), own.work(), own.retries(), own.timeout(), zone)
                        : step)
                .toList();
        Optional<Schedule> ticks =
                cron == null ? Optional.empty() : Optional.of(Schedule.of(Objects.requireNonNull(cron), zone));
        return new JobPlan(name, zoned, ticks, zone, catchUp, overlap);
    }
}
