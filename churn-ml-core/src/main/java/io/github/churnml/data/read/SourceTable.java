package io.github.churnml.data.read;

import io.github.churnml.data.Notice;
import java.util.List;
import java.util.function.LongConsumer;

/** A table that a {@link TableSource} has opened: it can be gone through as often as needed. For one thread. */
public interface SourceTable extends AutoCloseable {

    /** {@return what messages call the table, such as {@code The sheet 'May' of 'customers.xlsx'}} */
    String name();

    /** {@return how many columns there are, at least one} */
    int columns();

    /** {@return how much one pass is, for progress: bytes, mostly; at least one} */
    long size();

    /**
     * Whether some column holds numbers beside texts, so that a text may be a number in another writing. Core then takes one
     * more pass to see which.
     *
     * @param header whether the first row names the columns, and so does not count
     * @return whether one does; true where it is not known
     */
    boolean isMixed(boolean header);

    /** {@return what was noticed about the table as a whole, such as the sheet that was chosen} */
    List<Notice> notices();

    /**
     * Begins a pass.
     *
     * @param header whether the first row names the columns: what is wrong with its cells is not counted
     * @param progress told how much of {@link #size} is done
     * @return the rows, before the first; closed before another pass begins
     * @throws io.github.churnml.error.DataException if they cannot be read
     */
    SourceRows rows(boolean header, LongConsumer progress);

    /**
     * Closes the file.
     *
     * @throws io.github.churnml.error.DataException if that fails
     */
    @Override
    void close();
}
