package io.github.churnml.learn.additive;

import io.github.churnml.learn.boosting.Hash;
import java.util.Arrays;

/**
 * One bag's table of a pair of columns. A round cuts it in one direction, and each of the two parts in the other: four leaves,
 * so that it finds what neither direction shows by itself. Which direction is first is that which reduces the loss more.
 * Levels are cut one against the rest first, and in the order of their gradients second.
 */
final class PairTerms extends BagTerm {

    final PairLayout pair;
    private final double[] weights;
    private final double[] values;
    private final double[] kept;
    private final LineCuts cuts;
    private final double smoothing;
    private final Direction[] directions;

    PairTerms(PairLayout pair, double[] weights, AdditiveSettings settings) {
        super(pair.cells, pair.size() + 1);
        this.pair = pair;
        this.weights = weights(pair.cells, pair.size() + 1, weights);
        this.values = new double[pair.size()];
        this.kept = new double[pair.size()];
        this.cuts = new LineCuts(settings, 2);
        this.smoothing = settings.levelSmoothing();
        this.directions = new Direction[] {
            new Direction(pair.rows, pair.columns, pair.columns.size, 1),
            new Direction(pair.columns, pair.rows, 1, pair.columns.size)
        };
    }

    @Override
    int columns() {
        return 1;
    }

    @Override
    boolean step(boolean random, long key) {
        Direction best = directions[(int) (key & 1)];
        if (random) {
            best.draw(key);
        } else {
            directions[0].search();
            directions[1].search();
            best = directions[directions[1].gain > directions[0].gain ? 1 : 0];
        }
        if (!(best.gain > 0)) {
            return false;
        }
        Arrays.fill(step, 0);
        best.write(random, key);
        for (int cell = 0; cell < values.length; cell++) {
            values[cell] += step[cell];
        }
        return true;
    }

    @Override
    void keep() {
        System.arraycopy(values, 0, kept, 0, kept.length);
    }

    @Override
    void recall() {
        System.arraycopy(kept, 0, step, 0, kept.length);
        step[kept.length] = 0;
    }

    void addTo(double[] table, double share) {
        for (int cell = 0; cell < kept.length; cell++) {
            table[cell] += kept[cell] * share;
        }
    }

    /** Cuts along one axis first. */
    private final class Direction {
        private final PairAxis first;
        private final PairAxis second;
        private final int firstStride;
        private final int secondStride;
        /** By place along the second axis: gradient, hessian and weight of one part, and of the other. */
        private final double[][] part;

        private final double[][] rest;
        private final int[] order;
        private double gain;
        /** The last place of the first part, or its only one where the axis is of levels. */
        private int cut;

        Direction(PairAxis first, PairAxis second, int firstStride, int secondStride) {
            this.first = first;
            this.second = second;
            this.firstStride = firstStride;
            this.secondStride = secondStride;
            this.part = new double[3][second.size];
            this.rest = new double[3][second.size];
            this.order = new int[second.size];
        }

        private void whole() {
            for (int k = 0; k < 3; k++) {
                Arrays.fill(part[k], 0);
                Arrays.fill(rest[k], 0);
            }
            for (int place = 0; place < first.size; place++) {
                move(place, rest, 1);
            }
        }

        private void move(int place, double[][] into, int sign) {
            for (int b = 0; b < second.size; b++) {
                int cell = place * firstStride + b * secondStride;
                into[0][b] += sign * sums[2 * cell];
                into[1][b] += sign * sums[2 * cell + 1];
                into[2][b] += sign * weights[cell];
            }
        }

        void search() {
            whole();
            gain = 0;
            double uncut = uncut();
            int places = first.nominal && first.size > 2 ? first.size : first.size - 1;
            for (int place = 0; place < places; place++) {
                if (first.nominal && place > 0) {
                    move(place - 1, part, -1);
                    move(place - 1, rest, 1);
                }
                move(place, part, 1);
                move(place, rest, -1);
                double found = best(part) + best(rest) - uncut;
                if (found > gain) {
                    gain = found;
                    cut = place;
                }
            }
        }

        private double uncut() {
            cuts.start();
            for (int b = 0; b < second.size; b++) {
                cuts.add(rest[0][b], rest[1][b], rest[2][b]);
            }
            return cuts.wholeGain();
        }

        void draw(long key) {
            whole();
            cut = first.size < 2 ? 0 : Hash.below(Hash.of(key, 1), first.nominal ? first.size : first.size - 1);
            divide();
            gain = cuts.enough(weight(part)) && cuts.enough(weight(rest)) ? 1 : 0;
        }

        private double weight(double[][] of) {
            double sum = 0;
            for (double weight : of[2]) {
                sum += weight;
            }
            return sum;
        }

        private void divide() {
            for (int place = first.nominal ? cut : 0; place <= cut; place++) {
                move(place, part, 1);
                move(place, rest, -1);
            }
        }

        /** The sum of the leaves' gains with the best cut, or without one; nothing where the part has too few rows. */
        private double best(double[][] of) {
            line(of);
            int leaves = cuts.cut(false, 0);
            double sum = 0;
            for (int leaf = 0; leaf < leaves; leaf++) {
                sum += cuts.gain(leaf);
            }
            return cuts.enough() ? sum : Double.NEGATIVE_INFINITY;
        }

        private void line(double[][] of) {
            for (int b = 0; b < order.length; b++) {
                int at = b;
                while (second.nominal && at > 0 && ratio(of, b) < ratio(of, order[at - 1])) {
                    order[at] = order[at - 1];
                    at--;
                }
                order[at] = b;
            }
            cuts.start();
            for (int b : order) {
                cuts.add(of[0][b], of[1][b], of[2][b]);
            }
        }

        private double ratio(double[][] of, int b) {
            double smoothed = of[1][b] + smoothing;
            return smoothed > 0 ? of[0][b] / smoothed : 0;
        }

        void write(boolean random, long key) {
            whole();
            divide();
            write(part, true, random, Hash.of(key, 2));
            write(rest, false, random, Hash.of(key, 3));
        }

        private void write(double[][] of, boolean inPart, boolean random, long key) {
            line(of);
            int leaves = cuts.cut(random, key);
            int i = 0;
            for (int leaf = 0; leaf < leaves; leaf++) {
                double value = cuts.value(leaf);
                for (; i < cuts.end(leaf); i++) {
                    for (int place = 0; place < first.size; place++) {
                        if ((first.nominal ? place == cut : place <= cut) == inPart) {
                            step[place * firstStride + order[i] * secondStride] = value;
                        }
                    }
                }
            }
        }
    }
}
