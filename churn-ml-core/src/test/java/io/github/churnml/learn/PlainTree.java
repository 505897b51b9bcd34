package io.github.churnml.learn;

import io.github.churnml.forest.ForestBuilder;
import io.github.churnml.prepare.FeatureMatrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Grows one tree by trying every cut of every feature, for {@link PlainBoosting} and {@link PlainForest}. A cut is judged by
 * how much it adds to G² / H over its sides, where G is the sum of what is to be learnt and H that of how much it counts.
 */
final class PlainTree {

    private final ForestBuilder builder;
    private final FeatureMatrix data;
    private final int[][] orders;
    private final double[] targets;
    private final double[] masses;
    private final DoubleBinaryOperator leaf;
    private final int fewestRows;
    private final double featureShare;
    private final SplittableRandom random;

    /** How often each row is among those of the node that is being cut, and their sums. */
    private final int[] times;

    private double target;

    private double mass;

    PlainTree(
            ForestBuilder builder,
            FeatureMatrix data,
            int[][] orders,
            double[] targets,
            double[] masses,
            DoubleBinaryOperator leaf,
            int fewestRows,
            double featureShare,
            SplittableRandom random) {
        this.builder = builder.startTree();
        this.data = data;
        this.orders = orders;
        times = new int[data.rows()];
        this.targets = targets;
        this.masses = masses;
        this.leaf = leaf;
        this.fewestRows = fewestRows;
        this.featureShare = featureShare;
        this.random = random;
    }

    /** For each feature the rows in the order of its values. */
    static int[][] orders(FeatureMatrix data) {
        return Arrays.stream(data.columns())
                .map(column -> IntStream.range(0, column.length)
                        .boxed()
                        .sorted((a, b) -> Double.compare(column[a], column[b]))
                        .mapToInt(row -> row)
                        .toArray())
                .toArray(int[][]::new);
    }

    /** Adds the node of these rows and all below it; a row may occur several times. */
    int grow(int[] rows, int depth) {
        Cut best = depth == 0 ? Cut.NONE : best(rows);
        if (best == Cut.NONE) {
            return builder.leaf(leaf.applyAsDouble(sum(targets, rows), sum(masses, rows)), rows.length);
        }
        double[] column = data.columns()[best.feature];
        IntPredicate goesLeft = best.code >= 0 ? row -> column[row] == best.code : row -> column[row] <= best.threshold;
        int[] left = Arrays.stream(rows).filter(goesLeft).toArray();
        int[] right = Arrays.stream(rows).filter(goesLeft.negate()).toArray();
        boolean missingLeft = left.length >= right.length;
        int node = best.code >= 0
                ? builder.splitOn(best.feature, new int[] {best.code}, missingLeft, rows.length, best.gain)
                : builder.splitAt(best.feature, best.threshold, missingLeft, rows.length, best.gain);
        int leftNode = grow(left, depth - 1);
        int rightNode = grow(right, depth - 1);
        builder.children(node, leftNode, rightNode);
        return node;
    }

    private Cut best(int[] rows) {
        target = sum(targets, rows);
        mass = sum(masses, rows);
        Arrays.fill(times, 0);
        for (int row : rows) {
            times[row]++;
        }
        Cut best = Cut.NONE;
        for (int feature = 0; feature < data.columns().length; feature++) {
            if (random.nextDouble() <= featureShare) {
                int levels = data.features().get(feature).levels();
                Cut cut = levels > 0 ? bestLevel(feature, levels, rows) : bestThreshold(feature, rows);
                best = cut.gain > best.gain ? cut : best;
            }
        }
        return best;
    }

    private Cut bestLevel(int feature, int levels, int[] rows) {
        double[] column = data.columns()[feature];
        double[] targetSums = new double[levels];
        double[] massSums = new double[levels];
        int[] counts = new int[levels];
        for (int row : rows) {
            targetSums[(int) column[row]] += targets[row];
            massSums[(int) column[row]] += masses[row];
            counts[(int) column[row]]++;
        }
        Cut best = Cut.NONE;
        for (int code = 0; code < levels; code++) {
            double gain = gain(targetSums[code], massSums[code], counts[code], rows.length - counts[code]);
            best = gain > best.gain ? new Cut(feature, code, Double.NaN, gain) : best;
        }
        return best;
    }

    private Cut bestThreshold(int feature, int[] rows) {
        double[] column = data.columns()[feature];
        Cut best = Cut.NONE;
        double left = 0;
        double leftMass = 0;
        int passed = 0;
        double last = Double.NaN;
        for (int row : orders[feature]) {
            if (times[row] > 0) {
                double gain = last < column[row] ? gain(left, leftMass, passed, rows.length - passed) : 0;
                best = gain > best.gain ? new Cut(feature, -1, last / 2 + column[row] / 2, gain) : best;
                left += times[row] * targets[row];
                leftMass += times[row] * masses[row];
                passed += times[row];
                last = column[row];
            }
        }
        return best;
    }

    private double gain(double left, double leftMass, int leftRows, int rightRows) {
        return Math.min(leftRows, rightRows) < fewestRows
                ? 0
                : share(left, leftMass) + share(target - left, mass - leftMass) - share(target, mass);
    }

    private static double share(double target, double mass) {
        return target * target / (mass + 1);
    }

    private static double sum(double[] values, int[] rows) {
        double sum = 0;
        for (int row : rows) {
            sum += values[row];
        }
        return sum;
    }

    /** Where to cut: a level against the others, or a threshold if the code is below 0. */
    private record Cut(int feature, int code, double threshold, double gain) {

        static final Cut NONE = new Cut(0, -1, 0, 1e-9);
    }
}
