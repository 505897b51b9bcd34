package io.github.churnml.forest;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much each feature adds to a row's score: the exact path-dependent Shapley values of a {@link Forest} (Lundberg, Erion
 * and Lee, Consistent individualized feature attribution for tree ensembles, arXiv:1802.03888), in log-odds. Compiled once;
 * immutable, for any number of threads.
 *
 * <p>The base value and a row's contributions add up to its {@link Forest#score score}, but for rounding. A feature that no
 * split asks for has a contribution of exactly 0. Which way a row goes, with missing values and unknown levels, is as the
 * forest decides.
 *
 * <p><b>Covers.</b> Where a feature is taken as unknown, a split sends a row both ways, in the shares of its children's
 * covers of their sum. Where both covers are 0, as in a forest without any, each side has half. A child with cover 0 beside
 * one without counts only for rows that are known to go there.
 *
 * <p><b>Means of probabilities.</b> The Shapley values of such a forest are exact for the mean probability, whose
 * log-odds are no sum over trees. They are brought to log-odds by one factor per row: the difference of the row's score and
 * the base value over the difference of the two probabilities. So signs, order and ratios are those of the
 * probabilities, and the sum is the score; they are not the Shapley values of the log-odds themselves. Where the two
 * probabilities are the same (to 1e-9 of the smaller of p and 1 − p) the factor is the slope 1 / (p (1 − p)) there, or 0
 * if p is within 1e-9 of 0 or 1.
 *
 * <p><b>Cost.</b> Per row, splits × ⌈d / 2⌉ where d is the most different features on one path of a tree; no allocation
 * with a {@link Work}. Memory: about 60 bytes per split, and 8 × ⌈d / 2⌉ more as long as that is at most 32 MB in all;
 * beyond, rows take a fifth longer instead. See {@code ShapKernel} for the method.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class TreeShap {

    /** The most different features that one path of a tree may ask for. */
    static final int MOST_FEATURES_ON_PATH = 512;

    /** So few splits in a block that its scratch stays in the first-level cache; a tree is never divided. */
    private static final int SPLITS_OF_BLOCK = 384;

    /** How many numbers all tables of a forest may hold together. */
    private static final long LARGEST_TABLES = 1 << 22;

    /** Probabilities that are nearer to each other, or to 0 or 1, are not told apart. */
    private static final double NEAR = 1e-9;

    /** Scratch of one {@link TreeShap} for one thread at a time, to be used for any number of rows. */
    public static final class Work {

        private final TreeShap owner;
        private final ShapKernel.Scratch scratch;

        private Work(TreeShap owner) {
            this.owner = owner;
            scratch = new ShapKernel.Scratch(owner.features(), owner.room);
        }
    }

    private final Forest forest;
    private final List<ShapBlock> blocks;
    private final double baseValue;
    /** The mean of the trees' expectations in a forest of probabilities. */
    private final double baseMean;

    private final int room;

    private TreeShap(Forest forest, TreePaths paths) {
        this.forest = forest;
        boolean mean = forest.aggregation() == Aggregation.MEAN_OF_PROBABILITIES;
        double sum = mean ? 0 : forest.baseScore();
        for (int tree = 0; tree < forest.trees(); tree++) {
            sum += paths.mean[forest.root(tree)];
        }
        baseMean = sum / Math.max(1, forest.trees());
        baseValue = mean ? forest.baseScore() + forest.aggregation().logOdds(sum, forest.trees()) : sum;
        blocks = blocks(forest, paths);
        room = blocks.stream().mapToInt(ShapBlock::room).max().orElse(0);
    }

    /**
     * Prepares a forest. Takes a few milliseconds per 10,000 splits.
     *
     * @param forest the forest
     * @return what explains its scores
     * @throws ConfigurationException if a path asks for more than {@value #MOST_FEATURES_ON_PATH} different features
     */
    public static TreeShap of(Forest forest) {
        TreePaths paths = TreePaths.of(forest);
        for (int tree = 0; tree < forest.trees(); tree++) {
            if (paths.width[tree] > MOST_FEATURES_ON_PATH) {
                throw new ConfigurationException(
                        "The forest cannot be explained: tree " + tree + " asks for " + paths.width[tree]
                                + " different features on one path, where " + MOST_FEATURES_ON_PATH + " are the most.",
                        "Maybe train with a lower maximum depth.",
                        Where.nowhere());
            }
        }
        return new TreeShap(forest, paths);
    }

    /** {@return how many features a row has} */
    int features() {
        return forest.features();
    }

    /**
     * {@return what the score is when nothing is known of a row: the mean over the training rows by the nodes' covers, in
     * log-odds; for a mean of probabilities the log-odds of that mean}
     */
    public double baseValue() {
        return baseValue;
    }

    /** {@return new scratch for {@link #contributions(double[], double[], Work)}, for one thread at a time} */
    public Work newWork() {
        return new Work(this);
    }

    /**
     * The contributions of a row's values.
     *
     * @param row one value per feature: a number, or a level's code
     * @return one contribution per feature, in log-odds, always finite
     * @throws IllegalArgumentException if the row has another length
     */
    public double[] contributions(double[] row) {
        double[] into = new double[features()];
        contributions(row, into, newWork());
        return into;
    }

    /**
     * The contributions of a row's values, without allocating anything.
     *
     * @param row one value per feature: a number, or a level's code
     * @param into takes one contribution per feature, in log-odds, always finite; what it held is overwritten
     * @param work scratch from {@link #newWork}
     * @throws IllegalArgumentException if an array has another length or the scratch is another forest's
     */
    public void contributions(double[] row, double[] into, Work work) {
        check(row.length);
        check(into.length);
        if (work.owner != this) {
            throw new IllegalArgumentException("scratch of another forest");
        }
        Arrays.fill(into, 0);
        ShapKernel.prepare(forest.precision(), row, work.scratch.values);
        for (int block = 0; block < blocks.size(); block++) {
            ShapKernel.add(blocks.get(block), row, into, work.scratch);
        }
        if (forest.aggregation() == Aggregation.MEAN_OF_PROBABILITIES) {
            toLogOdds(row, into);
        }
    }

    private void check(int length) {
        if (length != features()) {
            throw new IllegalArgumentException(length + " values for " + features() + " features");
        }
    }

    /** Turns contributions to the sum of the trees' probabilities into those to the log-odds of their mean. */
    private void toLogOdds(double[] row, double[] into) {
        double sum = 0;
        for (double part : into) {
            sum += part;
        }
        double p = Math.min(baseMean, 1 - baseMean);
        double factor;
        if (Math.abs(sum) > NEAR * p * forest.trees()) {
            factor = (forest.score(row) - baseValue) / sum;
        } else {
            factor = p > NEAR ? 1 / (p * (1 - p) * forest.trees()) : 0;
        }
        for (int j = 0; j < into.length; j++) {
            into[j] *= factor;
        }
    }

    /** Trees that need as many points go together, in their order, until a block is full. */
    private static List<ShapBlock> blocks(Forest forest, TreePaths paths) {
        int[] trees = IntStream.range(0, forest.trees())
                .filter(tree -> paths.width[tree] > 0)
                .boxed()
                .sorted(Comparator.comparingInt(paths::points))
                .mapToInt(tree -> tree)
                .toArray();
        long table = Arrays.stream(trees)
                .mapToLong(tree -> (long) paths.splits(tree) * paths.points(tree))
                .sum();
        int[] slotOf = new int[forest.nodes()];
        List<ShapBlock> blocks = new ArrayList<>();
        for (int from = 0; from < trees.length; ) {
            int to = full(paths, trees, from);
            GaussLegendre rule = GaussLegendre.of(paths.points(trees[from]));
            int[] some = Arrays.copyOfRange(trees, from, to);
            blocks.add(new ShapBlock(forest, paths, some, rule, table <= LARGEST_TABLES, slotOf));
            from = to;
        }
        return List.copyOf(blocks);
    }

    private static int full(TreePaths paths, int[] trees, int from) {
        int points = paths.points(trees[from]);
        int splits = paths.splits(trees[from]);
        int to = from + 1;
        while (to < trees.length && paths.points(trees[to]) == points) {
            splits += paths.splits(trees[to]);
            if (splits > SPLITS_OF_BLOCK) {
                break;
            }
            to++;
        }
        return to;
    }
}
