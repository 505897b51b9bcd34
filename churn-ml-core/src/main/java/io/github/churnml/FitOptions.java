package io.github.churnml;

import io.github.churnml.data.Progress;
import io.github.churnml.learn.Bounds;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What accompanies a fit without changing what is learnt. A value with "withers": each returns a changed copy.
 *
 * @param progress told how far the work is
 * @param created the time written into the model's manifest, in whole seconds
 * @param gitCommit the commit written into the manifest, or null if not known
 * @param threads how many threads learn and judge, 1 to 1,024; 0, as by default, for the caller and the common pool, so all cores.
 *     The model has the same bytes whatever it is. Smile's learners take two threads of their own
 * @param judged given the rows held out once the model is made
 */
public record FitOptions(
        Progress progress, Instant created, @Nullable String gitCommit, int threads, HeldOutRows judged) {

    static final Bounds THREADS = Bounds.whole("threads", 1, 1024);

    /** Cuts the time to whole seconds. */
    public FitOptions {
        created = created.truncatedTo(ChronoUnit.SECONDS);
        if (threads != 0) {
            THREADS.check(threads);
        }
    }

    /**
     * On all cores.
     *
     * @param progress told how far the work is
     * @param created the time written into the model's manifest, in whole seconds
     * @param gitCommit the commit written into the manifest, or null if not known
     */
    public FitOptions(Progress progress, Instant created, @Nullable String gitCommit) {
        this(progress, created, gitCommit, 0, HeldOutRows.UNUSED);
    }

    /** {@return nobody told, created now, commit not known} */
    public static FitOptions standard() {
        return new FitOptions(Progress.none(), Instant.now(), null);
    }

    /**
     * With someone who is told how far the work is.
     *
     * @param listener told
     * @return a changed copy
     */
    public FitOptions withProgress(Progress listener) {
        return new FitOptions(listener, created, gitCommit, threads, judged);
    }

    /**
     * With a fixed time of creation, so that two fits give the same bytes.
     *
     * @param time the time to write
     * @return a changed copy
     */
    public FitOptions withCreated(Instant time) {
        return new FitOptions(progress, time, gitCommit, threads, judged);
    }

    /**
     * With the commit that the fit was run from.
     *
     * @param commit its hash
     * @return a changed copy
     */
    public FitOptions withGitCommit(String commit) {
        return new FitOptions(progress, created, commit, threads, judged);
    }

    /**
     * With so many threads and no more: for an application that has other work to do meanwhile.
     *
     * @param count 1 to 1,024
     * @return a changed copy
     * @throws io.github.churnml.error.ConfigurationException if it is out of range
     */
    public FitOptions withThreads(int count) {
        return new FitOptions(progress, created, gitCommit, THREADS.check(count), judged);
    }

    /**
     * With someone who is given the rows held out, for pages and analyses that a model file, which keeps no row, cannot make.
     *
     * @param listener called once, by the fit's own thread, before the model is returned
     * @return a changed copy
     */
    public FitOptions withJudged(HeldOutRows listener) {
        return new FitOptions(progress, created, gitCommit, threads, listener);
    }
}
