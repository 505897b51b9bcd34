package io.github.churnml.jobs.run;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.OutputException;
import io.github.churnml.jobs.run.StepAttempt.FailedException;
import io.github.churnml.jobs.run.StepAttempt.StoppedException;
import io.github.churnml.jobs.step.JobStep;
import io.github.churnml.jobs.step.StepContext;
import io.github.churnml.jobs.step.StepResult;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Works on one run: begins it, does the steps that are not done, and ends it. A step that is done is not done again, unless a file that
 * it left in the run's folder is gone or changed; then it is, and so are those after it if it leaves something else this time.
 */
final class RunExecutor {

    /** What is to be done with the run next. */
    enum Next {
        /** Nothing: it has ended. */
        NOTHING,
        /** Nothing: another node has it. */
        LOST,
        /** It is to be tried again later, as an earlier run comes first. */
        LATER,
        /** It is to be gone on with, by any node. */
        AGAIN
    }

    private final RunStore store;
    private final NodeSettings settings;
    private final Secrets secrets;
    private final CountDownLatch stop;

    RunExecutor(RunStore store, NodeSettings settings, CountDownLatch stop) {
        this.store = store;
        this.settings = settings;
        this.secrets = new Secrets(settings.environment());
        this.stop = stop;
    }

    Next execute(Job job, String id) {
        if (stop.getCount() == 0) {
            return Next.AGAIN;
        }
        switch (store.begin(job.name(), id, settings.name())) {
            case ENDED:
                return Next.NOTHING;
            case BEHIND:
                return Next.LATER;
            default:
                break;
        }
        JobRun run = store.require(id);
        try {
            return work(job, run);
        } catch (LostRunException e) {
            boolean isOpen = store.find(id).filter(now -> now.state().isOpen()).isPresent();
            return isOpen ? Next.LOST : Next.NOTHING;
        }
    }

    private Next work(Job job, JobRun run) {
        Map<String, StepRun> recorded = new LinkedHashMap<>();
        run.steps().forEach(step -> recorded.put(step.name(), step));
        Map<String, StepResult> earlier = new LinkedHashMap<>();
        StringBuilder notes = new StringBuilder();
        boolean isAnew = false;
        Optional<String> mark = Optional.empty();
        int number = 0;
        try {
            RunFolder folder = folder(job, run);
            for (JobStep step : job.steps()) {
                number++;
                StepRun state =
                        recorded.getOrDefault(step.name(), new StepRun(step.name(), List.of(), Optional.empty()));
                Optional<StepResult> before = state.result();
                StepResult result;
                Optional<String> changed = before.flatMap(folder::changed);
                if (before.isEmpty() || changed.isPresent() || isAnew) {
                    changed.ifPresent(why -> notes.append("Step ")
                            .append(step.name())
                            .append(" was done again: ")
                            .append(why)
                            .append(".\n"));
                    StepContext context = new StepContext(
                            job.name(),
                            run.id(),
                            run.due(),
                            folder.path(),
                            earlier,
                            run.markBefore(),
                            settings.environment());
                    result = step(run, number, state.with(Optional.empty()), step, context);
                    isAnew = isAnew || before.isPresent() && !left(before.get()).equals(left(result));
                } else {
                    result = before.get();
                }
                earlier.put(step.name(), result);
                Optional<String> told = result.mark();
                mark = told.isPresent() ? told : mark; // the last word counts
            }
        } catch (FailedException e) {
            String where =
                    number == 0 ? "" : "Step " + job.steps().get(number - 1).name() + " failed: ";
            store.end(run, RunState.FAILED, notes + where + e.getMessage(), Optional.empty());
            return Next.NOTHING;
        } catch (StoppedException e) {
            store.end(run, RunState.QUEUED, notes + "Stopped with the node " + settings.name() + ".", Optional.empty());
            return Next.AGAIN;
        }
        store.end(run, RunState.SUCCEEDED, notes.toString().strip(), mark);
        return Next.NOTHING;
    }

    private RunFolder folder(Job job, JobRun run) throws FailedException {
        try {
            return RunFolder.of(settings.work(), job.name(), run.id());
        } catch (OutputException e) {
            throw new FailedException(String.valueOf(e.getMessage()), true);
        }
    }

    /** What later steps can tell apart of a result. */
    private static Set<List<Object>> left(StepResult result) {
        Set<List<Object>> left = new HashSet<>();
        result.outputs().forEach(file -> left.add(List.of(file.role(), file.place(), file.sha256(), file.rows())));
        return left;
    }

    private StepResult step(JobRun run, int number, StepRun recorded, JobStep step, StepContext context)
            throws FailedException, StoppedException {
        StepRun state = withoutOpen(recorded);
        if (state.count(StepTry.State.LOST, run.round()) > settings.mostLost()) {
            store.save(run, number, state);
            throw new FailedException(
                    "The machine died " + settings.mostLost() + " times while it worked.\n"
                            + "Maybe it needs more memory than there is; see churn jobs retry.",
                    true);
        }
        while (true) {
            StepTry begun = new StepTry(
                    run.round(), settings.name(), store.tables().now(), Optional.empty(), StepTry.State.RUNNING, "");
            state = state.with(begun);
            store.save(run, number, state);
            try {
                StepResult result = secrets.scrub(new StepAttempt(step, context)
                        .run(stop, settings.heartbeat(), () -> isHeld(run), settings.grace()));
                StepTry done = begun.ended(store.tables().now(), StepTry.State.SUCCEEDED, "");
                store.save(run, number, state.withLast(done).with(Optional.of(result)));
                return result;
            } catch (StoppedException e) {
                store.save(
                        run,
                        number,
                        state.withLast(
                                begun.ended(store.tables().now(), StepTry.State.STOPPED, "The node was told to end.")));
                throw e;
            } catch (FailedException e) {
                String told = secrets.scrub(String.valueOf(e.getMessage()));
                state = state.withLast(begun.ended(store.tables().now(), StepTry.State.FAILED, told));
                store.save(run, number, state);
                int failed = (int) state.count(StepTry.State.FAILED, run.round());
                if (e.isFinal() || failed > step.retries().most()) {
                    throw new FailedException(told, true);
                }
                pause(RetryWait.before(step.retries(), run.id(), step.name(), failed));
            }
        }
    }

    /** A try without an end is of a node that died, or lost the run. */
    private StepRun withoutOpen(StepRun state) {
        StepRun closed = new StepRun(state.name(), List.of(), state.result());
        for (StepTry one : state.tries()) {
            closed = closed.with(
                    one.ended().isPresent()
                            ? one
                            : one.ended(
                                    store.tables().now(),
                                    StepTry.State.LOST,
                                    "The node died while it worked, or lost the run."));
        }
        return closed;
    }

    private boolean isHeld(JobRun run) {
        try {
            return store.isHeld(run);
        } catch (ChurnException e) {
            return true; // A database that is away for a moment takes no run away; the next writing will tell.
        }
    }

    private void pause(Duration wait) throws StoppedException {
        try {
            if (stop.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoppedException();
            }
        } catch (InterruptedException e) {
            throw new StoppedException();
        }
    }
}
