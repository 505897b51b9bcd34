package io.github.churnml.registry.experiment;

import java.util.Arrays;

/**
 * With how many customers the always-valid rule finds the planned gain as often as asked, if it is applied at every look.
 *
 * <p>The estimate times its information 1/V is a Brownian motion with the gain as drift. From look to look the distribution of
 * where it is, unless something was told before, is carried on by integrating over a grid (P. Armitage, C. McPherson and B. Rowe,
 * "Repeated significance tests on accumulating data", 1969), by Simpson's rule with four points a standard deviation of a step:
 * no chance in it, and right to about 1e-5.
 *
 * @param reached how many customers give the power asked for
 * @param half how many give half of the experiments
 */
record SequentialPower(double reached, double half) {

    private static final int LOOKS_TO_ONCE = 60;
    private static final int MOST_LOOKS = 3_000;
    private static final double FURTHEST = 8;
    private static final double POINTS = 4;

    static SequentialPower of(ExperimentPlan plan, double once) {
        double perDay = plan.customersPerDay();
        // Without a number a day, as if it took two months; beyond that many looks more of them hardly matter.
        double step = Math.max(perDay, once / LOOKS_TO_ONCE);
        step = perDay > 0 ? perDay * Math.ceil(step / perDay) : step;
        Walk walk = new Walk(plan);
        double half = Double.NaN;
        double before = 0;
        for (int look = 1; look <= MOST_LOOKS; look++) {
            double customers = look * step;
            double told = walk.look(customers, perDay == 0 || customers >= plan.cycleDays() * perDay);
            if (Double.isNaN(half) && told >= 0.5) {
                half = wholeDays(plan, between(customers, step, before, told, 0.5));
            }
            if (told >= plan.power()) {
                double reached = between(customers, step, before, told, plan.power());
                return new SequentialPower(wholeDays(plan, reached), half);
            }
            before = told;
        }
        throw new IllegalStateException("a power of at most 1 - alpha is reached, and " + before + " was");
    }

    /** One looks at the end of a day, and for a gain not before the cycle's. */
    private static double wholeDays(ExperimentPlan plan, double customers) {
        double perDay = plan.customersPerDay();
        return perDay > 0 ? perDay * Math.max(plan.cycleDays(), Math.ceil(customers / perDay - 1e-9)) : customers;
    }

    private static double between(double customers, double step, double before, double told, double wanted) {
        return customers - step * (told - wanted) / (told - before);
    }

    /** Where experiments of the planned gain are that have not told anything yet. Mutable, for one thread. */
    static final class Walk {

        private final ExperimentPlan plan;
        private final SequentialRule rule;
        private final double drift;
        private final double unit;
        private double information;
        private double[] places = {};
        private double[] weights = {};
        private double told;
        private double stopped;

        Walk(ExperimentPlan plan) {
            this(plan, plan.effect());
        }

        /** @param gain what it truly is */
        Walk(ExperimentPlan plan, double gain) {
            this.plan = plan;
            this.rule = plan.rule();
            this.drift = gain;
            this.unit = Math.max(plan.apart(), plan.together());
        }

        /** The share of experiments that were stopped without a benefit. */
        double stopped() {
            return stopped;
        }

        /** Goes on to a number of customers; the share of experiments that have told a benefit by then. */
        double look(double customers, boolean isWholeCycle) {
            double rate = plan.isRate() ? plan.baseline() : 0.5;
            double share = plan.challengerShare();
            if (!SequentialRule.isEnough(customers * (1 - share), customers * share, rate)) {
                return told;
            }
            double now = customers / unit;
            double variance = 1 / now;
            double spread = FURTHEST * StrictMath.sqrt(now);
            double high = isWholeCycle ? rule.benefit().bound(variance) * now : Double.POSITIVE_INFINITY;
            // Below it is harm, or, after a cycle, less than planned; a benefit goes before that.
            double least = isWholeCycle ? plan.effect() : 0;
            double low = Math.min(high, (least - rule.harm().bound(variance)) * now);
            double step = StrictMath.sqrt(now - information);
            if (places.length == 0) {
                places = new double[] {0};
                weights = new double[] {1};
            }
            told += beyond(high, now - information);
            stopped += before(low, now - information);
            double from = Math.max(low, drift * now - spread);
            double to = Math.min(high, drift * now + spread);
            carry(from, Math.max(from, to), now - information, step / POINTS);
            information = now;
            return told;
        }

        private double beyond(double limit, double gained) {
            double root = StrictMath.sqrt(gained);
            double sum = 0;
            for (int i = 0; i < places.length && limit < Double.POSITIVE_INFINITY; i++) {
                sum += weights[i] * Normal.below((places[i] + drift * gained - limit) / root);
            }
            return sum;
        }

        private double before(double limit, double gained) {
            double root = StrictMath.sqrt(gained);
            double sum = 0;
            for (int i = 0; i < places.length; i++) {
                sum += weights[i] * Normal.below((limit - places[i] - drift * gained) / root);
            }
            return sum;
        }

        private void carry(double from, double to, double gained, double width) {
            int intervals = 2 * Math.max(2, (int) Math.ceil((to - from) / width / 2));
            double h = (to - from) / intervals;
            double root = StrictMath.sqrt(gained);
            double[] next = new double[intervals + 1];
            double[] nextWeights = new double[intervals + 1];
            for (int j = 0; j <= intervals; j++) {
                next[j] = from + j * h;
                double centre = next[j] - drift * gained;
                double simpson = (j == 0 || j == intervals ? 1 : j % 2 == 1 ? 4 : 2) * h / 3;
                nextWeights[j] = simpson * density(centre, root);
            }
            places = next;
            weights = nextWeights;
        }

        /** Places are in order, and only those within some deviations matter. */
        private double density(double centre, double root) {
            int first = Arrays.binarySearch(places, centre - FURTHEST * root);
            double sum = 0;
            for (int i = first < 0 ? -first - 1 : first;
                    i < places.length && places[i] < centre + FURTHEST * root;
                    i++) {
                sum += weights[i] * Normal.density((centre - places[i]) / root);
            }
            return sum / root;
        }
    }
}
