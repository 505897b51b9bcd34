package io.github.churnml.learn.boosting;

import io.github.churnml.data.split.Division;
import io.github.churnml.learn.EarlyStopping;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.prepare.Feature;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one fit in bins: those that are learnt from, and any that rounds are judged by. Features are read where they are,
 * since a copy of them would be most of the memory that a fit takes.
 */
final class BoostingRows {

    final List<Feature> features;
    /** What is learnt from. */
    final BinnedTable table;
    /** 1 for the positive class, 0 otherwise. */
    final int[] labels;
    /** Labels and weights. */
    final TrainingData outcomes;
    /** Of a mean of 1; null where all rows count the same. */
    final double @Nullable [] weights;
    /** The log-odds that growth begins with. */
    final double base;
    /** What rounds are judged by; null where all are kept. */
    final @Nullable StagedValidation validation;

    /**
     * @param data rows of which a slice is set aside, unless they bring others along or nothing is to stop early
     * @param seed decides the slice
     * @param binning decides which rows the bins of a large table are found by
     */
    BoostingRows(TrainingData data, HistogramSettings settings, long seed, long binning) {
        this.features = data.features().features();
        TrainingData given = settings.earlyStopping() ? data.validation() : null;
        Division slice = settings.earlyStopping() && given == null
                ? EarlyStopping.split(data.labels(), data.groups(), settings.validationFraction(), seed)
                        .orElse(null)
                : null;
        int[] learnt = slice == null ? null : slice.train();
        this.outcomes = learnt == null ? data : data.outcomes(learnt);
        this.labels = outcomes.labels();
        this.weights = outcomes.weighted() ? outcomes.relativeWeights() : null;
        this.base = outcomes.baseLogOdds();
        this.table = BinnedTable.of(data.features(), learnt, weights, settings.maxBins(), binning);
        if (given != null) {
            this.validation = new StagedValidation(table.other(given.features()), given, base);
        } else if (slice != null) {
            BinnedTable judged = table.other(data.features(), slice.test());
            this.validation = new StagedValidation(judged, data.outcomes(slice.test()), base);
        } else {
            this.validation = null;
        }
    }
}
