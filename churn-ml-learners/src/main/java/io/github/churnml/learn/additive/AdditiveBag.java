package io.github.churnml.learn.additive;

import io.github.churnml.data.split.Division;
import io.github.churnml.learn.boosting.Constraints;
import io.github.churnml.learn.boosting.Hash;
import io.github.churnml.learn.boosting.Sigmoid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One bag of an additive fit: the rows that it learns from, those that it judges rounds by, and its terms. For one thread at a time. */
final class AdditiveBag {

    private final AdditiveRows rows;
    private final AdditiveSettings settings;
    private final long key;
    private final double base;
    /** 0 for rows that it does not learn from. */
    private final double[] weights;

    private final int[] judged;
    private final double[] scores;
    private final List<ColumnTerms> curves = new ArrayList<>();
    private final List<PairTerms> tables = new ArrayList<>();
    private List<? extends BagTerm> terms = curves;

    AdditiveBag(
            AdditiveRows rows,
            List<ColumnGroup> groups,
            AdditiveSettings settings,
            Constraints constraints,
            Division part,
            double base,
            long key) {
        this.rows = rows;
        this.settings = settings;
        this.key = key;
        this.base = base;
        this.weights = new double[rows.labels.length];
        for (int row : part.train()) {
            weights[row] = rows.weights[row];
        }
        this.judged = part.test();
        this.scores = new double[weights.length];
        Arrays.fill(scores, base);
        for (ColumnGroup group : groups) {
            curves.add(new ColumnTerms(group, rows.columns, weights, settings, constraints));
        }
    }

    /** Goes on with tables of pairs; the curves stay as they were remembered. */
    void begin(List<PairLayout> pairs) {
        for (PairLayout pair : pairs) {
            tables.add(new PairTerms(pair, weights, settings));
        }
        terms = tables;
        Arrays.fill(scores, base);
        for (ColumnTerms curve : curves) {
            curve.recall();
            curve.apply(scores);
        }
    }

    /** Goes through rounds. Where columns are few all of them meet the same gradients, so that none is before another. */
    void rounds(int from, int to) {
        double[] gradients = new double[2 * scores.length];
        // Together the columns between two updates do not step beyond the least loss, even if all say the same.
        int most = (int) Math.max(1, 1 / settings.learningRate());
        for (int round = from; round < to; round++) {
            long draws = Hash.key(key, terms == curves ? 0 : 1, round);
            int since = most;
            for (int k = 0; k < terms.size(); k++) {
                BagTerm term = terms.get(k);
                if (since + term.columns() > most) {
                    gradients(scores, rows.labels, weights, gradients);
                    since = 0;
                }
                since += term.columns();
                term.addUp(gradients);
                if (term.step(round < settings.smoothingRounds(), Hash.of(draws, k))) {
                    term.apply(scores);
                }
            }
        }
    }

    /** Each row's gradient and hessian of the weighted log loss, one after the other. */
    static void gradients(double[] scores, int[] labels, double[] weights, double[] into) {
        for (int i = 0; i < scores.length; i++) {
            double probability = Sigmoid.of(scores[i]);
            into[2 * i] = (probability - labels[i]) * weights[i];
            into[2 * i + 1] = probability * (1 - probability) * weights[i];
        }
    }

    /** The sum of the weighted losses of the rows that it judges by. */
    double loss() {
        double sum = 0;
        for (int row : judged) {
            double score = scores[row];
            sum += rows.weights[row] * Sigmoid.loss(rows.labels[row] == 1 ? score : -score);
        }
        return sum;
    }

    /** Remembers the terms as they are. */
    void keep() {
        for (BagTerm term : terms) {
            term.keep();
        }
    }

    /** The sum of the weights of those rows. */
    double judgedWeight() {
        double sum = 0;
        for (int row : judged) {
            sum += rows.weights[row];
        }
        return sum;
    }

    List<ColumnTerms> curves() {
        return curves;
    }

    List<PairTerms> tables() {
        return tables;
    }
}
