package io.github.churnml.select.tune;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A density over places of one dimension (Bergstra, Bardenet, Bengio and Kégl 2011, section 4.2). Of numbers: an equally weighted
 * mixture of the uniform prior and a normal around each place that was seen, cut off at 0 and 1, whose standard deviation is the
 * larger of the distances to its neighbours, 0 and 1 being neighbours too, but no smaller than 1 / (1 + n). Of {@code N} values
 * to choose from: each has {@code N p + C}, with the prior {@code p = 1 / N} and {@code C} the times that it was seen.
 */
final class Parzen {

    private static final double LEAST_WIDTH = 0.01;

    /** 0 where places are of numbers. */
    private final int choices;

    private final double[] centres;
    private final double[] widths;
    /** How much of each normal is within 0 and 1. */
    private final double[] masses;

    private Parzen(int choices, double[] centres, double[] widths, double[] masses) {
        this.choices = choices;
        this.centres = centres;
        this.widths = widths;
        this.masses = masses;
    }

    /**
     * The density of places that were seen.
     *
     * @param choices how many values there are to choose from; 0 for numbers
     * @param seen places from 0 to 1
     */
    static Parzen of(int choices, double[] seen) {
        double[] centres = seen.clone();
        Arrays.sort(centres);
        int n = centres.length;
        double[] widths = new double[n];
        double[] masses = new double[n];
        double least = Math.max(LEAST_WIDTH, 1.0 / (1 + n));
        for (int i = 0; i < n && choices == 0; i++) {
            double left = centres[i] - (i == 0 ? 0 : centres[i - 1]);
            double right = (i == n - 1 ? 1 : centres[i + 1]) - centres[i];
            widths[i] = Math.max(least, Math.max(left, right));
            masses[i] = Normal.below((1 - centres[i]) / widths[i]) - Normal.below(-centres[i] / widths[i]);
        }
        return new Parzen(choices, centres, widths, masses);
    }

    /** The density at a place, relative to the uniform one. */
    double density(double place) {
        if (choices > 0) {
            int wanted = slot(place);
            int count = 1;
            for (double centre : centres) {
                count += slot(centre) == wanted ? 1 : 0;
            }
            return (double) count * choices / (choices + centres.length);
        }
        double sum = 1;
        for (int i = 0; i < centres.length; i++) {
            sum += Normal.density((place - centres[i]) / widths[i]) / widths[i] / masses[i];
        }
        return sum / (1 + centres.length);
    }

    private int slot(double place) {
        return (int) Math.min(choices - 1, Math.floor(place * choices));
    }

    /** Draws a place. */
    double draw(SplittableRandom random) {
        // The prior weighs as much as one place of a number, and as much as a place for each of the choices.
        int prior = Math.max(1, choices);
        int component = random.nextInt(prior + centres.length) - prior;
        if (component < 0) {
            return random.nextDouble();
        }
        if (choices > 0) {
            return centres[component];
        }
        while (true) { // At least about a third of the normal is within, as its centre is.
            double place = centres[component] + widths[component] * Normal.draw(random);
            if (place >= 0 && place <= 1) {
                return place;
            }
        }
    }
}
