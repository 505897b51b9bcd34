package io.github.churnml.report.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of texts and numbers.
 *
 * @param caption what it holds, in a few words
 * @param columns the columns, at least one
 * @param rows the rows, each with a cell for every column
 */
public record Table(String caption, List<Column> columns, List<List<Cell>> rows) implements Block {

    /**
     * A column.
     *
     * @param name its head
     * @param numbers whether it holds numbers, which stand to the right
     */
    public record Column(String name, boolean numbers) {}

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if a row has not a cell for every column
     */
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Cell> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("a table of (" + columns.size() + ") columns has a row of ("
                        + row.size() + ") cells: " + caption);
            }
        }
    }

    /**
     * A table whose first column holds texts and whose others hold numbers.
     *
     * @param caption what it holds
     * @param names the heads of the columns
     * @return the table without rows, to be filled
     */
    public static Builder of(String caption, String... names) {
        List<Column> columns = new ArrayList<>();
        for (String name : names) {
            columns.add(new Column(name, !columns.isEmpty()));
        }
        return new Builder(caption, columns);
    }

    /**
     * A table of two columns of texts: what, and what of it.
     *
     * @param caption what it holds
     * @param first the head of the first column
     * @param second the head of the second
     * @return the table without rows, to be filled
     */
    public static Builder facts(String caption, String first, String second) {
        return new Builder(caption, List.of(new Column(first, false), new Column(second, false)));
    }

    /**
     * A table of texts.
     *
     * @param caption what it holds
     * @param names the heads of the columns
     * @return the table without rows, to be filled
     */
    public static Builder texts(String caption, String... names) {
        List<Column> columns = new ArrayList<>();
        for (String name : names) {
            columns.add(new Column(name, false));
        }
        return new Builder(caption, columns);
    }

    /** A table that is being filled. Mutable, for one thread. */
    public static final class Builder {

        private final String caption;
        private final List<Column> columns;
        private final List<List<Cell>> rows = new ArrayList<>();

        private Builder(String caption, List<Column> columns) {
            this.caption = caption;
            this.columns = columns;
        }

        /**
         * Adds a row.
         *
         * @param cells a cell for every column
         * @return this
         */
        public Builder row(Cell... cells) {
            rows.add(List.of(cells));
            return this;
        }

        /**
         * Adds a row of texts.
         *
         * @param texts a text for every column
         * @return this
         */
        public Builder row(String... texts) {
            List<Cell> cells = new ArrayList<>();
            for (String text : texts) {
                cells.add(Cell.of(text));
            }
            rows.add(cells);
            return this;
        }

        /**
         * {@return the table}
         *
         * @throws IllegalArgumentException if a row has not a cell for every column
         */
        public Table build() {
            return new Table(caption, columns, rows);
        }
    }
}
