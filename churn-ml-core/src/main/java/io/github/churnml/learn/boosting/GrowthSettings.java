package io.github.churnml.learn.boosting;

/** What bounds the growth of one tree; the builder of {@link HistogramGradientBoosting} documents each. */
record GrowthSettings(
        Growth growth,
        int maxLeaves,
        int maxDepth,
        int minLeafRows,
        double minChildWeight,
        double minGain,
        double l1,
        double l2,
        double levelL2,
        double levelSmoothing,
        int oneHotLevels,
        int minLevelRows,
        double columnsPerNode,
        boolean extraTrees) {}
