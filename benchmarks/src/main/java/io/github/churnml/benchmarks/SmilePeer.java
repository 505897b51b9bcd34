package io.github.churnml.benchmarks;

import java.util.stream.IntStream;
import smile.classification.GradientTreeBoost;
import smile.data.DataFrame;
import smile.data.Tuple;
import smile.data.formula.Formula;
import smile.data.vector.IntVector;

/** Smile's gradient boosting, tuple by tuple: its call for a table does the same and gives no probabilities. */
final class SmilePeer implements Peer {

    static final double LEARNING_RATE = 0.05;

    private static final String LABEL = "label";

    private final GradientTreeBoost model;
    private final Tuple[] rows;
    private final double[] posteriors = new double[2];
    private final double[] answers = new double[CustomerRows.SCORED];

    SmilePeer(CustomerRows rows, Size size) {
        this.model = train(rows, size);
        double[][] scored = CustomerRows.rows(rows.scored());
        this.rows = IntStream.range(0, scored.length)
                .mapToObj(i -> Tuple.of(scored[i], model.schema()))
                .toArray(Tuple[]::new);
    }

    /** The same trees at every call: all rows are used for each, so chance has no part in them. */
    static GradientTreeBoost train(CustomerRows rows, Size size) {
        String[] names =
                IntStream.range(0, CustomerRows.COLUMNS).mapToObj(j -> "f" + j).toArray(String[]::new);
        int[] labels = new int[rows.labels().length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (int) rows.labels()[i];
        }
        DataFrame table =
                DataFrame.of(CustomerRows.rows(rows.training()), names).merge(IntVector.of(LABEL, labels));
        return GradientTreeBoost.fit(
                Formula.lhs(LABEL), table, size.trees(), size.leaves(), size.leaves(), 5, LEARNING_RATE, 1);
    }

    @Override
    public double score(int row) {
        model.predict(rows[row], posteriors);
        return posteriors[1];
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
