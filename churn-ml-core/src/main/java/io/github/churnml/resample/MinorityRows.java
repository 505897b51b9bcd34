package io.github.churnml.resample;

import io.github.churnml.error.TrainingException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.TypedTable;
import io.github.churnml.prepare.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * What learners see of the rarer class's rows: numbers and codes of levels, by column.
 *
 * @param rows the rows' places in the table
 * @param numeric the places of the numeric columns in the table
 * @param numbers their values, {@code [columns][rows]}
 * @param nominal the places of the nominal columns in the table
 * @param codes their codes, {@code [columns][rows]}; what is missing or unknown has a code as any level
 */
record MinorityRows(int[] rows, int[] numeric, double[][] numbers, int[] nominal, int[][] codes) {

    /** Beyond this, sums of squares would leave the range of numbers. */
    private static final double LARGEST = 1e100;

    static MinorityRows of(TypedTable table, int[] rows) {
        int[] numeric = places(table, false);
        int[] nominal = places(table, true);
        if (numeric.length + nominal.length == 0) {
            throw new TrainingException(
                    "There is no feature by which rows could be alike.",
                    "Maybe too many columns are excluded or were dropped; the notices say which.",
                    Where.nowhere());
        }
        double[][] numbers = new double[numeric.length][];
        for (int j = 0; j < numeric.length; j++) {
            numbers[j] = numbers(table, numeric[j], rows);
        }
        int[][] codes = new int[nominal.length][];
        for (int j = 0; j < nominal.length; j++) {
            codes[j] = codes(table.columns()[nominal[j]], rows);
        }
        return new MinorityRows(rows, numeric, numbers, nominal, codes);
    }

    private static int[] places(TypedTable table, boolean nominal) {
        List<Integer> places = new ArrayList<>();
        for (int j = 0; j < table.variables().size(); j++) {
            Variable variable = table.variables().get(j);
            if (variable.feature() && variable.nominal() == nominal) {
                places.add(j);
            }
        }
        return places.stream().mapToInt(place -> place).toArray();
    }

    private static double[] numbers(TypedTable table, int place, int[] rows) {
        double[] column = table.columns()[place];
        double[] numbers = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            numbers[i] = column[rows[i]];
            if (Math.abs(numbers[i]) > LARGEST) {
                throw tooLarge(table.variables().get(place), numbers[i], rows[i] + 1L);
            }
        }
        return numbers;
    }

    private static TrainingException tooLarge(Variable variable, double value, long row) {
        String source = variable.sources().isEmpty()
                ? variable.name()
                : variable.sources().get(0);
        return new TrainingException(
                "Feature " + Wording.name(variable.name()) + " (row " + row + ") holds " + Wording.value(value)
                        + " where a number up to " + LARGEST + " in size is required.",
                "Maybe give the column in a larger unit.",
                Where.column(source).row(row));
    }

    /** The codes of a column in some rows. */
    static int[] codes(double[] column, int[] rows) {
        int[] codes = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            codes[i] = (int) column[rows[i]];
        }
        return codes;
    }

    int count() {
        return rows.length;
    }
}
