package io.github.churnml.forest;

import java.util.SplittableRandom;

/** Forests and rows of every kind from a seed: even features are numbers, odd ones are levels. */
final class RandomForests {

    static final int FEATURES = 5;

    private final SplittableRandom random;
    private final ForestBuilder builder;

    private RandomForests(long seed) {
        random = new SplittableRandom(seed);
        builder = new ForestBuilder(FEATURES, random.nextDouble() - 0.5);
    }

    static Forest of(long seed) {
        RandomForests made = new RandomForests(seed);
        int trees = made.random.nextInt(6);
        for (int tree = 0; tree < trees; tree++) {
            made.builder.startTree();
            made.grow(made.random.nextInt(7));
        }
        return made.builder.build();
    }

    private int grow(int depth) {
        if (depth == 0 || random.nextInt(5) == 0) {
            return builder.leaf(random.nextDouble() * 2 - 1, random.nextInt(100));
        }
        int node = split(random.nextInt(FEATURES));
        int left = grow(depth - 1);
        int right = grow(depth - 1);
        builder.children(node, left, right);
        return node;
    }

    private int split(int feature) {
        boolean missingLeft = random.nextBoolean();
        if (feature % 2 == 0) {
            return builder.splitAt(feature, random.nextInt(10) / 4.0, missingLeft, random.nextInt(100), 1);
        }
        int[] codes = random.ints(1 + random.nextInt(4), 0, 150).toArray();
        return builder.splitOn(feature, codes, missingLeft, random.nextInt(100), random.nextDouble());
    }

    static double[] row(SplittableRandom random) {
        double[] row = new double[FEATURES];
        for (int feature = 0; feature < FEATURES; feature++) {
            row[feature] = feature % 2 == 0 ? number(random) : code(random);
        }
        return row;
    }

    private static double number(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> Double.NEGATIVE_INFINITY;
            case 3 -> random.nextDouble() * 3;
            default -> random.nextInt(10) / 4.0; // exactly a threshold
        };
    }

    private static double code(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> Double.NaN;
            case 1 -> -1;
            case 2 -> -7;
            case 3 -> 1e18;
            case 4 -> random.nextInt(150) + 0.5;
            default -> random.nextInt(200);
        };
    }
}
