package io.github.churnml.report.heldout;

import io.github.churnml.data.Dataset;
import java.util.SplittableRandom;

/**
 * Some of the customers held out, in their order, where all would be too many to score again and again.
 *
 * @param data their rows
 * @param labels 1 for each who left
 * @param probabilities one for each
 */
record SomeRows(Dataset data, int[] labels, double[] probabilities) {

    int count() {
        return labels.length;
    }

    /** At most so many, drawn without replacement (D. E. Knuth, The Art of Computer Programming 2, algorithm 3.4.2 S). */
    SomeRows draw(int most, long seed) {
        int rows = labels.length;
        if (rows <= most) {
            return this;
        }
        SplittableRandom random = new SplittableRandom(seed);
        int[] drawn = new int[most];
        int count = 0;
        for (int row = 0; count < most; row++) {
            if (random.nextInt(rows - row) < most - count) {
                drawn[count++] = row;
            }
        }
        return select(drawn);
    }

    SomeRows select(int[] rows) {
        int[] picked = new int[rows.length];
        double[] given = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = labels[rows[i]];
            given[i] = probabilities[rows[i]];
        }
        return new SomeRows(data.select(rows), picked, given);
    }
}
