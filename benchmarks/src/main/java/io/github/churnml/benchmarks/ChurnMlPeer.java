package io.github.churnml.benchmarks;

import io.github.churnml.predictor.ForestPredictor;
import io.github.churnml.predictor.Kernel;
import io.github.churnml.predictor.LogOdds;

/** Our own scorer, as a loaded model uses it once it is warm. */
final class ChurnMlPeer implements Peer {

    private final Kernel kernel;
    private final double[][] rows;
    /** The same rows one after the other, as a batch takes them. */
    private final double[] flat;

    private final double[] answers = new double[CustomerRows.SCORED];

    ChurnMlPeer(TrainedModel model) {
        ForestPredictor predictor = new ForestPredictor(model.forest());
        predictor.scorer();
        this.kernel = predictor.kernel();
        this.rows = CustomerRows.rows(model.rows().scored());
        this.flat = new double[rows.length * CustomerRows.COLUMNS];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * CustomerRows.COLUMNS, CustomerRows.COLUMNS);
        }
    }

    @Override
    public double score(int row) {
        return LogOdds.toProbability(kernel.logOdds(rows[row]));
    }

    @Override
    public Object scoreBatch() {
        kernel.logOdds(flat, answers.length, answers);
        for (int i = 0; i < answers.length; i++) {
            answers[i] = LogOdds.toProbability(answers[i]);
        }
        return answers;
    }

    @Override
    public double probability(Object batch, int row) {
        return ((double[]) batch)[row];
    }
}
