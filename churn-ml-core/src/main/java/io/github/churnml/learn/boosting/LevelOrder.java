package io.github.churnml.learn.boosting;

import java.util.Arrays;

/**
 * The order in which levels are cut: by gradient over hessian, which holds the best division into two (Fisher, On Grouping for
 * Maximum Homogeneity, 1958), smoothed, so that rare levels come to the middle.
 */
final class LevelOrder {

    private final BinnedTable table;
    private final Gradients gradients;
    private final GrowthSettings settings;

    LevelOrder(BinnedTable table, Gradients gradients, GrowthSettings settings) {
        this.table = table;
        this.gradients = gradients;
        this.settings = settings;
    }

    /**
     * The bins of a column of levels that have rows: of few, ascending; of more than are tried one by one, by gradient over
     * hessian, smoothed, equal ones ascending.
     */
    int[] of(int column, long[] histogram, int offset) {
        FeatureBins bins = table.columns[column];
        int[] order = new int[bins.values() + 1];
        int count = 0;
        for (int bin = 0; bin <= bins.missing(); bin++) {
            if (histogram[offset + bin] != 0) {
                order[count++] = bin;
            }
        }
        order = Arrays.copyOf(order, count);
        if (count > settings.oneHotLevels()) {
            sort(order, histogram, offset);
        }
        return order;
    }

    private void sort(int[] order, long[] histogram, int offset) {
        double[] keys = new double[FeatureBins.MOST];
        for (int bin : order) {
            long sum = histogram[offset + bin];
            keys[bin] = gradients.gradient(sum) / (gradients.hessian(sum) + settings.levelSmoothing() + 1e-300);
        }
        for (int i = 1; i < order.length; i++) {
            int bin = order[i];
            int place = i;
            while (place > 0 && keys[order[place - 1]] > keys[bin]) {
                order[place] = order[place - 1];
                place--;
            }
            order[place] = bin;
        }
    }
}
