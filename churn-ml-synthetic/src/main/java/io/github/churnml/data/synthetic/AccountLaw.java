package io.github.churnml.data.synthetic;

import java.time.LocalDate;

/**
 * What an account's attributes make of the general rates: how much it does in each mood, and with which probability it
 * changes its mood, becomes a customer or cancels at the end of a day. {@code docs/synthetic-events.md} states the same.
 */
final class AccountLaw {

    /** Days as a customer during which turning away is twice as likely. */
    static final int EARLY_DAYS = 90;
    /** From one bill to the next; the first is so long after {@code from}. */
    static final int BILLING_DAYS = 30;

    static final double WEEKEND = 0.3;

    private static final double USUAL_SIZE = 12.0;

    private final double level;
    private final double eagerness;
    private final double unrest;
    private final double rivals;

    AccountLaw(Region region, Source source, int employees, double planUnrest, double scale) {
        double size = StrictMath.pow(employees / USUAL_SIZE, 0.35);
        level = scale * Math.max(0.4, Math.min(2.5, size));
        eagerness = source.eagerness;
        rivals = StrictMath.exp(region.logOdds);
        unrest = planUnrest * rivals;
    }

    static AccountLaw of(Account account) {
        double unrest = account.plan() == null ? 1.0 : unrest(account.plan());
        return new AccountLaw(account.region(), account.source(), account.employees(), unrest, account.scale());
    }

    /** What the probability of turning away is multiplied by: the dearer the plan, the more it is part of the work. */
    static double unrest(Plan plan) {
        return switch (plan) {
            case BASIC -> 1.8;
            case STANDARD -> 1.0;
            case PREMIUM -> 0.4;
        };
    }

    /** {@return mean events on a weekday, of logins, exports and tickets together} */
    double events(Mood mood) {
        return level * mood.events();
    }

    double level() {
        return level;
    }

    /**
     * The probability that a day in a mood ends in another.
     *
     * @param early whether the account has been a customer for fewer than 90 days
     */
    double change(Mood from, Mood to, boolean early) {
        return switch (from) {
            case CURIOUS -> to == Mood.KEEN ? 0.012 * eagerness : to == Mood.LOST ? 0.003 : 0.0;
            case KEEN -> to == Mood.CURIOUS ? 0.010 : to == Mood.LOST ? 0.003 : 0.0;
            case LOST -> 0.0;
            case STEADY -> to == Mood.FADING ? (early ? 0.0032 : 0.0016) * unrest : 0.0;
            case FADING -> to == Mood.STEADY ? 0.003 : 0.0;
        };
    }

    /** The probability that a day in a mood is the last as a prospect, or the last as a customer. */
    double end(Mood mood) {
        return switch (mood) {
            case CURIOUS -> 0.002 * eagerness;
            case KEEN -> 0.015 * eagerness;
            case LOST -> 0.0;
            case STEADY -> 0.0001 * rivals;
            case FADING -> 0.010 * rivals;
        };
    }

    static boolean isWeekend(long epochDay) {
        long weekday = Math.floorMod(epochDay + 3, 7); // 1970-01-01 was a Thursday; 0 is Monday
        return weekday >= 5;
    }

    static boolean isBillingDay(LocalDate from, long epochDay) {
        long days = epochDay - from.toEpochDay();
        return days > 0 && days % BILLING_DAYS == 0;
    }
}
