package io.github.churnml.data.read;

import io.github.churnml.data.Notice;
import java.util.List;

/** One pass over the rows of a {@link SourceTable}, the header among them; rows that hold nothing are left out. */
public interface SourceRows extends AutoCloseable {

    /**
     * Goes to the next row that holds anything.
     *
     * @return false if there is none
     * @throws io.github.churnml.error.DataException if what follows is not a row, saying why
     */
    boolean next();

    /**
     * A cell of the row.
     *
     * @param column the column, from 0
     * @return its text as a CSV file of the same table would have it: numbers as {@link io.github.churnml.data.Numbers#text}
     *     writes them, dates as {@link io.github.churnml.data.Dates#text} does, {@code true} and {@code false}; empty if there
     *     is none
     */
    String text(int column);

    /**
     * Whether a cell of the row is a number in the file, and no text or date.
     *
     * @param column the column, from 0
     * @return whether it is
     */
    boolean isNumber(int column);

    /**
     * What was noticed in the cells up to this row.
     *
     * @param names what core calls the columns
     * @return the notices
     */
    List<Notice> notices(List<String> names);

    @Override
    void close();
}
