package io.github.churnml.recipe;

import io.github.churnml.predictor.Kernel;
import io.github.churnml.prepare.TypedTable;
import java.util.List;

/**
 * Scores prepared rows in work space of its own, and allocates nothing doing so: for one thread at a time. It gives the same
 * bits row by row and in batches: the weighted mean of the members' log-odds, in their order.
 */
public final class RecipeKernel {

    /** Rows that are encoded and scored together: their features stay in the nearest cache. */
    static final int BATCH = 128;

    private final List<Member> members;
    private final Kernel[] kernels;
    private final double[][] features;
    private final double[] weights;
    private final double total;
    /** Made by the first batch: whoever scores single rows needs none. */
    private double[] rows = {};

    private double[] scores = {};

    RecipeKernel(List<Member> members) {
        this.members = members;
        kernels = new Kernel[members.size()];
        features = new double[members.size()][];
        weights = new double[members.size()];
        double sum = 0;
        for (int m = 0; m < kernels.length; m++) {
            kernels[m] = members.get(m).predictor().kernel();
            features[m] = new double[members.get(m).predictor().features()];
            weights[m] = members.get(m).weight();
            sum += weights[m];
        }
        total = sum;
    }

    /**
     * The log-odds of one prepared row.
     *
     * @param prepared a row that {@link io.github.churnml.prepare.FittedPreparation#apply} has been through
     * @return log-odds before calibration
     */
    public double logOdds(double[] prepared) {
        double sum = 0;
        for (int m = 0; m < kernels.length; m++) {
            Member member = members.get(m);
            member.encoding().encode(prepared, features[m]);
            double score = kernels[m].logOdds(features[m]) + member.offset();
            if (kernels.length == 1) {
                return score;
            }
            sum += weights[m] * score;
        }
        return sum / total;
    }

    /**
     * The log-odds of many prepared rows.
     *
     * @param table prepared rows
     * @param from the first row, from 0
     * @param count how many there are, at most 128
     * @param into receives log-odds before calibration, in the places of the rows
     */
    void logOdds(TypedTable table, int from, int count, double[] into) {
        if (scores.length == 0) {
            scores = new double[BATCH];
            int widest = 0;
            for (double[] row : features) {
                widest = Math.max(widest, row.length);
            }
            rows = new double[Math.multiplyExact(widest, BATCH)];
        }
        for (int m = 0; m < kernels.length; m++) {
            Member member = members.get(m);
            member.encoding().encode(table, from, count, rows);
            kernels[m].logOdds(rows, count, scores);
            for (int i = 0; i < count; i++) {
                double score = scores[i] + member.offset();
                into[from + i] = kernels.length == 1 ? score : (m == 0 ? 0 : into[from + i]) + weights[m] * score;
            }
        }
        for (int i = 0; kernels.length > 1 && i < count; i++) {
            into[from + i] /= total;
        }
    }
}
