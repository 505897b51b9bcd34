package io.github.churnml.data.synthetic;

/**
 * The law by which customers leave: the true log-odds as a sum of main effects, bends and steps, and interactions of the
 * clean values. {@code docs/synthetic-customers.md} states the same equations; [x] below is 1 if x holds, else 0, and
 * (x)⁺ is x if positive, else 0.
 */
final class ChurnLogOdds {

    private static final double INTERCEPT = -1.65;

    private ChurnLogOdds() {}

    static double of(Customer c) {
        return INTERCEPT + subscription(c) + price(c) + usage(c) + service(c) + payment(c) + c.region().logOdds;
    }

    /** Who is bound stays, who is new leaves; a free month-to-month customer's first half year is the riskiest. */
    private static double subscription(Customer c) {
        boolean free = c.contract() == Contract.MONTH_TO_MONTH;
        return c.contract().logOdds
                - 0.6 * StrictMath.log(1.0 + c.tenureMonths() / 6.0)
                + step(free && c.tenureMonths() < 6, 1.1);
    }

    /** A promotion keeps customers until it runs out with the first year; a large plan hardly used is money wasted. */
    private static double price(Customer c) {
        boolean ending = c.promo() && c.tenureMonths() >= 10 && c.tenureMonths() <= 13;
        boolean wasted = c.plan() == Plan.PREMIUM && c.usageGb30d() < 100.0;
        return 0.015 * above(c.monthlyCharge(), 45.0) - step(c.promo(), 0.5) + step(ending, 2.0) + step(wasted, 1.4);
    }

    /** Leaving shows beforehand: usage falls by more than 30 %, and more so when the customer has not logged in. */
    private static double usage(Customer c) {
        boolean drop = c.usageChangePct() < -30.0;
        return step(drop, 1.5)
                + 0.02 * above(-c.usageChangePct(), 30.0)
                + 0.02 * Math.min(c.lastLoginDays(), 40)
                + step(drop && c.lastLoginDays() > 14, 1.0);
    }

    /** One ticket is harmless, many are not, and many on a slow line are worst. */
    private static double service(Customer c) {
        boolean ignored = c.supportTickets90d() >= 2 && c.avgLatencyMs() > 85.0;
        return 0.3 * Math.min(above(c.supportTickets90d(), 1.0), 4.0)
                + 0.012 * Math.min(above(c.avgLatencyMs(), 70.0), 80.0)
                + 0.2 * Math.min(above(c.downtimeHours30d(), 2.0), 6.0)
                + step(ignored, 1.8);
    }

    /** Late payments count up to three, and weigh more where nobody but the customer can make them. */
    private static double payment(Customer c) {
        return c.paymentMethod().logOdds
                - step(c.autopay(), 0.3)
                + 0.35 * Math.min(c.latePayments12m(), 3)
                + step(c.latePayments12m() >= 2 && !c.autopay(), 1.0);
    }

    private static double step(boolean holds, double size) {
        return holds ? size : 0.0;
    }

    private static double above(double value, double threshold) {
        return Math.max(0.0, value - threshold);
    }
}
