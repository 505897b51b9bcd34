package io.github.churnml.serving.rows;

import io.github.churnml.serving.http.Problem;
import io.github.churnml.serving.http.Problem.RowError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with the rows of a request; lists the first, counts the rest. */
public final class RowErrors {

    private static final int MOST_LISTED = 100;

    private final boolean list;
    private final List<RowError> errors = new ArrayList<>(0);
    private long more;

    /** @param list whether the request is a list of rows, so that pointers begin with the row */
    public RowErrors(boolean list) {
        this.list = list;
    }

    boolean isEmpty() {
        return errors.isEmpty();
    }

    /** Whether further ones are only counted. */
    boolean isFull() {
        return errors.size() == MOST_LISTED;
    }

    public Problem problem() {
        return Problem.invalidRows(errors, more);
    }

    public void add(
            long row,
            @Nullable String column,
            @Nullable String found,
            String allowed,
            @Nullable String nearest,
            String problem) {
        if (isFull()) {
            more++;
            return;
        }
        String pointer = (list ? "/" + row : "") + (column == null ? "" : "/" + escaped(column));
        errors.add(new RowError(pointer, column, found, allowed, nearest, problem));
    }

    /** As RFC 6901, section 3 asks. */
    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
