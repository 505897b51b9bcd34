package io.github.churnml;

import io.github.churnml.data.Dataset;

/** Given the rows that a model was judged on, see {@link FitOptions#withJudged}. Nothing of the model depends on it. */
@FunctionalInterface
public interface HeldOutRows {

    /** Takes no notice of them. */
    HeldOutRows UNUSED = (kept, judged, rows, labels, probabilities) -> {};

    /**
     * Takes the rows.
     *
     * @param kept the model that the fit returns
     * @param judged the one that gave the probabilities and has not learnt from these rows; the same as {@code kept} where the
     *     pipeline does not refit. What customers are usually like, in the words of its reasons, it has from {@code kept}
     * @param rows the customers held out, with all columns of the table
     * @param labels one for each, 1 for the positive class
     * @param probabilities one for each, those of {@link ChurnModel#evaluation}
     */
    void accept(ChurnModel kept, ChurnModel judged, Dataset rows, int[] labels, double[] probabilities);
}
