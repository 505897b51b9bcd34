package io.github.churnml.explain;

import io.github.churnml.data.Outcome;

/** What a contribution in log-odds does to the odds of an outcome, in words that claim no more digits than anyone needs. */
final class OddsWords {

    /** Half a percent. */
    private static final double HARDLY = 0.005;

    private static final double ONE_BY_ONE_BELOW = 9.5;
    private static final double ONE_BY_ONE_FROM = 92.5;

    private OddsWords() {}

    /** Such as {@code raises the risk of leaving: odds about doubled}. */
    static String effect(double contribution, double standardError, Outcome outcome) {
        boolean up = contribution > 0;
        double factor = StrictMath.exp(contribution);
        String verb = up ? "raise" : "lower";
        if (Math.abs(factor - 1) < HARDLY) {
            return "hardly " + verb + "s the " + outcome.chance();
        }
        // Not two standard errors from nothing.
        boolean unsure = Math.abs(contribution) < 2 * standardError;
        return (unsure ? "may " + verb : verb + "s") + " the " + outcome.chance() + ": odds "
                + (up ? higher(factor) : lower(factor));
    }

    private static String higher(double factor) {
        if (factor < 1.85) {
            return "up by about " + inSteps(100 * (factor - 1)) + " %";
        }
        if (factor < 2.2) {
            return "about doubled";
        }
        if (factor > 1000) {
            return "more than 1,000 times as high";
        }
        long tenths = Math.round(10 * factor);
        return "about " + (tenths < 100 ? tenths / 10 + "." + tenths % 10 : Math.round(factor)) + " times as high";
    }

    private static String lower(double factor) {
        if (factor > 0.45 && factor < 0.55) {
            return "about halved";
        }
        double percent = 100 * (1 - factor);
        return percent > 99.5 ? "down by more than 99 %" : "down by about " + inSteps(percent) + " %";
    }

    /** Whole percents at both ends, in between in steps of five. */
    private static long inSteps(double percent) {
        return percent < ONE_BY_ONE_BELOW || percent >= ONE_BY_ONE_FROM
                ? Math.max(1, Math.round(percent))
                : 5 * Math.round(percent / 5);
    }
}
