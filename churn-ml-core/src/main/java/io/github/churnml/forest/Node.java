package io.github.churnml.forest;

/** One node as it is put together or read; {@code levels} is a bit set of codes, empty unless the split is on levels. */
record Node(
        int feature,
        double threshold,
        long[] levels,
        boolean missingLeft,
        boolean zeroMissing,
        int left,
        int right,
        double value,
        double cover,
        double gain) {

    private static final long[] NO_LEVELS = {};

    static Node leaf(double value, double cover) {
        return new Node(Nodes.NONE, 0, NO_LEVELS, false, false, Nodes.NONE, Nodes.NONE, value, cover, 0);
    }

    static Node atThreshold(
            int feature, double threshold, boolean missingLeft, boolean zeroMissing, double cover, double gain) {
        return new Node(
                feature, threshold, NO_LEVELS, missingLeft, zeroMissing, Nodes.NONE, Nodes.NONE, 0, cover, gain);
    }

    static Node onLevels(int feature, long[] levels, boolean missingLeft, double cover, double gain) {
        return new Node(feature, 0, levels, missingLeft, false, Nodes.NONE, Nodes.NONE, 0, cover, gain);
    }

    Node withChildren(int newLeft, int newRight) {
        return new Node(feature, threshold, levels, missingLeft, zeroMissing, newLeft, newRight, value, cover, gain);
    }
}
