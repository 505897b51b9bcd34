package io.github.churnml.drift;

import org.jspecify.annotations.Nullable;

/** One column of both tables, before anything is said about it. */
record Compared(
        ColumnProfile reference,
        ColumnBins bins,
        long currentRows,
        @Nullable KsDistance ks,
        double wasserstein,
        double currentMean) {

    ShareChange missing() {
        return share(bins.reference().size() - 1);
    }

    ShareChange unseen() {
        return share(bins.reference().size() - 2);
    }

    ChiSquareTest shape() {
        return ChiSquareTest.homogeneity(bins.referenceCounts(), bins.currentCounts());
    }

    private ShareChange share(int bin) {
        return ShareChange.of(
                bins.reference().get(bin), reference.rows(), bins.current().get(bin), currentRows);
    }
}
