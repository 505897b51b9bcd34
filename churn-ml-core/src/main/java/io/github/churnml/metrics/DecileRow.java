package io.github.churnml.metrics;

/**
 * One line of a {@link GainsTable}: what is found among one tenth of the customers, and down to it.
 *
 * @param decile 1 for the highest scores to 10 for the lowest
 * @param customers how many customers are in the decile
 * @param churners how many churners are expected in it; a fraction where customers of equal score are divided
 * @param rate churners per customer, 0 to 1; NaN if the decile is empty
 * @param lift the rate, in units of the rate of all customers: 1 is chance; NaN if the decile is empty or nobody churns
 * @param cumulativeGain the share of all churners found in this decile and those above, 0 to 1; NaN if nobody churns
 * @param cumulativeLift the rate in this decile and those above, in units of the rate of all customers; NaN if nobody
 *     churns
 */
public record DecileRow(
        int decile,
        int customers,
        double churners,
        double rate,
        double lift,
        double cumulativeGain,
        double cumulativeLift) {}
