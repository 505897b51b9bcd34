package io.github.churnml.predictor;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Estimates the Shapley values of a network against a background row by walking from the background to the row, one feature
 * after the other, in random orders: what the log-odds change by at a step is that feature's contribution in that order, and
 * the mean over all orders is its Shapley value (J. Castro, D. Gómez and J. Tejada, Computers &amp; Operations Research 36,
 * 2009; E. Štrumbelj and I. Kononenko, Knowledge and Information Systems 41, 2014).
 *
 * <p>Each order is walked in both directions, as contributions early and late in an order tend to err in opposite ways
 * (R. Mitchell, J. Cooper, E. Frank and G. Holmes, Journal of Machine Learning Research 23, 2022, section 3.1). A pair of
 * walks is one sample: the standard error is the standard deviation of the pairs' means, divided by the square root of
 * their number. In every walk the steps add up to the row's log-odds less the background's, so that their mean does too.
 *
 * <p>Features equal to their background are passed over: their contribution is 0 in every order. All rows are walked in the
 * same orders, so a row's answer depends on nothing but the row.
 */
final class SampledExplainer implements Explainer {

    private final double[] background;
    private final FeatureGroups groups;
    private final NetworkWalk walk;
    private final int[][] orders;
    private final double[] start;
    private final double baseValue;
    private final double[] pair;

    SampledExplainer(NetworkPredictor predictor, double[] background, FeatureGroups groups, Sampling sampling) {
        this.background = FeatureGroups.background(background, predictor.features());
        this.groups = groups;
        this.walk = predictor.walk();
        walk.start(this.background);
        this.start = walk.sums();
        this.orders = orders(predictor.features(), sampling);
        this.baseValue = predictor.logOdds(this.background);
        this.pair = new double[groups.count];
    }

    private static int[][] orders(int features, Sampling sampling) {
        SplittableRandom random = new SplittableRandom(sampling.seed());
        int[][] orders = new int[sampling.pairs()][features];
        for (int[] order : orders) {
            for (int i = 0; i < features; i++) {
                int j = random.nextInt(i + 1);
                order[i] = order[j];
                order[j] = i;
            }
        }
        return orders;
    }

    @Override
    public double baseValue() {
        return baseValue;
    }

    @Override
    public void contributions(double[] features, double[] into, double[] standardErrors) {
        groups.check(features, into, standardErrors);
        Arrays.fill(into, 0);
        Arrays.fill(standardErrors, 0);
        for (int n = 0; n < orders.length; n++) {
            Arrays.fill(pair, 0);
            walk(features, orders[n], 0, 1);
            walk(features, orders[n], features.length - 1, -1);
            // Welford's recurrence, so that no sum of squares has to be told apart from a squared sum.
            for (int g = 0; g < pair.length; g++) {
                double off = pair[g] / 2 - into[g];
                into[g] += off / (n + 1);
                standardErrors[g] += off * (pair[g] / 2 - into[g]);
            }
        }
        for (int g = 0; g < pair.length; g++) {
            standardErrors[g] = Math.sqrt(standardErrors[g] / (orders.length - 1.0) / orders.length);
        }
    }

    private void walk(double[] features, int[] order, int from, int step) {
        walk.restart(start);
        double before = baseValue;
        for (int i = from; i >= 0 && i < order.length; i += step) {
            int j = order[i];
            if (features[j] != background[j]) {
                double after = walk.change(j, features[j] - background[j]);
                pair[groups.of[j]] += after - before;
                before = after;
            }
        }
    }
}
