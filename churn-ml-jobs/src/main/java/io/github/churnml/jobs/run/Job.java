package io.github.churnml.jobs.run;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.jobs.plan.Schedule;
import io.github.churnml.jobs.step.JobStep;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A job as it is run.
 *
 * @param name lower-case letters, digits and {@code . _ -}, at most 60, beginning with a letter or a digit
 * @param steps what is done, in order; at least one, no name twice
 * @param schedule when; empty for a job that is only started by hand
 * @param catchUp how many ticks that were missed, the newest, are made up for; the others are recorded as skipped
 * @param overlap what becomes of a tick that comes while the job still runs
 */
public record Job(String name, List<JobStep> steps, Optional<Schedule> schedule, int catchUp, Overlap overlap) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,59}");
    private static final DateTimeFormatter DUE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** What becomes of a tick that comes while the job still runs. Two runs of one job never work at the same time. */
    public enum Overlap {
        /** It is recorded as skipped. */
        REFUSE,
        /** It runs afterwards. */
        QUEUE
    }

    /**
     * Checks the values.
     *
     * @param name the job's name
     * @param steps what is done
     * @param schedule when
     * @param catchUp how many missed ticks are made up for, 0 to 1,000
     * @param overlap what becomes of a tick while the job runs
     * @throws ConfigurationException if the name is not such, there is no step or one twice, or {@code catchUp} is out of range
     */
    public Job {
        steps = List.copyOf(steps);
        if (!NAME.matcher(name).matches()) {
            throw new ConfigurationException(
                    "The job's name " + Wording.value(name)
                            + " is not made of lower-case letters, digits and . _ -, at most 60.",
                    "Maybe write it like weekly-scores.",
                    Where.nowhere());
        }
        if (steps.isEmpty()) {
            throw new ConfigurationException(
                    "Job " + Wording.name(name) + " has no steps.", "Maybe add one.", Where.nowhere());
        }
        Set<String> names = new HashSet<>();
        for (JobStep step : steps) {
            if (!names.add(step.name())) {
                throw new ConfigurationException(
                        "Job " + Wording.name(name) + " has two steps named " + Wording.name(step.name()) + ".",
                        "Maybe give one of them another name.",
                        Where.nowhere());
            }
        }
        if (catchUp < 0 || catchUp > 1000) {
            throw new ConfigurationException(
                    "Job " + Wording.name(name) + " is to make up for " + Wording.value(catchUp)
                            + " missed ticks, which is not from 0 to 1,000.",
                    "Maybe 1: the newest alone.",
                    Where.nowhere());
        }
    }

    /**
     * The identifier of a run, the same whoever starts it.
     *
     * @param due the moment that the run is for; whole seconds count
     * @return such as {@code weekly-scores-20261130T000000Z}
     */
    public String runId(Instant due) {
        return name + "-" + DUE.format(due);
    }
}
