package io.github.churnml.jobs.rows;

import io.github.churnml.data.read.TableRows;
import java.util.ArrayList;
import java.util.List;

/**
 * Some rows of a table that follow each other; a fixed number, or fewer if they are long.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 *
 * @param rows one text per column each
 * @param first the 1-based number of the first
 */
public record RowChunk(List<String[]> rows, long first) {

    private static final int MOST_ROWS = 2_000;
    private static final int MOST_CHARACTERS = 1 << 20;

    /**
     * Takes the next rows.
     *
     * @param table has more rows
     * @return the rows
     */
    public static RowChunk read(TableRows table) {
        List<String[]> rows = new ArrayList<>();
        long first = table.rowNumber() + 1;
        long characters = 0;
        while (rows.size() < MOST_ROWS && characters < MOST_CHARACTERS && table.hasNext()) {
            String[] row = table.next();
            rows.add(row);
            for (String value : row) {
                characters += value.length();
            }
        }
        return new RowChunk(rows, first);
    }
}
