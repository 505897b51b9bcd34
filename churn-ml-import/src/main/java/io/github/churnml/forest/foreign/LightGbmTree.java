package io.github.churnml.forest.foreign;

import io.github.churnml.error.Wording;

/**
 * One tree of LightGBM's text. Splits are numbered from 0, the root; a child that is negative is leaf {@code ~child}. Here
 * leaves come after the splits: leaf i is node {@code splits + i}.
 */
final class LightGbmTree implements TreePlanter.Tree {

    private static final int CATEGORICAL = 1;
    private static final int DEFAULT_LEFT = 2;
    private static final int MISSING_SHIFT = 2;
    private static final int MISSING_IS_NONE = 0;
    private static final int MISSING_IS_ZERO = 1;
    private static final int MISSING_IS_NAN = 2;
    private static final int MOST_WORDS = 1 << 15;

    private final TextSection text;
    private final double sigmoid;
    private final int splits;
    private final double[] value;
    private final double[] leafCount;
    private int[] left = {};
    private int[] right = {};
    private int[] feature = {};
    private int[] decision = {};
    private double[] threshold = {};
    private double[] gain = {};
    private double[] count = {};
    private int[] setStart = {};
    private double[] setWords = {};

    LightGbmTree(TextSection text, double sigmoid) {
        this.text = text;
        this.sigmoid = sigmoid;
        long leaves = text.whole("num_leaves", -1);
        if (leaves < 1 || leaves > TreePlanter.MOST_NODES / 2) {
            throw text.problem("has " + leaves + " leaves where 1 to " + TreePlanter.MOST_NODES / 2 + " are read");
        }
        this.splits = (int) leaves - 1;
        this.value = text.numbers("leaf_value", splits + 1);
        this.leafCount = text.count("leaf_count") > 0 || splits > 0
                ? text.numbers("leaf_count", splits + 1)
                : new double[splits + 1];
        if (splits > 0) {
            readSplits();
        }
    }

    private void readSplits() {
        left = text.integers("left_child", splits);
        right = text.integers("right_child", splits);
        feature = text.integers("split_feature", splits);
        decision = text.integers("decision_type", splits);
        threshold = text.thresholds("threshold", splits);
        gain = text.numbers("split_gain", splits);
        count = text.numbers("internal_count", splits);
        for (int split = 0; split < splits; split++) {
            for (int child : new int[] {left[split], right[split]}) {
                if (child >= splits || ~child > splits) {
                    throw text.problem("has split " + split + " with the child " + Wording.value(child)
                            + ", which is none of its " + splits + " splits and " + (splits + 1) + " leaves");
                }
            }
        }
        long sets = text.whole("num_cat", 0);
        if (sets > 0) {
            readSets(sets);
        }
    }

    private void readSets(long sets) {
        if (sets > splits) {
            throw text.problem("has " + sets + " level sets for " + splits + " splits");
        }
        setStart = text.integers("cat_boundaries", (int) sets + 1);
        setWords = text.numbers("cat_threshold", text.count("cat_threshold"));
        for (int set = 0; set < sets; set++) {
            if (setStart[set] < 0 || setStart[set + 1] < setStart[set] || setStart[set + 1] > setWords.length) {
                throw text.problem("has level set " + set + " out of its bounds");
            }
        }
    }

    boolean isOnLevels(int split) {
        return (decision[split] & CATEGORICAL) != 0;
    }

    int splits() {
        return splits;
    }

    int featureOf(int split) {
        return feature[split];
    }

    double thresholdOf(int split) {
        return threshold[split];
    }

    @Override
    public int size() {
        return 2 * splits + 1;
    }

    @Override
    public boolean isLeaf(int node) {
        return node >= splits;
    }

    @Override
    public int left(int node) {
        return node(isNever(node) ? right[node] : left[node]);
    }

    @Override
    public int right(int node) {
        return node(isNever(node) ? left[node] : right[node]);
    }

    /**
     * Whether no number goes left, which none of our thresholds says: the children are swapped, so that every number does. A
     * threshold of infinity is the usual one for "missing or not": every number goes left.
     */
    private boolean isNever(int node) {
        return !isOnLevels(node) && !(threshold[node] > Double.NEGATIVE_INFINITY);
    }

    private int node(int child) {
        return child >= 0 ? child : splits + ~child;
    }

    @Override
    public String name(int node) {
        return isLeaf(node) ? "leaf " + (node - splits) : "split " + node;
    }

    @Override
    public int add(int node, TreePlanter to) {
        if (isLeaf(node)) {
            int leaf = node - splits;
            if (Double.isNaN(value[leaf])) {
                throw to.problem(this, node, "has a value that is no finite number");
            }
            return to.builder().leaf(value[leaf] * sigmoid, to.cover(this, node, leafCount[leaf]));
        }
        int asked = to.feature(this, node, feature[node]);
        double passed = to.cover(this, node, count[node]);
        double saved = TreePlanter.gain(gain[node]);
        return isOnLevels(node)
                ? to.splitOn(this, node, asked, codes(node, to), false, passed, saved)
                : atThreshold(node, to, asked, passed, saved);
    }

    private int atThreshold(int node, TreePlanter to, int asked, double passed, double saved) {
        boolean never = isNever(node);
        boolean defaultLeft = (decision[node] & DEFAULT_LEFT) != 0 != never;
        double at = never ? Double.MAX_VALUE : Math.min(threshold[node], Double.MAX_VALUE);
        return switch (decision[node] >>> MISSING_SHIFT) {
            // A missing value is taken for zero.
            case MISSING_IS_NONE -> to.builder().splitAt(asked, at, 0 <= at, passed, saved);
            case MISSING_IS_ZERO -> to.builder().splitAt(asked, at, defaultLeft, true, passed, saved);
            case MISSING_IS_NAN -> to.builder().splitAt(asked, at, defaultLeft, passed, saved);
            default ->
                throw to.problem(
                        this, node, "is of the decision type " + Wording.value(decision[node]) + ", which is unknown");
        };
    }

    private int[] codes(int node, TreePlanter to) {
        int set = (int) threshold[node];
        if (set != threshold[node] || set < 0 || set >= setStart.length - 1) {
            throw to.problem(this, node, "names level set " + Wording.value(threshold[node]) + ", which is not there");
        }
        int from = setStart[set];
        int words = setStart[set + 1] - from;
        if (words > MOST_WORDS) {
            throw to.problem(
                    this, node, "has a level set of " + words + " words where " + MOST_WORDS + " are the most");
        }
        int[] codes = new int[words * Integer.SIZE];
        int found = 0;
        for (int i = 0; i < words; i++) {
            long word = (long) setWords[from + i];
            if (word != setWords[from + i] || word < 0 || word >>> Integer.SIZE != 0) {
                throw to.problem(this, node, "has a level set with a word that is no whole number of 32 bits");
            }
            for (long bits = word; bits != 0; bits &= bits - 1) {
                codes[found++] = i * Integer.SIZE + Long.numberOfTrailingZeros(bits);
            }
        }
        return java.util.Arrays.copyOf(codes, found);
    }
}
