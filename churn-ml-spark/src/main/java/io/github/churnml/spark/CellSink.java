package io.github.churnml.spark;

import org.apache.spark.unsafe.types.UTF8String;

/** What takes the cells of one column in, row by row; {@link CellText} says which of the methods a column's type calls. */
interface CellSink {

    /** Takes a missing value. */
    void addMissing();

    /** Takes a value that is held as a whole number. */
    void add(long value);

    /** Takes a text, whose bytes may be those of a page that Spark fills again. */
    void add(UTF8String text);
}
