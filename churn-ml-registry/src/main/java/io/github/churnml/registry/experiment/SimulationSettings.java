package io.github.churnml.registry.experiment;

import io.github.churnml.data.Numbers;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;

/**
 * Experiments to be made up, of which the truth is known.
 *
 * @param plan what each is read with: rate or deviation, planned effect, share, α, correlation, horizon, cycle; customers a day
 *     have to be given
 * @param gain how much better the challenger truly is, in the outcome's units; negative if it is worse, 0 if they are the same
 * @param days on how many days customers come; each day's customers are read once their horizon has passed
 * @param postponed by how many days the challenger's leavers leave later than the champion's, though as many leave within the
 *     horizon
 * @param runs how many experiments
 * @param seed where chance begins
 */
public record SimulationSettings(ExperimentPlan plan, double gain, int days, int postponed, int runs, long seed) {

    private static final int MOST_RUNS = 1_000_000;
    private static final double MOST_PER_DAY = 1_000_000;

    /**
     * Checks what it is given.
     *
     * @throws ConfigurationException if it cannot be simulated
     */
    public SimulationSettings {
        require(days >= 1 && days <= ExperimentPlanBuilder.MOST_DAYS, "number of days", days, "1 to 3650");
        require(runs >= 1 && runs <= MOST_RUNS, "number of runs", runs, "1 to " + MOST_RUNS);
        double perDay = plan.customersPerDay();
        require(perDay >= 1 && perDay <= MOST_PER_DAY, "number of customers a day", perDay, "1 to 1000000");
        require(
                postponed >= 0 && (postponed == 0 || postponed < plan.horizonDays()),
                "number of days by which leaving is postponed",
                postponed,
                "0 to below the horizon");
        double rate = plan.baseline() + (plan.higherIsBetter() ? gain : -gain);
        require(
                !plan.isRate() || rate > 0 && rate < 1 && rate <= 2 * plan.baseline(),
                "challenger's rate",
                rate,
                "above 0 and at most twice the baseline, below 1,");
    }

    private static void require(boolean good, String what, double value, String required) {
        if (!good) {
            throw new ConfigurationException(
                    "The " + what + " is " + Wording.value(Numbers.text(value)) + " where " + required
                            + " is required.",
                    "",
                    Where.nowhere());
        }
    }
}
