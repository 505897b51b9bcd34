package io.github.churnml.learn.additive;

import io.github.churnml.learn.boosting.Constraints;
import io.github.churnml.learn.boosting.FeatureBins;
import io.github.churnml.learn.boosting.Hash;
import java.util.Arrays;

/** One bag's curves of the columns of a group. */
final class ColumnTerms extends BagTerm {

    private final ColumnGroup group;
    private final Curve[] curves;

    ColumnTerms(
            ColumnGroup group,
            FeatureBins[] columns,
            double[] weights,
            AdditiveSettings settings,
            Constraints constraints) {
        super(group.cells, group.size);
        this.group = group;
        this.curves = new Curve[group.columns.length];
        double[] byCell = weights(group.cells, group.size, weights);
        LineCuts cuts = new LineCuts(settings, settings.maxLeaves());
        for (int m = 0; m < curves.length; m++) {
            int column = group.columns[m];
            curves[m] = new Curve(
                    columns[column], group.bins[m], cuts, settings.levelSmoothing(), constraints.direction(column));
            for (int cell = 0; cell < group.size; cell++) {
                curves[m].weights[group.placeOf[m][cell] & 0xFF] += byCell[cell];
            }
        }
    }

    @Override
    int columns() {
        return curves.length;
    }

    @Override
    boolean step(boolean random, long key) {
        Arrays.fill(step, 0);
        boolean any = false;
        for (int m = 0; m < curves.length; m++) {
            Curve curve = curves[m];
            byte[] placeOf = group.placeOf[m];
            Arrays.fill(curve.gradients, 0);
            Arrays.fill(curve.hessians, 0);
            for (int cell = 0; cell < placeOf.length; cell++) {
                curve.gradients[placeOf[cell] & 0xFF] += sums[2 * cell];
                curve.hessians[placeOf[cell] & 0xFF] += sums[2 * cell + 1];
            }
            if (curve.step(random, Hash.of(key, group.columns[m]))) {
                any = true;
                add(placeOf, curve.step);
            }
        }
        return any;
    }

    private void add(byte[] placeOf, double[] values) {
        for (int cell = 0; cell < placeOf.length; cell++) {
            step[cell] += values[placeOf[cell] & 0xFF];
        }
    }

    @Override
    void keep() {
        for (Curve curve : curves) {
            System.arraycopy(curve.values, 0, curve.kept, 0, curve.kept.length);
        }
    }

    @Override
    void recall() {
        Arrays.fill(step, 0);
        for (int m = 0; m < curves.length; m++) {
            add(group.placeOf[m], curves[m].kept);
        }
    }

    /** Adds the remembered values to tables by column and bin. */
    void addTo(double[][] tables, double share) {
        for (int m = 0; m < curves.length; m++) {
            for (int place = 0; place < group.bins[m].length; place++) {
                tables[group.columns[m]][group.bins[m][place]] += curves[m].kept[place] * share;
            }
        }
    }

    /** The curve of one column, by place among the bins that occur. */
    private static final class Curve {
        private final boolean nominal;
        private final int places;
        /** The place of missing values of a number, which has a leaf of its own; −1 for none. */
        private final int missing;

        private final LineCuts cuts;
        private final double smoothing;
        private final int direction;
        private final double[] weights;
        private final double[] gradients;
        private final double[] hessians;
        private final double[] ratios;
        private final double[] step;
        private final double[] values;
        private final double[] kept;
        /** Levels in the order of the last round, which is nearly that of the next. */
        private final int[] order;

        Curve(FeatureBins column, int[] bins, LineCuts cuts, double smoothing, int direction) {
            this.nominal = column.nominal();
            this.places = bins.length;
            this.missing = !nominal && bins[places - 1] == column.missing() ? places - 1 : -1;
            this.cuts = cuts;
            this.smoothing = smoothing;
            this.direction = direction;
            this.weights = new double[places];
            this.gradients = new double[places];
            this.hessians = new double[places];
            this.ratios = new double[places];
            this.step = new double[places];
            this.values = new double[places];
            this.kept = new double[places];
            this.order = new int[places];
            Arrays.setAll(order, place -> place);
        }

        boolean step(boolean random, long key) {
            if (nominal) {
                sort();
            }
            cuts.start(direction);
            int line = missing < 0 ? places : missing;
            for (int i = 0; i < line; i++) {
                int place = order[i];
                cuts.add(gradients[place], hessians[place], weights[place]);
            }
            int leaves = cuts.cut(random, key);
            boolean missingLeaf = missing >= 0 && cuts.enough(weights[missing]);
            if (leaves == 1 && !missingLeaf) {
                return false;
            }
            int i = 0;
            for (int leaf = 0; leaf < leaves; leaf++) {
                double value = cuts.value(leaf);
                for (; i < cuts.end(leaf); i++) {
                    // A level without rows in the bag has no place in their order.
                    step[order[i]] = nominal && weights[order[i]] == 0 ? 0 : value;
                }
            }
            if (missing >= 0) {
                step[missing] = missingLeaf ? cuts.value(gradients[missing], hessians[missing]) : 0;
            }
            for (int place = 0; place < places; place++) {
                values[place] += step[place];
            }
            return true;
        }

        /** By insertion, as little has moved. */
        private void sort() {
            for (int place = 0; place < places; place++) {
                double smoothed = hessians[place] + smoothing;
                ratios[place] = smoothed > 0 ? gradients[place] / smoothed : 0;
            }
            for (int i = 1; i < places; i++) {
                int place = order[i];
                int at = i;
                while (at > 0 && before(place, order[at - 1])) {
                    order[at] = order[at - 1];
                    at--;
                }
                order[at] = place;
            }
        }

        private boolean before(int one, int other) {
            return ratios[one] != ratios[other] ? ratios[one] < ratios[other] : one < other;
        }
    }
}
