package io.github.churnml.data.synthetic;

import java.time.LocalDate;

/**
 * Draws one customer: first what they subscribe to, then two hidden traits (how engaged they are, how bad their line
 * is), then everything that can be observed, and at last whether they leave. {@code docs/synthetic-customers.md} states
 * each equation; the order of the draws is part of what a seed means.
 */
final class CustomerProcess {

    /** The day as of which all customers are seen; the first of a month, so months of tenure are whole ones. */
    static final LocalDate SNAPSHOT = LocalDate.of(2026, 7, 1);

    private static final int LONGEST_TENURE = 72;
    private static final Plan[] PLANS = Plan.values();
    private static final Contract[] CONTRACTS = Contract.values();
    private static final PaymentMethod[] METHODS = PaymentMethod.values();
    private static final Region[] REGIONS = Region.values();

    private CustomerProcess() {}

    static Customer draw(long seed, long number) {
        Draws draws = Draws.of(seed, number, Draws.Purpose.CUSTOMER);
        Plan plan = draws.pick(PLANS, p -> p.share);
        Contract contract = draws.pick(CONTRACTS, c -> c.share);
        Region region = draws.pick(REGIONS, r -> r.share);
        int tenure = tenure(draws, contract);
        LocalDate signup = SNAPSHOT.minusMonths(tenure).minusDays(draws.below(28));
        boolean promo = draws.chance(tenure <= 13 ? 0.45 : 0.12);
        double charge = charge(draws, plan, contract, promo);
        double total = totalCharges(draws, tenure, charge);
        PaymentMethod method = draws.pick(METHODS, m -> m.share);
        boolean autopay = draws.chance(method.autopayShare);

        double engagement = draws.gaussian();
        double badLine = draws.gaussian();
        double usage = usage(draws, plan, engagement);
        double change = usageChange(draws, engagement);
        double latency = latency(draws, region, badLine);
        double downtime = downtime(draws, badLine);
        int tickets = tickets(draws, badLine, downtime);
        int late = latePayments(draws, autopay, method, tenure);
        int login = lastLogin(draws, engagement, change);
        Customer loyal = new Customer(
                number, signup, plan, contract, tenure, charge, total, usage, change, tickets, latency, downtime, late,
                method, autopay, promo, region, login, false);
        return loyal.withChurned(draws.chance(loyal.trueProbability()));
    }

    /** A gamma of shape two, as the sum of two exponentials, in whole months. */
    private static int tenure(Draws draws, Contract contract) {
        double months = draws.exponential(contract.meanTenure / 2) + draws.exponential(contract.meanTenure / 2);
        return (int) Math.min(LONGEST_TENURE, months);
    }

    private static double charge(Draws draws, Plan plan, Contract contract, boolean promo) {
        double price = plan.listPrice * contract.priceFactor * (promo ? 0.8 : 1.0);
        return rounded(price * (1.0 + clamped(0.06 * draws.gaussian(), -0.2, 0.2)), 100);
    }

    private static double totalCharges(Draws draws, int tenure, double charge) {
        double noise = 1.0 + clamped(0.05 * draws.gaussian(), -0.2, 0.2);
        return tenure == 0 ? Double.NaN : rounded(tenure * charge * noise, 100);
    }

    private static double usage(Draws draws, Plan plan, double engagement) {
        return rounded(plan.medianUsageGb * StrictMath.exp(0.40 * engagement + 0.45 * draws.gaussian()), 10);
    }

    /** Most customers vary a little; some, the less engaged the likelier, have all but stopped. */
    private static double usageChange(Draws draws, double engagement) {
        boolean stopping = draws.chance(logistic(-1.6 - 0.7 * engagement));
        double change = stopping ? -38.0 + 18.0 * draws.gaussian() : 1.0 + 14.0 * draws.gaussian();
        return rounded(clamped(change, -95.0, 150.0), 10);
    }

    private static double latency(Draws draws, Region region, double badLine) {
        double logFactor = 0.22 * badLine + 0.22 * draws.gaussian();
        return rounded(region.medianLatencyMs * StrictMath.exp(logFactor), 10);
    }

    private static double downtime(Draws draws, double badLine) {
        boolean none = draws.chance(0.35);
        double hours = draws.exponential(1.6 * StrictMath.exp(0.4 * badLine));
        return none ? 0.0 : rounded(Math.min(hours, 48.0), 10);
    }

    private static int tickets(Draws draws, double badLine, double downtime) {
        double logMean = -0.35 + 0.35 * badLine + 0.08 * Math.min(downtime, 8.0) + 0.4 * draws.gaussian();
        return draws.poisson(StrictMath.exp(logMean));
    }

    private static int latePayments(Draws draws, boolean autopay, PaymentMethod method, int tenure) {
        double mean = autopay ? 0.25 : method == PaymentMethod.INVOICE ? 1.4 : 0.9;
        int late = draws.poisson(mean * StrictMath.exp(0.5 * draws.gaussian()));
        return Math.min(late, Math.min(tenure, 12));
    }

    private static int lastLogin(Draws draws, double engagement, double change) {
        double mean = 7.0 * StrictMath.exp(-0.5 * engagement) + (change < -30.0 ? 8.0 : 0.0);
        return (int) Math.min(90.0, draws.exponential(mean));
    }

    private static double logistic(double logOdds) {
        return 1.0 / (1.0 + StrictMath.exp(-logOdds));
    }

    private static double clamped(double value, double least, double most) {
        return Math.max(least, Math.min(most, value));
    }

    /**
     * Rounded to the decimals that the file shows, so that the law of leaving sees what the reader of the file sees. Adding
     * zero turns a negative zero into the usual one.
     */
    private static double rounded(double value, int scale) {
        return Math.rint(value * scale) / scale + 0.0;
    }
}
