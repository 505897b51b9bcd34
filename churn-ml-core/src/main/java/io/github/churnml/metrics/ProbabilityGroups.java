package io.github.churnml.metrics;

import java.util.SplittableRandom;

/**
 * Customers counted at each distinct probability, the highest first, and what is to be expected of them if the
 * probabilities are right.
 */
final class ProbabilityGroups {

    private final double[] probabilities;
    private final int[] customers;

    private ProbabilityGroups(double[] probabilities, int[] customers) {
        this.probabilities = probabilities;
        this.customers = customers;
    }

    static ProbabilityGroups of(double[] probabilities) {
        ScoreCounts counts = ScoreCounts.ofProbabilities(new int[probabilities.length], probabilities);
        return new ProbabilityGroups(counts.scores, counts.negatives);
    }

    int size() {
        return probabilities.length;
    }

    double[] probabilities() {
        return probabilities;
    }

    double probability(int group) {
        return probabilities[group];
    }

    double churners(int group) {
        return customers[group] * probabilities[group];
    }

    double stayers(int group) {
        return customers[group] * (1 - probabilities[group]);
    }

    /** Lets every customer leave or stay by their probability. */
    ScoreCounts draw(SplittableRandom random) {
        int[] churners = new int[size()];
        int[] stayers = new int[size()];
        for (int g = 0; g < size(); g++) {
            int left = 0;
            for (int i = 0; i < customers[g]; i++) {
                left += random.nextDouble() < probabilities[g] ? 1 : 0;
            }
            churners[g] = left;
            stayers[g] = customers[g] - left;
        }
        return new ScoreCounts(probabilities, churners, stayers);
    }

    /**
     * The expected number of pairs that are ranked right, by the expected number of pairs of a churner and a stayer; no
     * customer is a pair with themselves. NaN if no pair is to be expected.
     */
    double rocAuc() {
        double above = 0;
        double won = 0;
        double churnersTotal = 0;
        double stayersTotal = 0;
        double selves = 0;
        for (int g = 0; g < size(); g++) {
            double self = churners(g) * (1 - probabilities[g]);
            won += stayers(g) * (above + churners(g) / 2) - self / 2;
            above += churners(g);
            churnersTotal += churners(g);
            stayersTotal += stayers(g);
            selves += self;
        }
        double pairs = churnersTotal * stayersTotal - selves;
        return pairs > 0 ? Math.max(0, Math.min(1, won / pairs)) : Double.NaN;
    }

    double averagePrecision() {
        double churners = 0;
        double everybody = 0;
        double sum = 0;
        for (int g = 0; g < size(); g++) {
            churners += churners(g);
            everybody += customers[g];
            sum += churners(g) * (churners / everybody);
        }
        return churners == 0 ? 0 : sum / churners;
    }

    double brier() {
        double sum = 0;
        double everybody = 0;
        for (int g = 0; g < size(); g++) {
            sum += churners(g) * (1 - probabilities[g]);
            everybody += customers[g];
        }
        return sum / everybody;
    }

    double logLoss() {
        double sum = 0;
        double everybody = 0;
        for (int g = 0; g < size(); g++) {
            sum += entropyPart(churners(g), probabilities[g]) + entropyPart(stayers(g), 1 - probabilities[g]);
            everybody += customers[g];
        }
        return sum / everybody;
    }

    private static double entropyPart(double count, double probability) {
        return probability > 0 ? -count * StrictMath.log(probability) : 0;
    }
}
