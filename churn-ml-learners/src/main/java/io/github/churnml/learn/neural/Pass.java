package io.github.churnml.learn.neural;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What one row leaves behind on its way through a network, per layer and unit; used again for the next row.
 *
 * <p>With dropout (Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, Journal of Machine Learning Research 15,
 * 2014) hidden units are left out at random, and those kept are scaled up, so that nothing changes when none is left out.
 */
final class Pass {

    /** What each unit passes on; the first layer's is the row itself. */
    final double[][] values;
    /** By how much a hidden unit's value rises with its sum. */
    final double[][] slopes;
    /** The derivative of the loss by each unit's sum. */
    final double[][] errors;
    /** What a hidden unit's value is multiplied by: 0 if it is left out. */
    final double[][] kept;

    Pass(Network network) {
        int layers = network.layers();
        values = new double[layers][];
        slopes = new double[layers][];
        errors = new double[layers][];
        kept = new double[layers][];
        for (int layer = 1; layer < layers; layer++) {
            int units = network.sizes[layer];
            values[layer] = new double[units];
            slopes[layer] = new double[units];
            errors[layer] = new double[units];
            kept[layer] = new double[units];
            Arrays.fill(kept[layer], 1);
        }
    }

    /** Draws anew which hidden units are left out. */
    void dropOut(double share, SplittableRandom random) {
        for (int layer = 1; layer < kept.length - 1; layer++) {
            for (int unit = 0; unit < kept[layer].length; unit++) {
                kept[layer][unit] = random.nextDouble() < share ? 0 : 1 / (1 - share);
            }
        }
    }
}
