package io.github.churnml.report.tree;

/**
 * A table of which one row is read at a time: a page with scripts has a slider that goes through its rows, the first at its left
 * end; elsewhere, and with scripts off, it is a table.
 *
 * @param label what is chosen
 * @param table the rows, at least one; the first column says which one it is
 * @param chosen the row that is shown first, from 0
 */
public record Chooser(String label, Table table, int chosen) implements Block {

    /**
     * Checks the row.
     *
     * @throws IllegalArgumentException if there is no such row
     */
    public Chooser {
        if (chosen < 0 || chosen >= table.rows().size()) {
            throw new IllegalArgumentException("row (" + chosen + ") is chosen of a table of ("
                    + table.rows().size() + ") rows");
        }
    }
}
