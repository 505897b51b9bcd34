package io.github.churnml.learn.additive;

import io.github.churnml.learn.boosting.FeatureBins;
import java.util.Arrays;

/** A column with few bins, as the rows or columns of a pair's table: neighbours of about equal weight, or the heaviest levels. */
final class PairAxis {

    /** By bin of the column, the cell; −1 for bins that no row to learn from has, which add nothing to a pair. */
    final int[] cellOf;

    final int size;
    final boolean nominal;

    private PairAxis(int[] cellOf, int size, boolean nominal) {
        this.cellOf = cellOf;
        this.size = size;
        this.nominal = nominal;
    }

    /**
     * Divides a column's bins.
     *
     * @param weights the weight of each bin's rows
     * @param most the most cells for values; missing ones have one of their own
     */
    static PairAxis of(FeatureBins column, double[] weights, int most) {
        int[] cellOf = new int[column.size()];
        Arrays.fill(cellOf, -1);
        int cells = column.nominal()
                ? levels(weights, column.values(), most, cellOf)
                : numbers(weights, column.values(), most, cellOf);
        if (weights[column.missing()] > 0) {
            cellOf[column.missing()] = cells++;
        }
        return new PairAxis(cellOf, cells, column.nominal());
    }

    private static int levels(double[] weights, int values, int most, int[] cellOf) {
        double[] negated = new double[values];
        for (int bin = 0; bin < values; bin++) {
            negated[bin] = -weights[bin];
        }
        int found = 0;
        for (int bin : Order.ascending(negated)) {
            if (weights[bin] > 0) {
                cellOf[bin] = Math.min(found++, most - 1);
            }
        }
        return Math.min(found, most);
    }

    private static int numbers(double[] weights, int values, int most, int[] cellOf) {
        double left = 0;
        int occurring = 0;
        for (int bin = 0; bin < values; bin++) {
            left += weights[bin];
            occurring += weights[bin] > 0 ? 1 : 0;
        }
        if (occurring == 0) {
            return 0;
        }
        boolean each = occurring <= most;
        int cell = 0;
        double sum = 0;
        for (int bin = 0; bin < values; bin++) {
            cellOf[bin] = cell;
            sum += weights[bin];
            boolean full = each ? weights[bin] > 0 : sum >= left / (most - cell);
            if (full && cell < most - 1 && left - sum > 0) {
                left -= sum;
                sum = 0;
                cell++;
            }
        }
        return cell + 1;
    }

    /** Other numbers by cell: the weighted means of those by bin. */
    double[] means(double[] values, double[] weights) {
        double[] sums = new double[size];
        double[] all = new double[size];
        for (int bin = 0; bin < cellOf.length; bin++) {
            if (cellOf[bin] >= 0) {
                sums[cellOf[bin]] += values[bin] * weights[bin];
                all[cellOf[bin]] += weights[bin];
            }
        }
        for (int cell = 0; cell < size; cell++) {
            sums[cell] = all[cell] > 0 ? sums[cell] / all[cell] : 0;
        }
        return sums;
    }
}
