package io.github.churnml.metrics;

import io.github.churnml.error.Wording;
import java.util.Arrays;

/**
 * Rows counted by class at each distinct score, highest score first: the one form that the measures read.
 *
 * <p>Ties are thereby one entry, the order of the rows is gone, and a bootstrap resample is the same scores with other
 * counts (zero included). The arrays are shared and must not be written to.
 */
final class ScoreCounts {

    /** The distinct scores, strictly descending and never NaN; -0 and +0 are one score. */
    final double[] scores;

    /** How many churners there are at each score. */
    final int[] positives;

    /** How many stayers there are at each score. */
    final int[] negatives;

    final long positiveTotal;
    final long negativeTotal;

    ScoreCounts(double[] scores, int[] positives, int[] negatives) {
        this.scores = scores;
        this.positives = positives;
        this.negatives = negatives;
        this.positiveTotal = sum(positives);
        this.negativeTotal = sum(negatives);
    }

    /** Counts rows whose scores may be any number but NaN; O(n log n). */
    static ScoreCounts of(int[] labels, double[] scores) {
        checkRows(labels, scores);
        int churners = 0;
        for (int label : labels) {
            churners += label;
        }
        double[] ofChurners = new double[churners];
        double[] ofStayers = new double[labels.length - churners];
        int churner = 0;
        int stayer = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == 1) {
                ofChurners[churner++] = scores[i];
            } else {
                ofStayers[stayer++] = scores[i];
            }
        }
        Arrays.sort(ofChurners);
        Arrays.sort(ofStayers);
        return merge(ofChurners, ofStayers);
    }

    /** Counts rows whose scores must be probabilities. */
    static ScoreCounts ofProbabilities(int[] labels, double[] scores) {
        checkRows(labels, scores);
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] < 0 || scores[i] > 1) {
                throw new IllegalArgumentException("The score at index " + i + " is " + Wording.value(scores[i])
                        + " where a probability from 0 to 1 is required.\n"
                        + "Maybe these are log-odds: turn them into probabilities first.");
            }
        }
        return of(labels, scores);
    }

    long total() {
        return positiveTotal + negativeTotal;
    }

    boolean hasOneClassOnly() {
        return positiveTotal == 0 || negativeTotal == 0;
    }

    static void checkRows(int[] labels, double[] scores) {
        if (labels.length != scores.length) {
            throw new IllegalArgumentException(
                    "There are " + labels.length + " labels but " + scores.length
                            + " scores.\nMaybe they come from different tables: give one score for each label, in the same order.");
        }
        if (labels.length == 0) {
            throw new IllegalArgumentException("There are no rows to measure.\nMaybe the hold-out is empty.");
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] != 0 && labels[i] != 1) {
                throw new IllegalArgumentException("The label at index " + i + " is " + Wording.value(labels[i])
                        + " where 0 (stayed) or 1 (churned) is required.\n"
                        + "Maybe rows without a target were not dropped, or the classes are coded otherwise.");
            }
            if (Double.isNaN(scores[i])) {
                throw new IllegalArgumentException("The score at index " + i + " is (NaN) where a number is required.\n"
                        + "Maybe the model was given a row that it could not score.");
            }
        }
    }

    /** Walks both ascending arrays from their ends, taking every row of the highest score left at each step. */
    private static ScoreCounts merge(double[] ofChurners, double[] ofStayers) {
        int rows = ofChurners.length + ofStayers.length;
        double[] scores = new double[rows];
        int[] positives = new int[rows];
        int[] negatives = new int[rows];
        int churner = ofChurners.length - 1;
        int stayer = ofStayers.length - 1;
        int groups = 0;
        while (churner >= 0 || stayer >= 0) {
            double highest = churner < 0
                    ? ofStayers[stayer]
                    : stayer < 0 ? ofChurners[churner] : Math.max(ofChurners[churner], ofStayers[stayer]);
            scores[groups] = highest;
            for (; churner >= 0 && ofChurners[churner] == highest; churner--) {
                positives[groups]++;
            }
            for (; stayer >= 0 && ofStayers[stayer] == highest; stayer--) {
                negatives[groups]++;
            }
            groups++;
        }
        return new ScoreCounts(
                Arrays.copyOf(scores, groups), Arrays.copyOf(positives, groups), Arrays.copyOf(negatives, groups));
    }

    private static long sum(int[] counts) {
        long sum = 0;
        for (int count : counts) {
            sum += count;
        }
        return sum;
    }
}
