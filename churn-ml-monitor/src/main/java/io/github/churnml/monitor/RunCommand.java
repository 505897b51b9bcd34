package io.github.churnml.monitor;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Carries out an action by running a program, such as a training run, and waiting for it. No shell is involved: the first
 * text is the program, the others its arguments, as they are. The program finds the plan's status, judged time and
 * rationale in the environment variables CHURN_STATUS, CHURN_JUDGED_AT and CHURN_RATIONALE; what it prints is dropped.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 *
 * @param command the program and its arguments
 * @param timeout how long it may take; it is ended then
 */
public record RunCommand(List<String> command, Duration timeout) implements Action {

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is no program, or no time
     */
    public RunCommand {
        command = List.copyOf(command);
        if (command.isEmpty() || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a command needs a program and time to run");
        }
    }

    @Override
    public String carryOut(MonitoringPlan plan) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectInput(ProcessBuilder.Redirect.from(nothing()));
        builder.environment().put("CHURN_STATUS", plan.status().label());
        builder.environment().put("CHURN_JUDGED_AT", plan.judgedAt().toString());
        builder.environment().put("CHURN_RATIONALE", plan.rationale());
        Process process = builder.start();
        try {
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(command.get(0) + " was ended: it took longer than " + Durations.words(timeout));
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new IOException(command.get(0) + " ended with exit code " + process.exitValue());
        }
        return "ran " + command.get(0);
    }

    private static File nothing() {
        return new File(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null");
    }
}
