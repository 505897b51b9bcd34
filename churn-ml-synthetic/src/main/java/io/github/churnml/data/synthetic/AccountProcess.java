package io.github.churnml.data.synthetic;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws one account: first what it is, then its moods from day to day, which decide whether and when it becomes a customer
 * and cancels, and at last what it does in them. {@code docs/synthetic-events.md} states each equation; the order of the
 * draws is part of what a seed means. Moods and usage have streams of their own, so the same accounts do the same whatever
 * the number of events.
 */
final class AccountProcess {

    /** The first day that is covered. */
    static final LocalDate START = LocalDate.of(2024, 7, 1);
    /** The files show what was known when this day began. */
    static final LocalDate EXPORT = LocalDate.of(2026, 7, 1);

    private static final int DAYS = (int) (EXPORT.toEpochDay() - START.toEpochDay());
    private static final int MOST_EMPLOYEES = 5000;
    private static final double LATE_SHARE = 0.10;
    private static final int MOST_LATE_MINUTES = 10 * 24 * 60;
    private static final double MEAN_LATE_MINUTES = 24 * 60;
    private static final double MEAN_EXPORTED_ROWS = 200;

    private static final Mood[] MOODS = Mood.values();
    private static final Plan[] PLANS = Plan.values();
    private static final Region[] REGIONS = Region.values();
    private static final Source[] SOURCES = Source.values();

    private final Draws draws;
    private final Draws usageDraws;
    private final AccountLaw law;
    private final List<Usage> usage = new ArrayList<>();
    private final double charge;
    private long from = Long.MAX_VALUE;
    private long to = Long.MAX_VALUE;

    private AccountProcess(Draws draws, Draws usageDraws, AccountLaw law, double charge) {
        this.draws = draws;
        this.usageDraws = usageDraws;
        this.law = law;
        this.charge = charge;
    }

    static Account draw(long seed, long number, double scale) {
        Draws draws = Draws.of(seed, number, Draws.Purpose.ACCOUNT);
        LocalDate firstSeen = START.plusDays(draws.below(DAYS));
        Region region = draws.pick(REGIONS, r -> r.share);
        Source source = draws.pick(SOURCES, s -> s.share);
        int employees = (int) Math.min(MOST_EMPLOYEES, 1.0 + StrictMath.exp(2.5 + 1.2 * draws.gaussian()));
        Plan plan = draws.pick(PLANS, p -> p.share);
        double charge = Math.rint(100 * plan.listPrice * (0.9 + 0.2 * draws.uniform())) / 100;
        AccountLaw law = new AccountLaw(region, source, employees, AccountLaw.unrest(plan), scale);

        Draws usageDraws = Draws.of(seed, number, Draws.Purpose.USAGE);
        AccountProcess process = new AccountProcess(draws, usageDraws, law, charge);
        process.live(firstSeen.toEpochDay());
        boolean customer = process.from != Long.MAX_VALUE;
        return new Account(
                number,
                firstSeen,
                region,
                source,
                employees,
                day(process.from),
                day(process.to),
                customer ? plan : null,
                customer ? charge : Double.NaN,
                scale,
                process.usage);
    }

    private static @Nullable LocalDate day(long epochDay) {
        return epochDay == Long.MAX_VALUE ? null : LocalDate.ofEpochDay(epochDay);
    }

    /** From mood to mood, until the account cancels or the files are exported. */
    private void live(long firstSeen) {
        long end = EXPORT.toEpochDay();
        long day = firstSeen;
        Mood mood = Mood.CURIOUS;
        while (day < end && mood != Mood.LOST && to == Long.MAX_VALUE) {
            boolean early = day - from < AccountLaw.EARLY_DAYS;
            long limit = early && mood == Mood.STEADY ? Math.min(end, from + AccountLaw.EARLY_DAYS) : end;
            double leaves = leaves(mood, early);
            long next = day + days(leaves);
            use(mood, day, Math.min(next, limit));
            if (next <= limit && next < end) {
                mood = follow(mood, early, leaves, next);
            }
            day = Math.min(next, limit);
        }
        usage.sort(Comparator.comparingLong(Usage::atSecond));
    }

    private double leaves(Mood mood, boolean early) {
        double leaves = law.end(mood);
        for (Mood other : MOODS) {
            leaves += law.change(mood, other, early);
        }
        return leaves;
    }

    /** {@return how many days a mood lasts, the last included, if each ends it with a probability: geometric, by inversion} */
    private long days(double leaves) {
        return 1 + (long) (StrictMath.log(1.0 - draws.uniform()) / StrictMath.log(1.0 - leaves));
    }

    /** What a mood is followed by, from a day on. */
    private Mood follow(Mood mood, boolean early, double leaves, long next) {
        double left = draws.uniform() * leaves;
        for (Mood other : MOODS) {
            left -= law.change(mood, other, early);
            if (left < 0) {
                return other;
            }
        }
        if (from == Long.MAX_VALUE) {
            from = next;
            return Mood.STEADY;
        }
        to = next;
        return mood;
    }

    /** The events of the days from {@code start} to before {@code stop}. */
    private void use(Mood mood, long start, long stop) {
        double mean = 1.0 / law.events(mood);
        for (double at = start + usageDraws.exponential(mean); at < stop; at += usageDraws.exponential(mean)) {
            long day = (long) at;
            if (!AccountLaw.isWeekend(day) || usageDraws.chance(AccountLaw.WEEKEND)) {
                act(mood, day);
            }
        }
        if (from != Long.MAX_VALUE) {
            bill(mood, start, stop);
        }
    }

    /** Days are from 6 to 21 o'clock, with most events in the middle. */
    private void act(Mood mood, long day) {
        double hours = 6.0 + 7.5 * (usageDraws.uniform() + usageDraws.uniform());
        double which = usageDraws.uniform() * mood.events();
        if (which < mood.logins) {
            add(day, hours, UsageKind.LOGIN, 1 + Math.floor(usageDraws.exponential(mood.loginMinutes)));
        } else if (which < mood.logins + mood.exports) {
            add(day, hours, UsageKind.EXPORT, 1 + Math.floor(usageDraws.exponential(MEAN_EXPORTED_ROWS)));
        } else {
            add(day, hours, UsageKind.TICKET, Double.NaN);
        }
    }

    private void bill(Mood mood, long start, long stop) {
        long before = Math.floorDiv(start - 1 - from, AccountLaw.BILLING_DAYS);
        long first = from + Math.max(1, before + 1) * AccountLaw.BILLING_DAYS;
        for (long day = first; day < stop; day += AccountLaw.BILLING_DAYS) {
            if (usageDraws.chance(mood.paymentFails)) {
                add(day, 3.0 + usageDraws.uniform(), UsageKind.PAYMENT_FAILED, charge);
            }
        }
    }

    /** One event in ten reaches the log late: by a minute, and a day on average, to ten days. */
    private void add(long day, double hours, UsageKind kind, double amount) {
        long at = day * Usage.SECONDS_PER_DAY + (long) (hours * 3600);
        long known = at;
        if (usageDraws.chance(LATE_SHARE)) {
            known += 60 * (1 + (long) Math.min(MOST_LATE_MINUTES - 1, usageDraws.exponential(MEAN_LATE_MINUTES)));
        }
        usage.add(new Usage(at, known, kind, amount));
    }
}
