package io.github.churnml.jdbc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what a table hands out. */
final class Rows implements TextRows {

    final List<String> names = new ArrayList<>();
    final List<List<String>> rows = new ArrayList<>();

    static Rows of(JdbcTable table) {
        Rows rows = new Rows();
        table.rows(rows);
        return rows;
    }

    /** The texts of the only row. */
    List<String> only() {
        if (rows.size() != 1) {
            throw new AssertionError(rows.size() + " rows");
        }
        return rows.get(0);
    }

    @Override
    public void columns(List<String> given) {
        names.addAll(given);
    }

    @Override
    public void row(@Nullable String[] texts) {
        rows.add(Arrays.asList(texts));
    }
}
