package io.github.churnml.jobs.step;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a table is. */
sealed interface TablePlace permits FilePlace, QueryPlace {

    /**
     * A table that was fetched.
     *
     * @param path the copy
     * @param from where it came from, as it may be shown
     * @param rows how many it has; -1 if that was not counted
     * @param isPlain whether it is CSV that nothing has to be worked out of
     * @param fallback why it is not what was asked for, or null
     * @param notices what is to be known of its rows
     */
    record Fetched(
            Path path,
            String from,
            long rows,
            boolean isPlain,
            @Nullable String fallback,
            List<String> notices) {}

    List<Place> places();

    /** As it may be shown. */
    String shown(Workspace run);

    /** Whether what it throws tells of a mistake, which no copy makes good: it has looked for the local copy by itself. */
    default boolean isSure(Workspace run) {
        return false;
    }

    /** Looks over that it fits the way in which new rows are told. */
    void require(@Nullable OnlyNew onlyNew);

    Fetched fetch(Workspace run, Path folder, @Nullable OnlyNew onlyNew);
}
