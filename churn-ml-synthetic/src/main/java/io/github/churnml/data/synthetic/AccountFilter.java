package io.github.churnml.data.synthetic;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The exact probability of what an account will do, given what it has done: the forward algorithm of a hidden Markov
 * model (L. Rabiner, A tutorial on hidden Markov models, Proceedings of the IEEE 77, 1989, section III A), with moods as
 * hidden states and a day's events as observations. Cost: days seen × moods².
 */
final class AccountFilter {

    private static final Mood[] PROSPECT = {Mood.CURIOUS, Mood.KEEN, Mood.LOST};
    private static final Mood[] CUSTOMER = {Mood.STEADY, Mood.FADING};

    private final Account account;
    private final AccountLaw law;

    AccountFilter(Account account) {
        this.account = account;
        this.law = AccountLaw.of(account);
    }

    /** The probability that a prospect becomes a customer, or a customer cancels, at the end of one of some days. */
    double leaving(LocalDate day, int days) {
        boolean customer = account.isCustomerOn(day);
        LocalDate since = customer ? Objects.requireNonNull(account.from()) : account.firstSeen();
        Mood[] moods = customer ? CUSTOMER : PROSPECT;
        double[] belief = belief(moods, since, day);
        long start = day.toEpochDay();
        for (long at = start; at < start + days; at++) {
            belief = next(moods, belief, at - since.toEpochDay());
        }
        double staying = 0;
        for (double part : belief) {
            staying += part;
        }
        return 1.0 - staying;
    }

    /** How likely each mood is at the start of a day, given what is seen before it; adds up to one. */
    private double[] belief(Mood[] moods, LocalDate since, LocalDate day) {
        double[] belief = new double[moods.length];
        belief[0] = 1.0;
        List<Usage> seen = account.usage();
        int at = 0;
        while (at < seen.size() && seen.get(at).isBefore(since)) {
            at++;
        }
        for (LocalDate today = since; today.isBefore(day); today = today.plusDays(1)) {
            List<Usage> events = new ArrayList<>();
            while (at < seen.size() && seen.get(at).isBefore(today.plusDays(1))) {
                events.add(seen.get(at++));
            }
            for (int mood = 0; mood < moods.length; mood++) {
                belief[mood] *= likelihood(moods[mood], today.toEpochDay(), events);
            }
            belief = next(moods, belief, today.toEpochDay() - since.toEpochDay());
            normalise(belief);
        }
        return belief;
    }

    /** Up to factors that are the same for every mood: counts are Poisson, minutes geometric, payments fail or not. */
    private double likelihood(Mood mood, long day, List<Usage> events) {
        double weight = AccountLaw.isWeekend(day) ? AccountLaw.WEEKEND : 1.0;
        double likelihood = StrictMath.exp(-weight * law.events(mood));
        boolean failed = false;
        for (Usage event : events) {
            switch (event.kind()) {
                case LOGIN -> likelihood *= mood.logins * minutes(mood, event.amount());
                case EXPORT -> likelihood *= mood.exports;
                case TICKET -> likelihood *= mood.tickets;
                case PAYMENT_FAILED -> failed = true;
            }
        }
        LocalDate from = account.from();
        if (from != null && AccountLaw.isBillingDay(from, day)) {
            likelihood *= failed ? mood.paymentFails : 1.0 - mood.paymentFails;
        }
        return likelihood;
    }

    /** The probability that 1 + ⌊an exponential number⌋ has this value. */
    private static double minutes(Mood mood, double minutes) {
        double q = StrictMath.exp(-1.0 / mood.loginMinutes);
        return (1.0 - q) * StrictMath.pow(q, minutes - 1.0);
    }

    /** From the start of a day to the start of the next; what is missing from the sum has left. */
    private double[] next(Mood[] moods, double[] belief, long daysSince) {
        boolean early = daysSince < AccountLaw.EARLY_DAYS;
        double[] next = new double[moods.length];
        for (int from = 0; from < moods.length; from++) {
            double stays = 1.0 - law.end(moods[from]);
            for (int to = 0; to < moods.length; to++) {
                if (to != from) {
                    double change = law.change(moods[from], moods[to], early);
                    next[to] += belief[from] * change;
                    stays -= change;
                }
            }
            next[from] += belief[from] * stays;
        }
        return next;
    }

    private static void normalise(double[] belief) {
        double sum = 0;
        for (double part : belief) {
            sum += part;
        }
        for (int i = 0; i < belief.length; i++) {
            belief[i] /= sum;
        }
    }
}
