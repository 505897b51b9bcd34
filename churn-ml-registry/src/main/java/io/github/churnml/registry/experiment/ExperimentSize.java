package io.github.churnml.registry.experiment;

/**
 * How many customers an experiment needs.
 *
 * @param once if it is looked at once, at its end
 * @param daily if it is looked at every day and stopped when it can be told
 * @param half by when half of the experiments whose gain is as planned have told so, looked at every day
 */
public record ExperimentSize(Part once, Part daily, Part half) {

    /**
     * A number of customers.
     *
     * @param customers how many there are
     * @param champions how many of them get the champion
     * @param challengers how many of them get the challenger
     * @param days how many days pass from the first customer to the last outcome; 0 if it is not known how many customers come
     */
    public record Part(long customers, long champions, long challengers, long days) {}

    /**
     * Looked at once: J. Fleiss, B. Levin and M. Paik, "Statistical Methods for Rates and Proportions" (2003), formula 4.14 for
     * unequal groups, without correction for continuity: the variance of all customers together where there is no difference, and
     * of the arms apart where there is one. So do G*Power and {@code statsmodels.stats.proportion.power_proportions_2indep}.
     */
    static ExperimentSize of(ExperimentPlan plan) {
        double once = once(plan);
        SequentialPower power = SequentialPower.of(plan, once);
        return new ExperimentSize(part(plan, once), part(plan, power.reached()), part(plan, power.half()));
    }

    static double once(ExperimentPlan plan) {
        double root = Normal.quantile(1 - plan.alpha() / 2) * StrictMath.sqrt(plan.together())
                + Normal.quantile(plan.power()) * StrictMath.sqrt(plan.apart());
        double customers = root / plan.effect();
        return customers * customers;
    }

    private static Part part(ExperimentPlan plan, double customers) {
        long challengers = (long) Math.ceil(customers * plan.challengerShare());
        long champions = (long) Math.ceil(customers * (1 - plan.challengerShare()));
        long coming = plan.customersPerDay() > 0
                ? (long) Math.ceil((champions + challengers) / plan.customersPerDay() - 1e-9)
                : 0;
        long days = coming == 0 ? 0 : Math.max(coming, plan.cycleDays()) + plan.horizonDays();
        return new Part(champions + challengers, champions, challengers, days);
    }
}
