package io.github.churnml.onnx;

import io.github.churnml.forest.Aggregation;
import io.github.churnml.forest.Forest;
import io.github.churnml.forest.Precision;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A forest as one {@code TreeEnsemble} of doubles. A value is seen by splits in up to three forms, each a column of its own, so
 * that a split has nothing to tell apart but a number and NaN: as it is; for splits that take zero for missing, NaN where it is
 * nearly zero; for splits on levels, NaN where it is the code of a missing level, and a code that no level has where it is no
 * whole number (the runtime would cut it to one).
 *
 * <p>Doubles are added up by the runtime, in the order of the trees or, with several threads, in another, which moves the last
 * bits. A forest that adds 32-bit floats would be moved by a millionth: there each tree has a place of its own in the answer,
 * and the places are added up from left to right.
 */
final class ForestNodes {

    /** How a split sees a value. */
    private enum Form {
        PLAIN,
        ZERO_MISSING,
        LEVELS
    }

    private static final byte BRANCH_LEQ = 0;
    private static final byte BRANCH_MEMBER = 6;
    private static final int SUM = 1;
    private static final double NEARLY_ZERO = 1e-35f;
    private static final double NEAREST = 0x1p-50;

    private final Graph graph;
    private final Forest forest;
    private final EncodedColumns columns;
    private final boolean floats;
    /** The place of each feature's form among those that are used; −1 where it is not. */
    private final int[][] used;

    private final List<String> seen = new ArrayList<>();

    private int splits;
    private int leaves;

    ForestNodes(Graph graph, Forest forest, EncodedColumns columns) {
        this.graph = graph;
        this.forest = forest;
        this.columns = columns;
        this.floats = forest.precision() == Precision.FLOAT;
        this.used = new int[Form.values().length][forest.features()];
        for (int[] form : used) {
            Arrays.fill(form, -1);
        }
    }

    String logOdds() {
        boolean anySplit = IntStream.range(0, forest.nodes()).anyMatch(node -> !forest.isLeaf(node));
        if (!anySplit) {
            return graph.everyRow(forest.score(new double[forest.features()]));
        }
        boolean mean = forest.aggregation() == Aggregation.MEAN_OF_PROBABILITIES;
        String sum = sum(mean ? 0 : forest.baseScore());
        if (!mean) {
            return sum;
        }
        String share = within(graph.op("Div", sum, graph.number(forest.trees())));
        String stays = graph.op("Sub", graph.number(1), share);
        String logOdds = graph.op("Sub", graph.op("Log", share), graph.op("Log", stays));
        return graph.op("Add", graph.number(forest.baseScore()), logOdds);
    }

    private String within(String share) {
        String low = graph.number(NEAREST);
        String high = graph.number(1 - NEAREST);
        String above = graph.ifElse(graph.op("Less", share, low), low, share);
        return graph.ifElse(graph.op("Greater", above, high), high, above);
    }

    private String sum(double start) {
        TreeArrays arrays = new TreeArrays();
        for (int tree = 0; tree < forest.trees(); tree++) {
            // The base score is where the sum begins, which decides how it rounds.
            arrays.add(tree, tree == 0 ? start : 0);
        }
        String values = graph.beside(seen);
        String sums = graph.learnt("TreeEnsemble", values, arrays.attributes());
        if (!floats) {
            return sums;
        }
        String rows = MemberNodes.lastSum(graph, graph.toFloat(sums), forest.trees() - 1);
        return graph.toDouble(rows);
    }

    /** The column that a split sees. */
    private int column(int node) {
        int feature = forest.feature(node);
        Form form = forest.isOnLevels(node) ? Form.LEVELS : forest.zeroMissing(node) ? Form.ZERO_MISSING : Form.PLAIN;
        int[] places = used[form.ordinal()];
        if (places[feature] < 0) {
            if (!columns.rounded(feature).isEmpty()) {
                throw MemberNodes.steps(columns.rounded(feature), "forest");
            }
            places[feature] = seen.size();
            String value = columns.at(feature);
            seen.add(seen(floats ? graph.toDouble(graph.toFloat(value)) : value, form));
        }
        return places[feature];
    }

