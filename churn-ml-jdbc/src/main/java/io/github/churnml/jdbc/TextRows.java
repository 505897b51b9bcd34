package io.github.churnml.jdbc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the rows of a {@link JdbcTable} one by one. What it throws ends the reading and is passed on. */
public interface TextRows {

    /**
     * The columns' names, once, before the first row.
     *
     * @param names the names, as the query has them
     */
    void columns(List<String> names);

    /**
     * The next row.
     *
     * @param texts one text per column, null where there is no value; the taker's to keep
     */
    void row(@Nullable String[] texts);
}
