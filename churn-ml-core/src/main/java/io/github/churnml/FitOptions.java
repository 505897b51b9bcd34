package io.github.churnml;

import io.github.churnml.data.Progress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What accompanies a fit without changing what is learnt. A value with "withers": each returns a changed copy.
 *
 * @param progress told how far the work is
 * @param created the time written into the model's manifest, in whole seconds
 * @param gitCommit the commit written into the manifest, or null if not known
 */
public record FitOptions(
        Progress progress, Instant created, @Nullable String gitCommit) {

    /** Cuts the time to whole seconds. */
    public FitOptions {
        created = created.truncatedTo(ChronoUnit.SECONDS);
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
        return new FitOptions(listener, created, gitCommit);
    }

    /**
     * With a fixed time of creation, so that two fits give the same bytes.
     *
     * @param time the time to write
     * @return a changed copy
     */
    public FitOptions withCreated(Instant time) {
        return new FitOptions(progress, time, gitCommit);
    }

    /**
     * With the commit that the fit was run from.
     *
     * @param commit its hash
     * @return a changed copy
     */
    public FitOptions withGitCommit(String commit) {
        return new FitOptions(progress, created, commit);
    }
}
