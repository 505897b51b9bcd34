package io.github.churnml.jobs.run;

import io.github.churnml.jobs.step.JobStep;
import io.github.churnml.jobs.step.RetryPolicy;
import io.github.churnml.jobs.step.StepContext;
import io.github.churnml.jobs.step.StepResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A step made of a lambda. */
record TestStep(String name, RetryPolicy retries, Duration timeout, Work work) implements JobStep {

    static final RetryPolicy NONE = new RetryPolicy(0, Duration.ZERO, RetryPolicy.Growth.FIXED, Duration.ZERO, 0);
    static final RetryPolicy TWICE =
            new RetryPolicy(2, Duration.ofMillis(1), RetryPolicy.Growth.FIXED, Duration.ofMillis(1), 0.5);

    interface Work {
        StepResult run(StepContext context) throws InterruptedException;
    }

    static TestStep of(String name, Work work) {
        return new TestStep(name, NONE, Duration.ofMinutes(5), work);
    }

    static StepResult nothing() {
        return facts(Map.of());
    }

    static StepResult facts(Map<String, String> facts) {
        return new StepResult(List.of(), List.of(), facts, List.of(), Optional.empty());
    }

    static StepResult mark(String mark) {
        return new StepResult(List.of(), List.of(), Map.of(), List.of(), Optional.of(mark));
    }

    @Override
    public StepResult run(StepContext context) throws InterruptedException {
        return work.run(context);
    }
}
