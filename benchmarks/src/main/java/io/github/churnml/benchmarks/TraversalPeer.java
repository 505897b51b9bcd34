package io.github.churnml.benchmarks;

import io.github.churnml.forest.Forest;
import io.github.churnml.predictor.LogOdds;

/** From root to leaf, tree by tree, through the forest's arrays: the plain way in Java. */
final class TraversalPeer implements Peer {

    private final Forest forest;
    private final double[][] rows;
    private final double[] answers = new double[CustomerRows.SCORED];

    TraversalPeer(TrainedModel model) {
        this.forest = model.forest();
        this.rows = CustomerRows.rows(model.rows().scored());
    }

    @Override
    public double score(int row) {
        return LogOdds.toProbability(forest.score(rows[row]));
    }

    @Override
    public Object scoreBatch() {
        for (int i = 0; i < answers.length; i++) {
            answers[i] = score(i);
        }
        return answers;
    }

    @Override
    public double probability(Object batch, int row) {
        return ((double[]) batch)[row];
    }
}
