package io.github.churnml.benchmarks;

import io.github.churnml.predictor.ForestPredictor;
import io.github.churnml.predictor.LogOdds;
import io.github.churnml.predictor.Predictor;

/** Our own scorer, as a loaded model uses it. */
final class ChurnMlPeer implements Peer {

    private final Predictor predictor;
    private final double[][] rows;
    private final double[] answers = new double[CustomerRows.SCORED];

    ChurnMlPeer(TrainedModel model) {
        this.predictor = new ForestPredictor(model.forest());
        this.rows = CustomerRows.rows(model.rows().scored());
    }

    @Override
    public double score(int row) {
        return LogOdds.toProbability(predictor.logOdds(rows[row]));
    }

    @Override
    public Object scoreBatch() {
        for (int i = 0; i < answers.length; i++) {
            answers[i] = LogOdds.toProbability(predictor.logOdds(rows[i]));
        }
        return answers;
    }

    @Override
    public double probability(Object batch, int row) {
        return ((double[]) batch)[row];
    }
}
