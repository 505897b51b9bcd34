package io.github.churnml.forest;

import java.util.SplittableRandom;

/**
 * Shapley values by their definition, a sum over all sets of features (Lundberg et al., arXiv:1802.03888, equation 2, with
 * algorithm 1 for the expectation), and forests to try them on. For few features only.
 */
final class ShapOracle {

    private ShapOracle() {}

    /** The contributions to the sum of the trees' values. */
    static double[] contributions(Forest forest, double[] row) {
        int features = forest.features();
        double[] expected = new double[1 << features];
        for (int known = 0; known < expected.length; known++) {
            for (int tree = 0; tree < forest.trees(); tree++) {
                expected[known] += expected(forest, forest.root(tree), row, known);
            }
        }
        double[] contributions = new double[features];
        for (int j = 0; j < features; j++) {
            for (int known = 0; known < expected.length; known++) {
                if ((known >> j & 1) == 0) {
                    double weight = weight(Integer.bitCount(known), features);
                    contributions[j] += weight * (expected[known | 1 << j] - expected[known]);
                }
            }
        }
        return contributions;
    }

    /** What the trees give together when nothing is known. */
    static double base(Forest forest) {
        double sum = 0;
        for (int tree = 0; tree < forest.trees(); tree++) {
            sum += expected(forest, forest.root(tree), new double[forest.features()], 0);
        }
        return sum;
    }

    private static double weight(int size, int features) {
        double weight = 1.0 / features;
        for (int i = 0; i < size; i++) {
            weight *= (i + 1.0) / (features - 1 - i);
        }
        return weight;
    }

    private static double expected(Forest forest, int node, double[] row, int known) {
        if (forest.isLeaf(node)) {
            return forest.value(node);
        }
        int left = forest.left(node);
        int right = forest.right(node);
        if ((known >> forest.feature(node) & 1) != 0) {
            return expected(forest, forest.goesLeft(node, row[forest.feature(node)]) ? left : right, row, known);
        }
        double covers = forest.cover(left) + forest.cover(right);
        double share = covers > 0 ? forest.cover(left) / covers : 0.5;
        return share * expected(forest, left, row, known) + (1 - share) * expected(forest, right, row, known);
    }

    /** A forest of up to 8 features whose paths ask again and again, with covers of every size that need not add up. */
    static Forest forest(long seed, Aggregation aggregation) {
        return forest(seed, aggregation, Precision.DOUBLE);
    }

    static Forest forest(long seed, Aggregation aggregation, Precision precision) {
        SplittableRandom random = new SplittableRandom(seed);
        int features = 1 + random.nextInt(8);
        ForestBuilder builder =
                new ForestBuilder(features, precision.round(random.nextDouble() - 0.5), aggregation, precision);
        int trees = random.nextInt(5);
        for (int tree = 0; tree < trees; tree++) {
            builder.startTree();
            grow(builder, features, random.nextInt(9), aggregation, precision, random);
        }
        return builder.build();
    }

    private static int grow(
            ForestBuilder builder,
            int features,
            int depth,
            Aggregation aggregation,
            Precision precision,
            SplittableRandom random) {
        if (depth == 0 || random.nextInt(8) == 0) {
            boolean probability = aggregation == Aggregation.MEAN_OF_PROBABILITIES;
            return builder.leaf(
                    precision.round(random.nextDouble() * (probability ? 1 : 2) - (probability ? 0 : 1)),
                    cover(random));
        }
        int feature = random.nextInt(features);
        boolean missingLeft = random.nextBoolean();
        int node = feature % 3 == 2
                ? builder.splitOn(feature, random.ints(3, 0, 10).toArray(), missingLeft, cover(random), 1)
                : builder.splitAt(feature, threshold(random), missingLeft, random.nextInt(4) == 0, cover(random), 1);
        int left = grow(builder, features, depth - 1, aggregation, precision, random);
        int right = grow(builder, features, depth - 1, aggregation, precision, random);
        builder.children(node, left, right);
        return node;
    }

    private static double cover(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> 1e-300;
            case 2 -> Double.MAX_VALUE / 4;
            case 3 -> 1e12;
            default -> 1 + random.nextInt(100);
        };
    }

    private static double threshold(SplittableRandom random) {
        return random.nextInt(6) == 0 ? -0.0 : random.nextInt(-3, 7) / 2.0;
    }

    /** A row for such a forest: thresholds exactly, both zeros, infinities, missing values, known and unknown levels. */
    static double[] row(int features, SplittableRandom random) {
        double[] row = new double[features];
        for (int j = 0; j < features; j++) {
            row[j] = j % 3 == 2 ? code(random) : number(random);
        }
        return row;
    }

    private static double number(SplittableRandom random) {
        return switch (random.nextInt(10)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> Double.NEGATIVE_INFINITY;
            case 3 -> -0.0;
            case 4 -> 0.0;
            case 5 -> Double.MIN_VALUE;
            case 6 -> Math.nextUp(random.nextInt(-3, 7) / 2.0);
            default -> random.nextInt(-3, 7) / 2.0;
        };
    }

    private static double code(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> Double.NaN;
            case 1 -> -1;
            case 2 -> 4.5;
            case 3 -> 1e18;
            default -> random.nextInt(12);
        };
    }
}
