package io.github.churnml.forest.foreign;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.Wording;
import java.util.Arrays;
import java.util.BitSet;

/**
 * One tree of XGBoost's {@code RegTree}, as parallel lists. A leaf has no left child, and its value stands where a split has
 * its threshold. Splits on levels list the codes that go right; our sets say what goes left, so their children are swapped.
 */
final class XgboostTree implements TreePlanter.Tree {

    private static final int[] NONE = {};
    private static final float[] NO_NUMBERS = {};

    private final Tokens tokens;
    private final int tree;
    private int[] left = NONE;
    private int[] right = NONE;
    private int[] feature = NONE;
    private float[] condition = NO_NUMBERS;
    private int[] defaultLeft = NONE;
    private int[] splitType = NONE;
    private float[] cover = NO_NUMBERS;
    private float[] gain = NO_NUMBERS;
    private int[] codes = NONE;
    private int[] codeNodes = NONE;
    private int[] codeStarts = NONE;
    private int[] codeCounts = NONE;
    private long claimedNodes = -1;
    private long leafSize;
    private final BitSet onLevels = new BitSet();

    private XgboostTree(Tokens tokens, int tree) {
        this.tokens = tokens;
        this.tree = tree;
    }

    static XgboostTree read(Tokens tokens, int tree, int mostNodes) {
        XgboostTree read = new XgboostTree(tokens, tree);
        tokens.object("tree " + tree, name -> read.field(name, mostNodes));
        read.check();
        return read;
    }

    private boolean field(String name, int most) {
        String what = "the key " + Wording.name(name) + " of tree " + tree;
        switch (name) {
            case "left_children" -> left = tokens.integers(what, most);
            case "right_children" -> right = tokens.integers(what, most);
            case "split_indices" -> feature = tokens.integers(what, most);
            case "split_conditions" -> condition = tokens.floats(what, most);
            case "default_left" -> defaultLeft = tokens.integers(what, most);
            case "split_type" -> splitType = tokens.integers(what, most);
            case "sum_hessian" -> cover = tokens.floats(what, most);
            case "loss_changes" -> gain = tokens.floats(what, most);
            case "categories" -> codes = tokens.integers(what, 4 * TreePlanter.MOST_NODES);
            case "categories_nodes" -> codeNodes = tokens.integers(what, most);
            case "categories_segments" -> codeStarts = tokens.integers(what, most);
            case "categories_sizes" -> codeCounts = tokens.integers(what, most);
            case "tree_param" -> tokens.object(what, this::parameter);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean parameter(String name) {
        if (name.equals("num_nodes")) {
            claimedNodes = tokens.whole("the node count of tree " + tree);
        } else if (name.equals("size_leaf_vector")) {
            leafSize = tokens.whole("the leaf size of tree " + tree);
        } else {
            return false;
        }
        return true;
    }

    private void check() {
        if (leafSize > 1) {
            throw tokens.problem(
                    "Tree " + tree + " has leaves of " + leafSize + " values, for several targets or classes.",
                    "Maybe train a model of one target and two classes.");
        }
        if (left.length == 0 || claimedNodes >= 0 && claimedNodes != left.length) {
            throw wrong("left_children", left.length, claimedNodes >= 0 ? claimedNodes : 1);
        }
        same("right_children", right.length);
        same("split_indices", feature.length);
        same("split_conditions", condition.length);
        same("default_left", defaultLeft.length);
        same("sum_hessian", cover.length);
        same("loss_changes", gain.length);
        if (splitType.length > 0) {
            same("split_type", splitType.length);
        }
        checkCodes();
    }

    private void checkCodes() {
        if (codeNodes.length != codeStarts.length || codeNodes.length != codeCounts.length) {
            throw damaged("has level sets whose lists differ in length");
        }
        for (int i = 0; i < codeNodes.length; i++) {
            boolean inside = codeStarts[i] >= 0 && codeCounts[i] >= 0 && codeStarts[i] <= codes.length - codeCounts[i];
            if (!inside || codeNodes[i] < 0 || codeNodes[i] >= size() || i > 0 && codeNodes[i] <= codeNodes[i - 1]) {
                throw damaged("has a level set, number " + i + ", that is out of its bounds or out of order");
            }
            onLevels.set(codeNodes[i]);
        }
        for (int node = 0; node < splitType.length; node++) {
            if (splitType[node] != (onLevels.get(node) ? 1 : 0)) {
                throw damaged("says in 'split_type' that node " + node + " is of type " + Wording.value(splitType[node])
                        + " where its level sets say otherwise");
            }
        }
    }

    private void same(String list, int length) {
        if (length != left.length) {
            throw wrong(list, length, left.length);
        }
    }

    private ChurnException wrong(String list, int length, long needed) {
        return damaged("has " + length + " values in '" + list + "' where " + needed + " are required");
    }

    private ChurnException damaged(String problem) {
        return tokens.problem("Tree " + tree + " " + problem + ".", "Maybe the file is damaged; save it again.");
    }

    @Override
    public int size() {
        return left.length;
    }

    @Override
    public boolean isLeaf(int node) {
        return left[node] == -1;
    }

    @Override
    public int left(int node) {
        return onLevels.get(node) ? right[node] : left[node];
    }

    @Override
    public int right(int node) {
        return onLevels.get(node) ? left[node] : right[node];
    }

    @Override
    public String name(int node) {
        return "node " + node;
    }

    @Override
    public int add(int node, TreePlanter to) {
        double passed = to.cover(this, node, cover[node]);
        if (isLeaf(node)) {
            if (!Float.isFinite(condition[node])) {
                throw to.problem(this, node, "is a leaf of value " + Wording.value(condition[node]));
            }
            return to.builder().leaf(condition[node], passed);
        }
        int asked = to.feature(this, node, feature[node]);
        double saved = TreePlanter.gain(gain[node]);
        boolean missingLeft = defaultLeft[node] != 0;
        if (onLevels.get(node)) {
            return to.splitOn(this, node, asked, codesAt(node), !missingLeft, passed, saved);
        }
        if (Float.isNaN(condition[node])) {
            throw to.problem(this, node, "has the threshold " + Wording.value(condition[node]));
        }
        return to.builder().splitAt(asked, lastBelow(condition[node]), missingLeft, passed, saved);
    }

    private int[] codesAt(int node) {
        int set = Arrays.binarySearch(codeNodes, node);
        return Arrays.copyOfRange(codes, codeStarts[set], codeStarts[set] + codeCounts[set]);
    }

    /** The largest number that is less than the threshold, so that "at most" means what "less than" did. */
    private static float lastBelow(float threshold) {
        return Math.max(Math.nextDown(threshold), -Float.MAX_VALUE);
    }
}