    private String seen(String value, Form form) {
        String missing = graph.number(Double.NaN);
        return switch (form) {
            case PLAIN -> value;
            case ZERO_MISSING ->
                graph.ifElse(
                        graph.op("LessOrEqual", graph.op("Abs", value), graph.number(NEARLY_ZERO)), missing, value);
            case LEVELS -> {
                String whole = graph.op("Equal", graph.op("Floor", value), value);
                String known = graph.op("And", whole, graph.op("GreaterOrEqual", value, graph.number(0)));
                String gone = graph.op(
                        "Or",
                        graph.op("IsNaN", value),
                        graph.op("Equal", value, graph.number(PreparationNodes.MISSING)));
                yield graph.ifElse(gone, missing, graph.ifElse(known, value, graph.number(PreparationNodes.UNKNOWN)));
            }
        };
    }

    /** The attributes of the node: splits and leaves of all trees one after the other. */
    private final class TreeArrays {

        private final int[] number = new int[forest.nodes()];
        private final LongList roots = new LongList();
        private final LongList features = new LongList();
        private final DoubleList thresholds = new DoubleList();
        private final ByteArrayOutputStream modes = new ByteArrayOutputStream();
        private final LongList left = new LongList();
        private final LongList right = new LongList();
        private final LongList leftLeaf = new LongList();
        private final LongList rightLeaf = new LongList();
        private final LongList missingLeft = new LongList();
        private final DoubleList members = new DoubleList();
        private final LongList targets = new LongList();
        private final DoubleList weights = new DoubleList();

        void add(int tree, double start) {
            int from = forest.root(tree);
            int to = tree + 1 < forest.trees() ? forest.root(tree + 1) : forest.nodes();
            roots.add(splits);
            for (int node = from; node < to; node++) {
                number[node] = forest.isLeaf(node) ? leaves++ : splits++;
            }
            if (forest.isLeaf(from)) {
                lone(from);
            }
            for (int node = from; node < to; node++) {
                if (forest.isLeaf(node)) {
                    targets.add(floats ? tree : 0);
                    weights.add(floats ? (float) start + (float) forest.value(node) : start + forest.value(node));
                } else {
                    split(node);
                }
            }
        }

        /** A tree needs a split: one whose ways both lead to the leaf. */
        private void lone(int leaf) {
            splits++;
            features.add(0);
            thresholds.add(0);
            modes.write(BRANCH_LEQ);
            missingLeft.add(0);
            for (LongList child : List.of(left, right)) {
                child.add(number[leaf]);
            }
            leftLeaf.add(1);
            rightLeaf.add(1);
        }

        private void split(int node) {
            features.add(column(node));
            thresholds.add(forest.threshold(node));
            modes.write(forest.isOnLevels(node) ? BRANCH_MEMBER : BRANCH_LEQ);
            missingLeft.add(forest.missingLeft(node) ? 1 : 0);
            left.add(number[forest.left(node)]);
            right.add(number[forest.right(node)]);
            leftLeaf.add(forest.isLeaf(forest.left(node)) ? 1 : 0);
            rightLeaf.add(forest.isLeaf(forest.right(node)) ? 1 : 0);
            if (forest.isOnLevels(node)) {
                forest.levels(node).stream().forEach(members::add);
                members.add(Double.NaN);
            }
        }

        List<Attribute> attributes() {
            List<Attribute> all = new ArrayList<>(List.of(
                    Attribute.whole("aggregate_function", SUM),
                    Attribute.whole("n_targets", floats ? forest.trees() : 1),
                    Attribute.whole("post_transform", 0),
                    Attribute.wholes("tree_roots", roots.toArray()),
                    Attribute.wholes("nodes_featureids", features.toArray()),
                    Attribute.doubles("nodes_splits", thresholds.toArray()),
                    Attribute.bytes("nodes_modes", modes.toByteArray()),
                    Attribute.wholes("nodes_truenodeids", left.toArray()),
                    Attribute.wholes("nodes_trueleafs", leftLeaf.toArray()),
                    Attribute.wholes("nodes_falsenodeids", right.toArray()),
                    Attribute.wholes("nodes_falseleafs", rightLeaf.toArray()),
                    Attribute.wholes("nodes_missing_value_tracks_true", missingLeft.toArray()),
                    Attribute.wholes("leaf_targetids", targets.toArray()),
                    Attribute.doubles("leaf_weights", weights.toArray())));
            if (members.size() > 0) {
                all.add(Attribute.doubles("membership_values", members.toArray()));
            }
            return all;
        }
    }
}
