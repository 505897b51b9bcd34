package io.github.churnml.forest;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

/**
 * Forests of a wanted shape with every kind of split on any feature, and rows that stand on, beside and far from where they
 * split: thresholds and their neighbours, either zero, numbers near zero, infinities, missing values, codes known and
 * unknown. The same seed gives the same trees, whatever their leaves hold.
 */
final class AnyForests {

    static final int FEATURES = 7;

    private static final double[] REMARKABLE = {
        0.0, -0.0, -1, -2, 1e-35f, -1e-35f, 1e-36, 1e-34, 0.5, 1, 2, 3, 63, 64, 65, 1e18, -1e18, 1e300, -1e300, 2.5, 149
    };

    /** What is wanted: {@code skew} from 0 (any leaf is split next) to 1 (always the newest one: a chain). */
    record Wish(int[] leaves, double skew, boolean levels, Precision precision, Aggregation aggregation) {}

    private final Wish wish;
    private final SplittableRandom random;
    private final List<Double> thresholds = new ArrayList<>();

    private AnyForests(Wish wish, long seed) {
        this.wish = wish;
        random = new SplittableRandom(seed);
        for (int i = 0; i < 60; i++) {
            thresholds.add(wish.precision().round(random.nextDouble() * 20 - 5));
        }
        for (double x : REMARKABLE) {
            if (wish.precision().holds(x)) {
                thresholds.add(x);
            }
        }
    }

    /** A forest whose leaves hold random values. */
    static Forest of(Wish wish, long seed) {
        SplittableRandom values = new SplittableRandom(~seed);
        return of(wish, seed, tree -> {
            double value = values.nextDouble();
            return wish.aggregation() == Aggregation.MEAN_OF_PROBABILITIES
                    ? value
                    : wish.precision().round(value * 2 - 1);
        });
    }

    /** A forest whose leaves, asked for tree by tree, hold what a function says. */
    static Forest of(Wish wish, long seed, IntToDoubleFunction value) {
        AnyForests any = new AnyForests(wish, seed);
        double base = any.random.nextInt(3) == 0 ? -0.0 : wish.precision().round(any.random.nextDouble() - 0.5);
        ForestBuilder builder = new ForestBuilder(FEATURES, base, wish.aggregation(), wish.precision());
        for (int tree = 0; tree < wish.leaves().length; tree++) {
            any.tree(builder, tree, value);
        }
        return builder.build();
    }

    private void tree(ForestBuilder builder, int tree, IntToDoubleFunction value) {
        int splits = wish.leaves()[tree] - 1;
        // Below each split stands a split or, where there is −1, a leaf.
        int[][] children = new int[splits][];
        List<int[]> open = new ArrayList<>();
        for (int split = 0; split < splits; split++) {
            if (split > 0) {
                int newest = open.size() - 1;
                int[] place = open.remove(random.nextDouble() < wish.skew() ? newest : random.nextInt(newest + 1));
                children[place[0]][place[1]] = split;
            }
            children[split] = new int[] {-1, -1};
            boolean swap = random.nextBoolean();
            open.add(new int[] {split, swap ? 1 : 0});
            open.add(new int[] {split, swap ? 0 : 1});
        }
        builder.startTree();
        if (splits == 0) {
            builder.leaf(value.applyAsDouble(tree), 1);
            return;
        }
        int[] nodes = new int[splits];
        for (int split = 0; split < splits; split++) {
            nodes[split] = split(builder);
        }
        for (int split = 0; split < splits; split++) {
            int[] ends = new int[2];
            for (int side = 0; side < 2; side++) {
                int child = children[split][side];
                ends[side] = child < 0 ? builder.leaf(value.applyAsDouble(tree), 1) : nodes[child];
            }
            builder.children(nodes[split], ends[0], ends[1]);
        }
    }

    private int split(ForestBuilder builder) {
        int feature = random.nextInt(FEATURES);
        boolean missingLeft = random.nextBoolean();
        if (wish.levels() && random.nextInt(3) == 0) {
            int[] codes = random.ints(1 + random.nextInt(4), 0, random.nextBoolean() ? 8 : 150)
                    .toArray();
            return builder.splitOn(feature, codes, missingLeft, 1, 1);
        }
        double threshold = thresholds.get(random.nextInt(thresholds.size()));
        boolean zeroMissing = wish.levels() && random.nextInt(4) == 0;
        return builder.splitAt(feature, threshold, missingLeft, zeroMissing, 1, 1);
    }

    /** Rows one after the other for forests of a wish and a seed. */
    static double[] rows(Wish wish, long seed, int count) {
        AnyForests any = new AnyForests(wish, seed);
        SplittableRandom random = new SplittableRandom(seed + 1);
        double[] rows = new double[count * FEATURES];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = value(any.thresholds.get(random.nextInt(any.thresholds.size())), random);
        }
        return rows;
    }

    private static double value(double threshold, SplittableRandom random) {
        return switch (random.nextInt(16)) {
            case 0, 1 -> Double.NaN;
            case 2 -> Double.POSITIVE_INFINITY;
            case 3 -> Double.NEGATIVE_INFINITY;
            case 4 -> Math.nextUp(threshold);
            case 5 -> Math.nextDown(threshold);
            case 6 -> Math.nextUp((float) threshold);
            case 7 -> Math.nextDown((float) threshold);
            case 8 -> random.nextInt(160);
            case 9 -> random.nextInt(8) + 0.5;
            case 10 -> REMARKABLE[random.nextInt(REMARKABLE.length)];
            case 11 -> random.nextDouble() * 30 - 10;
            case 12 -> random.nextInt(8);
            default -> threshold;
        };
    }
}
