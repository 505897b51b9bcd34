package io.github.churnml.registry.experiment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Those customers whose horizon has passed and whose outcome is known, in the log's order, and what is counted on the way.
 * Mutable, for one thread.
 */
final class ReadCustomers {

    /** In how many customers of each arm a score has to be there, and how evenly, for it to be used. */
    private static final double FEWEST_SCORES = 0.99;

    private static final double MOST_UNEVEN = 0.001;

    private final ReadingOptions options;
    private final OutcomeRows outcomes;
    private final List<Exposure> read = new ArrayList<>();
    private final long[] told = new long[2];
    private final long[] untold = new long[2];
    private long tooRecent;
    private long before;

    ReadCustomers(Exposures exposures, OutcomeRows outcomes, ReadingOptions options) {
        this.options = options;
        this.outcomes = outcomes;
        exposures.customers().values().stream()
                .filter(customer -> !customer.both)
                .forEach(this::add);
    }

    private void add(Exposure customer) {
        int arm = customer.arm == Arm.CHALLENGER ? 1 : 0;
        if (end(customer).isAfter(options.asOf())) {
            tooRecent++;
        } else if (hadLeft(customer)) {
            before++;
        } else if (!outcomes.tells(customer)) {
            untold[arm]++;
        } else {
            told[arm]++;
            read.add(customer);
        }
    }

    private Instant end(Exposure customer) {
        return customer.first.plus(options.horizon());
    }

    private boolean hadLeft(Exposure customer) {
        Instant at = customer.at;
        return outcomes.happened(customer) && at != null && !at.isAfter(customer.first);
    }

    /** Whether it happened within the horizon. */
    private boolean happened(Exposure customer) {
        return outcomes.happened(customer)
                && (customer.at == null || !Objects.requireNonNull(customer.at).isAfter(end(customer)));
    }

    long tooRecent() {
        return tooRecent;
    }

    long before() {
        return before;
    }

    long untold() {
        return untold[0] + untold[1];
    }

    long size() {
        return read.size();
    }

    /** How probable it is that outcomes are missing as unevenly as they are; by the normal distribution. */
    double missingPValue() {
        double m = told[0] + untold[0];
        double n = told[1] + untold[1];
        double share = (untold[0] + untold[1]) / (m + n);
        double variance = share * (1 - share) * (1 / m + 1 / n);
        return variance > 0 ? Normal.twoSided((untold[1] / n - untold[0] / m) / StrictMath.sqrt(variance)) : 1;
    }

    /** Whether the champion's score is known of nearly everybody, and of one arm as often as of the other. */
    boolean hasScores() {
        double[] shares = new double[2];
        for (Exposure customer : read) {
            int arm = customer.arm == Arm.CHALLENGER ? 1 : 0;
            shares[arm] += Double.isNaN(customer.championScore) ? 0 : 1.0 / told[arm];
        }
        return Math.min(shares[0], shares[1]) >= FEWEST_SCORES && Math.abs(shares[0] - shares[1]) <= MOST_UNEVEN;
    }

    double shareWithScore() {
        return read.isEmpty()
                ? 0
                : (double) read.stream()
                                .filter(customer -> !Double.isNaN(customer.championScore))
                                .count()
                        / read.size();
    }

    /** The rate's sums of the champion's and the challenger's customers. */
    ArmSums[] rates() {
        double mean = meanScore();
        ArmSums[] sums = {new ArmSums(), new ArmSums()};
        for (Exposure customer : read) {
            sums[customer.arm.ordinal()].add(happened(customer) ? 1 : 0, score(customer, mean));
        }
        return sums;
    }

    /** The amount's sums, of those customers who have one. */
    ArmSums[] amounts() {
        double mean = meanScore();
        ArmSums[] sums = {new ArmSums(), new ArmSums()};
        for (Exposure customer : read) {
            if (!Double.isNaN(customer.amount)) {
                sums[customer.arm.ordinal()].add(customer.amount, score(customer, mean));
            }
        }
        return sums;
    }

    private double meanScore() {
        return read.stream()
                .mapToDouble(customer -> customer.championScore)
                .filter(score -> !Double.isNaN(score))
                .average()
                .orElse(0);
    }

    private static double score(Exposure customer, double mean) {
        return Double.isNaN(customer.championScore) ? mean : customer.championScore;
    }
}
