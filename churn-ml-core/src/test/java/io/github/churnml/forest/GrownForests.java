package io.github.churnml.forest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Forests with the shape of trained ones, and rows to score: twelve columns like those of a telecom table (levels, flags,
 * counts, measurements, some cells missing), trees that split the fullest leaf of a sample at one of its own values, so that
 * a row's way can be foretold from neither the tree nor the row before.
 */
final class GrownForests {

    static final int FEATURES = 12;

    private static final int SAMPLE = 4096;

    /** What to grow. {@code bins} is the most thresholds per feature, 0 for any value; a leaf or a level is split next. */
    record Shape(
            String name, int trees, int leaves, int depth, int bins, Precision precision, Aggregation aggregation) {}

    private final Shape shape;
    private final SplittableRandom random;
    private final double[][] sample = new double[SAMPLE][];
    private final double[][] thresholds = new double[FEATURES][];
    private final ForestBuilder builder;

    private GrownForests(Shape shape, long seed) {
        this.shape = shape;
        random = new SplittableRandom(seed);
        for (int i = 0; i < SAMPLE; i++) {
            sample[i] = new double[FEATURES];
            fill(sample[i], 0, random);
        }
        for (int feature = 0; feature < FEATURES; feature++) {
            thresholds[feature] = thresholds(feature);
        }
        builder = new ForestBuilder(FEATURES, -0.5, shape.aggregation(), shape.precision());
    }

    static Forest of(Shape shape, long seed) {
        GrownForests grown = new GrownForests(shape, seed);
        for (int tree = 0; tree < shape.trees(); tree++) {
            grown.tree();
        }
        return grown.builder.build();
    }

    /** Rows one after the other. */
    static double[] rows(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] rows = new double[count * FEATURES];
        for (int i = 0; i < count; i++) {
            fill(rows, i * FEATURES, random);
        }
        return rows;
    }

    private static void fill(double[] into, int at, SplittableRandom random) {
        int[] levels = {3, 2, 2, 2, 9, 84, 0, 0, 7, 0, 4, 0};
        for (int feature = 0; feature < FEATURES; feature++) {
            double u = random.nextDouble();
            double x = levels[feature] > 0 ? (int) (u * levels[feature]) : -Math.log1p(-u) * (50 + feature);
            into[at + feature] = random.nextInt(20) == 0 ? Double.NaN : (float) x;
        }
    }

    private double[] thresholds(int feature) {
        double[] all = Arrays.stream(sample)
                .mapToDouble(row -> row[feature])
                .filter(x -> x == x)
                .sorted()
                .distinct()
                .toArray();
        if (shape.bins() == 0 || all.length <= shape.bins()) {
            return all;
        }
        double[] some = new double[shape.bins()];
        for (int i = 0; i < some.length; i++) {
            some[i] = all[(int) ((long) (i + 1) * all.length / (some.length + 2))];
        }
        return some;
    }

    private record Part(int parent, boolean left, int depth, int[] rows, double cover) {}

    private void tree() {
        builder.startTree();
        List<Part> open = new ArrayList<>();
        List<int[]> children = new ArrayList<>();
        int[] rows = new int[SAMPLE];
        Arrays.setAll(rows, i -> i);
        open.add(new Part(-1, false, 0, rows, SAMPLE));
        List<Integer> nodes = new ArrayList<>();
        int leaves = 1;
        while (!open.isEmpty()) {
            int next = 0;
            for (int i = 1; i < open.size(); i++) {
                next = open.get(i).rows.length > open.get(next).rows.length ? i : next;
            }
            Part part = open.remove(next);
            int feature = random.nextInt(FEATURES);
            double threshold = leaves < shape.leaves() && part.depth < shape.depth() ? cut(part, feature) : Double.NaN;
            boolean leaf = threshold != threshold;
            for (int attempt = 0;
                    attempt < 30 && leaf && leaves < shape.leaves() && part.depth < shape.depth();
                    attempt++) {
                feature = random.nextInt(FEATURES);
                threshold = cut(part, feature);
                leaf = threshold != threshold;
            }
            boolean missingLeft = random.nextBoolean();
            int node = leaf
                    ? builder.leaf(value(), part.rows.length)
                    : builder.splitAt(feature, threshold, missingLeft, part.rows.length, 1);
            nodes.add(node);
            children.add(new int[2]);
            int me = nodes.size() - 1;
            if (part.parent >= 0) {
                children.get(part.parent)[part.left ? 0 : 1] = node;
            }
            if (!leaf) {
                leaves++;
                int chosen = feature;
                double at = threshold;
                int[] left = Arrays.stream(part.rows)
                        .filter(i -> left(sample[i][chosen], at, missingLeft))
                        .toArray();
                int[] right = Arrays.stream(part.rows)
                        .filter(i -> !left(sample[i][chosen], at, missingLeft))
                        .toArray();
                open.add(new Part(me, true, part.depth + 1, left, left.length));
                open.add(new Part(me, false, part.depth + 1, right, right.length));
            }
        }
        for (int i = 0; i < nodes.size(); i++) {
            if (children.get(i)[0] > 0) {
                builder.children(nodes.get(i), children.get(i)[0], children.get(i)[1]);
            }
        }
    }

    private static boolean left(double x, double threshold, boolean missingLeft) {
        return x != x ? missingLeft : x <= threshold;
    }

    /** A threshold that leaves rows on both sides, or NaN. */
    private double cut(Part part, int feature) {
        double x = sample[part.rows[random.nextInt(part.rows.length)]][feature];
        if (x != x) {
            return x;
        }
        double[] all = thresholds[feature];
        int at = Arrays.binarySearch(all, x);
        double threshold = all[Math.min(at < 0 ? -at - 1 : at, all.length - 1)];
        boolean below = false;
        boolean above = false;
        for (int row : part.rows) {
            below |= sample[row][feature] <= threshold;
            above |= sample[row][feature] > threshold;
        }
        return below && above ? threshold : Double.NaN;
    }

    private double value() {
        return shape.aggregation() == Aggregation.MEAN_OF_PROBABILITIES
                ? random.nextDouble()
                : (float) ((random.nextDouble() - 0.5) / 10);
    }
}
