package io.github.churnml.prepare;

import java.util.List;

/**
 * A prepared table: numbers and level codes, one column per variable.
 *
 * @param variables the columns' descriptions
 * @param columns the values, {@code [variables][rows]}; shared, not copied
 * @param rows how many rows there are
 */
public record TypedTable(List<Variable> variables, double[][] columns, int rows) {

    /** Copies the list, checks the shape. */
    public TypedTable {
        variables = List.copyOf(variables);
        if (columns.length != variables.size()) {
            throw new IllegalArgumentException(columns.length + " columns for " + variables.size() + " variables");
        }
    }

    /**
     * Some rows.
     *
     * @param selected the rows, each from 0
     * @return a table of copies
     */
    TypedTable select(int[] selected) {
        double[][] picked = new double[columns.length][selected.length];
        for (int j = 0; j < columns.length; j++) {
            for (int i = 0; i < selected.length; i++) {
                picked[j][i] = columns[j][selected[i]];
            }
        }
        return new TypedTable(variables, picked, selected.length);
    }

    /**
     * One row.
     *
     * @param row the row, from 0
     * @param into where to write it, one value per variable
     */
    public void row(int row, double[] into) {
        for (int j = 0; j < columns.length; j++) {
            into[j] = columns[j][row];
        }
    }
}
