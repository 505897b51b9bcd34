package io.github.churnml.forest;

import org.jspecify.annotations.Nullable;

/** Finds what is wrong with the parts of a forest; the same rules for one that is built and one that is read. */
final class ForestCheck {

    /** So large that no honest log-odds reach it, so small that no sum over an array of trees overflows. */
    static final double LARGEST_VALUE = 1e100;

    /** The same for sums of {@code float}s. */
    private static final double LARGEST_FLOAT_VALUE = 1e25;

    /** Far more than there are columns and levels; a few bytes must not ask for an array of any size. */
    static final int MOST_FEATURES = 1 << 20;

    private ForestCheck() {}

    /** The first problem as a clause such as "node 3 …", or null if all is well. */
    static @Nullable String problem(
            Nodes nodes, int[] starts, int features, double baseScore, Aggregation aggregation, Precision precision) {
        if (precision == Precision.FLOAT && aggregation != Aggregation.SUM_OF_LOG_ODDS) {
            return "it takes means of probabilities in float arithmetic";
        }
        if (features > MOST_FEATURES) {
            return "it has " + features + " features where " + MOST_FEATURES + " are the most";
        }
        if (!(Math.abs(baseScore) <= LARGEST_VALUE) || !holds(precision, baseScore)) {
            return "the base score is (" + baseScore + ")";
        }
        if (starts[0] != 0 || starts[starts.length - 1] != nodes.size()) {
            return "the trees do not cover the nodes";
        }
        boolean[] reached = new boolean[nodes.size()];
        for (int tree = 0; tree + 1 < starts.length; tree++) {
            String problem = treeProblem(nodes, starts[tree], starts[tree + 1], features, reached);
            problem = problem == null ? valueProblem(nodes, starts[tree], starts[tree + 1], aggregation) : problem;
            problem = problem == null ? floatProblem(nodes, starts[tree], starts[tree + 1], precision) : problem;
            if (problem != null) {
                return "tree " + tree + ": " + problem;
            }
        }
        return null;
    }

    private static @Nullable String treeProblem(Nodes nodes, int start, int end, int features, boolean[] reached) {
        if (end <= start) {
            return "it has no node";
        }
        reached[start] = true;
        for (int node = start; node < end; node++) {
            String problem = reached[node] ? nodeProblem(nodes, node, features) : "no other node leads to it";
            if (problem == null && !nodes.isLeaf(node)) {
                problem = childrenProblem(nodes, node, end, reached);
            }
            if (problem != null) {
                return "node " + (node - start) + ": " + problem;
            }
        }
        return null;
    }

    private static @Nullable String nodeProblem(Nodes nodes, int node, int features) {
        if (nodes.feature[node] < Nodes.NONE || nodes.feature[node] >= features) {
            return "it asks for feature (" + nodes.feature[node] + ") of " + features;
        }
        if (!Double.isFinite(nodes.threshold[node])) {
            return "its threshold is (" + nodes.threshold[node] + ")";
        }
        if (!(nodes.cover[node] >= 0 && nodes.cover[node] <= Double.MAX_VALUE)) {
            return "its cover is (" + nodes.cover[node] + ")";
        }
        if (!(nodes.gain[node] >= 0 && nodes.gain[node] <= LARGEST_VALUE)) {
            return "its gain is (" + nodes.gain[node] + ")";
        }
        return nodes.isLeaf(node) ? leafProblem(nodes, node) : splitProblem(nodes, node);
    }

    private static @Nullable String valueProblem(Nodes nodes, int start, int end, Aggregation aggregation) {
        for (int node = start; node < end; node++) {
            if (!aggregation.allows(nodes.value[node])) {
                return "node " + (node - start) + ": its value is (" + nodes.value[node] + ")";
            }
        }
        return null;
    }

    private static @Nullable String floatProblem(Nodes nodes, int start, int end, Precision precision) {
        for (int node = start; node < end; node++) {
            if (!precision.holds(nodes.threshold[node]) || !holds(precision, nodes.value[node])) {
                return "node " + (node - start) + ": its threshold (" + nodes.threshold[node] + ") or value ("
                        + nodes.value[node] + ") is no float";
            }
        }
        return null;
    }

    /** Whether a value is one that the arithmetic can add up. */
    private static boolean holds(Precision precision, double value) {
        return precision == Precision.DOUBLE || precision.holds(value) && Math.abs(value) <= LARGEST_FLOAT_VALUE;
    }

    private static @Nullable String leafProblem(Nodes nodes, int node) {
        boolean bare = nodes.left[node] == Nodes.NONE
                && nodes.right[node] == Nodes.NONE
                && nodes.threshold[node] == 0
                && nodes.gain[node] == 0
                && !nodes.missingLeft[node]
                && !nodes.zeroMissing[node]
                && !nodes.hasSet(node);
        return bare ? null : "it is a leaf with parts of a split";
    }

    private static @Nullable String splitProblem(Nodes nodes, int node) {
        if (nodes.value[node] != 0) {
            return "it is a split with the value of a leaf";
        }
        return nodes.hasSet(node) && (nodes.threshold[node] != 0 || nodes.zeroMissing[node])
                ? "it splits on levels and at a threshold"
                : null;
    }

    private static @Nullable String childrenProblem(Nodes nodes, int node, int end, boolean[] reached) {
        for (int child : new int[] {nodes.left[node], nodes.right[node]}) {
            if (child <= node || child >= end) {
                return "its child does not follow it in its tree";
            }
            if (reached[child]) {
                return "its child has another parent, or is both its children";
            }
            reached[child] = true;
        }
        return null;
    }
}
