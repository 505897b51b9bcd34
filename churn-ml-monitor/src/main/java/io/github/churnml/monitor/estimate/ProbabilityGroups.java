package io.github.churnml.monitor.estimate;

import io.github.churnml.metrics.BrierScore;
import java.util.Arrays;
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
        BrierScore.of(new int[probabilities.length], probabilities); // refuses what is no probability
        double[] sorted = probabilities.clone();
        Arrays.sort(sorted);
        double[] distinct = new double[sorted.length];
        int[] customers = new int[sorted.length];
        int groups = 0;
        for (int i = sorted.length - 1; i >= 0; i--) {
            // Compared as numbers: -0 and +0 are one probability.
            if (groups == 0 || sorted[i] != distinct[groups - 1]) {
                distinct[groups++] = sorted[i];
            }
            customers[groups - 1]++;
        }
        return new ProbabilityGroups(Arrays.copyOf(distinct, groups), Arrays.copyOf(customers, groups));
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

    /** Lets every customer leave or stay by their probability: how many leave of each group. */
    int[] draw(SplittableRandom random) {
        int[] churners = new int[size()];
        for (int g = 0; g < size(); g++) {
            for (int i = 0; i < customers[g]; i++) {
                churners[g] += random.nextDouble() < probabilities[g] ? 1 : 0;
            }
        }
        return churners;
    }

    /** Those of each group who stay where others leave. */
    int[] others(int[] churners) {
        int[] stayers = new int[size()];
        Arrays.setAll(stayers, g -> customers[g] - churners[g]);
        return stayers;
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
