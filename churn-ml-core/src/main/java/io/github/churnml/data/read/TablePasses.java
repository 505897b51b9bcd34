package io.github.churnml.data.read;

import io.github.churnml.data.Notice;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A table that can be gone through from its beginning as often as needed, and is never held as a whole. */
interface TablePasses {

    /**
     * What a pass has found.
     *
     * @param rows how many rows there are
     * @param notices what is worth saying about them
     */
    record Passed(long rows, List<Notice> notices) {}

    /** The file, for messages; null if there is none. */
    @Nullable
    Path path();

    /** How much one pass is, for progress: bytes, mostly. */
    long size();

    /** How many passes were made before those that follow, for progress. */
    int passesBefore();

    /** Goes through the whole table; {@code progress} is told how much is done, at most {@link #size}. */
    Passed pass(Cells cells, LongConsumer progress);

    /** Whether its numbers are numbers, whose text we write, and no texts, whose decimal mark is to be found out. */
    default boolean hasNumbers() {
        return false;
    }
}
