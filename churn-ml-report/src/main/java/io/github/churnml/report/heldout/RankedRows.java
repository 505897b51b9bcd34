package io.github.churnml.report.heldout;

import io.github.churnml.metrics.Campaign;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Customers held out in the order of their probabilities, the highest first: how many are contacted, how many of them are found and
 * what that brings, down to each probability that occurs. Immutable.
 *
 * <p>No API: public for the pages of this module alone, and may change at any time.
 */
public final class RankedRows {

    private static final int MOST_THRESHOLDS = 100;
    private static final int BINS = 20;

    private final double[] scores;
    private final long[] contacted;
    private final long[] found;
    private final double @Nullable [] money;

    /**
     * What contacting everyone down to a probability does.
     *
     * @param threshold the probability; infinity where no one is contacted
     * @param contacted how many are contacted
     * @param found how many of them left
     * @param money what that brings in all; NaN where it is not known
     */
    public record Place(double threshold, long contacted, long found, double money) {}

    /**
     * Customers whose probabilities are alike.
     *
     * @param from the lowest probability
     * @param to the highest
     * @param churners how many of them left
     * @param stayers how many did not
     */
    public record Bin(double from, double to, long churners, long stayers) {}

    private RankedRows(double[] scores, long[] contacted, long[] found, double @Nullable [] money) {
        this.scores = scores;
        this.contacted = contacted;
        this.found = found;
        this.money = money;
    }

    /**
     * Ranks customers.
     *
     * @param labels 1 for each who left
     * @param probabilities one for each
     * @param values what each is worth, or null where that is not known
     * @param campaign what contacting costs; not read where values are not known
     * @return the order; O(n log n)
     */
    public static RankedRows of(int[] labels, double[] probabilities, double @Nullable [] values, Campaign campaign) {
        double[] sorted = probabilities.clone();
        Arrays.sort(sorted);
        int distinct = 0;
        double[] scores = new double[sorted.length];
        for (int i = sorted.length - 1; i >= 0; i--) {
            if (distinct == 0 || sorted[i] != scores[distinct - 1]) {
                scores[distinct++] = sorted[i];
            }
        }
        scores = Arrays.copyOf(scores, distinct);
        long[] contacted = new long[distinct + 1];
        long[] found = new long[distinct + 1];
        double[] money = new double[distinct + 1];
        for (int row = 0; row < labels.length; row++) {
            int place = below(scores, probabilities[row]);
            contacted[place]++;
            found[place] += labels[row];
            money[place] += values == null ? 0 : campaign.gain(labels[row], values[row]);
        }
        for (int i = 1; i <= distinct; i++) {
            contacted[i] += contacted[i - 1];
            found[i] += found[i - 1];
            money[i] += money[i - 1];
        }
        return new RankedRows(scores, contacted, found, values == null ? null : money);
    }

    /** How many of the scores, which descend, are at or above a threshold. */
    private static int below(double[] scores, double threshold) {
        int low = 0;
        int high = scores.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (scores[middle] >= threshold) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** {@return how many places there are, from contacting no one, 0, to contacting everyone} */
    public int places() {
        return contacted.length;
    }

    /** {@return whether it is known what contacting brings} */
    public boolean hasMoney() {
        return money != null;
    }

    /**
     * A place of the order.
     *
     * @param place from 0, where no one is contacted
     * @return what it does
     */
    public Place place(int place) {
        return new Place(
                place == 0 ? Double.POSITIVE_INFINITY : scores[place - 1],
                contacted[place],
                found[place],
                money == null ? Double.NaN : money[place]);
    }

    /**
     * What a threshold does: all customers whose probability is at or above it are contacted.
     *
     * @param threshold the probability
     * @return what it does
     */
    public Place at(double threshold) {
        Place same = place(below(scores, threshold));
        return new Place(threshold, same.contacted(), same.found(), same.money());
    }

    /**
     * What contacting the likeliest brings in all; of customers with one probability, of whom only some are contacted, each brings
     * the mean.
     *
     * @param count how many are contacted, from 0 to all
     * @return the amount; NaN where it is not known
     */
    public double money(double count) {
        if (money == null) {
            return Double.NaN;
        }
        int at = Arrays.binarySearch(contacted, (long) Math.floor(count));
        int place = at < 0 ? -at - 2 : at;
        if (place == contacted.length - 1) {
            return money[place];
        }
        double part = (count - contacted[place]) / (contacted[place + 1] - contacted[place]);
        return money[place] + part * (money[place + 1] - money[place]);
    }

    /**
     * Thresholds to choose among: at most 100 round ones as far up as there are probabilities, and one more.
     *
     * @param own the model's own, which is among them
     * @return what each does, the highest threshold first
     */
    public List<Place> thresholds(double own) {
        double step = step(MOST_THRESHOLDS);
        List<Place> places = new ArrayList<>();
        boolean added = false;
        for (int i = MOST_THRESHOLDS; i >= 1; i--) {
            double threshold = rounded(i, step);
            if (!added && own >= threshold) {
                places.add(at(own));
                added = true;
            }
            if (threshold != own && threshold < 1) {
                places.add(at(threshold));
            }
        }
        if (!added) {
            places.add(at(own));
        }
        return List.copyOf(places);
    }

    /** {@return customers by twenty equal ranges of the probability, as far up as there are probabilities} */
    public List<Bin> histogram() {
        double width = step(BINS);
        long[] churners = new long[BINS];
        long[] stayers = new long[BINS];
        for (int i = 0; i < scores.length; i++) {
            int bin = (int) Math.min(BINS - 1, Math.floor(scores[i] / width + 1e-9));
            long rows = contacted[i + 1] - contacted[i];
            long left = found[i + 1] - found[i];
            churners[bin] += left;
            stayers[bin] += rows - left;
        }
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < BINS; i++) {
            bins.add(new Bin(rounded(i, width), rounded(i + 1, width), churners[i], stayers[i]));
        }
        return List.copyOf(bins);
    }

    /** Equal steps to 1, or to a tenth, a fifth or a half of it where no probability is higher. */
    private double step(int steps) {
        double highest = scores[0];
        double top = highest <= 0.1 ? 0.1 : highest <= 0.2 ? 0.2 : highest <= 0.5 ? 0.5 : 1;
        return top / steps;
    }

    /** 3 × 0.01 is 0.03 here, not 0.030000000000000002. */
    private static double rounded(int count, double step) {
        return Math.rint(count * step * 1e6) / 1e6;
    }
}
