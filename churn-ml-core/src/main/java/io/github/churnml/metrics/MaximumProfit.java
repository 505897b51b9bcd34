package io.github.churnml.metrics;

import java.util.Arrays;

/**
 * What a campaign brings if as many customers are contacted as is best, likeliest to leave first: the maximum profit (MP) and
 * the expected maximum profit (EMPC) of T. Verbraken, W. Verbeke and B. Baesens (2013, equations 7 and 9), see {@link Campaign}.
 *
 * <p>Exact: profits of thresholds are lines over the acceptance γ, so the best ones are the corners of a convex hull (that of
 * the ROC curve, where all customers are worth the same), and between two corners the integral over a Beta distribution is a
 * difference of incomplete beta functions. O(n log n). With a certain acceptance both are the same.
 *
 * @param perCustomer the amount, divided by all customers, contacted or not; 0 or more, 0 where contacting nobody is best
 * @param contacted the share of customers contacted for it, 0 to 1, as a mean over the acceptance
 */
public record MaximumProfit(double perCustomer, double contacted) {

    /**
     * The expected maximum profit where all customers are worth the same.
     *
     * @param labels 1 for a churner, 0 for a stayer
     * @param scores one per label, higher for a likelier churner; any number but NaN
     * @param campaign its costs, and the distribution of its acceptance
     * @param value what a customer who stays is worth, 0 or more
     * @return the most that the campaign can bring by these scores
     * @throws IllegalArgumentException if there are no rows, the lengths differ, a label is not 0 or 1, a score is NaN, or the
     *     value is not an amount of 0 or more
     */
    public static MaximumProfit of(int[] labels, double[] scores, Campaign campaign, double value) {
        double[] values = new double[labels.length];
        Arrays.fill(values, value);
        return of(labels, scores, campaign, values);
    }

    /**
     * The expected maximum profit where each customer has a value.
     *
     * @param labels 1 for a churner, 0 for a stayer
     * @param scores one per label, higher for a likelier churner; any number but NaN
     * @param campaign its costs, and the distribution of its acceptance
     * @param values what each customer is worth if staying, 0 or more
     * @return the most that the campaign can bring by these scores
     * @throws IllegalArgumentException if there are no rows, the lengths differ, a label is not 0 or 1, a score is NaN, or a
     *     value is not an amount of 0 or more
     */
    public static MaximumProfit of(int[] labels, double[] scores, Campaign campaign, double[] values) {
        CampaignRows rows = new CampaignRows(labels, scores, campaign, values);
        return rows.maximum(rows.counts, true);
    }
}
