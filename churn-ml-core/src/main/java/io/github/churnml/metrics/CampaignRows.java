package io.github.churnml.metrics;

import io.github.churnml.error.Wording;
import java.util.stream.IntStream;

/**
 * Rows with what their customers are worth, highest score first: what the metrics of money read. Every row is an entry of its
 * own among the counts, so that a resample knows which values it drew; rows of equal score are contacted together all the same.
 */
final class CampaignRows {

    final ScoreCounts counts;

    private final double[] values;
    private final Campaign campaign;

    CampaignRows(int[] labels, double[] scores, Campaign campaign, double[] values) {
        ScoreCounts.checkRows(labels, scores);
        if (values.length != labels.length) {
            throw new IllegalArgumentException("There are " + labels.length + " labels but " + values.length
                    + " values of customers.\nMaybe they come from different tables.");
        }
        int[] order = IntStream.range(0, labels.length)
                .boxed()
                .sorted((a, b) -> {
                    int byScore = scores[a] == scores[b] ? 0 : Double.compare(scores[b], scores[a]);
                    int byLabel = byScore == 0 ? labels[b] - labels[a] : byScore;
                    return byLabel == 0 ? Double.compare(values[b], values[a]) : byLabel;
                })
                .mapToInt(row -> row)
                .toArray();
        this.campaign = campaign;
        this.values = new double[order.length];
        double[] sorted = new double[order.length];
        int[] churners = new int[order.length];
        int[] stayers = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            int row = order[i];
            if (!(values[row] >= 0 && values[row] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("The value at index " + row + " is " + Wording.value(values[row])
                        + " where an amount of 0 or more is required.\nMaybe a customer's value is missing.");
            }
            sorted[i] = scores[row];
            this.values[i] = values[row];
            churners[i] = labels[row];
            stayers[i] = 1 - labels[row];
        }
        counts = new ScoreCounts(sorted, churners, stayers);
    }

    /** A metric of money for a resample of these rows; amounts are per customer. */
    double measure(Metric metric, ScoreCounts drawn, double threshold) {
        if (metric == Metric.MAXIMUM_PROFIT || metric == Metric.EMPC) {
            return maximum(drawn, metric == Metric.EMPC).perCustomer();
        }
        double everyone = profit(drawn, Double.NEGATIVE_INFINITY);
        if (metric == Metric.PROFIT_EVERYONE) {
            return everyone;
        }
        double profit = profit(drawn, threshold);
        return metric == Metric.PROFIT ? profit : profit - Math.max(0, everyone);
    }

    private double profit(ScoreCounts drawn, double threshold) {
        double sum = 0;
        for (int i = 0; i < values.length && drawn.scores[i] >= threshold; i++) {
            sum += drawn.positives[i] * campaign.gain(1, values[i]) + drawn.negatives[i] * campaign.gain(0, values[i]);
        }
        return sum / drawn.total();
    }

    /**
     * What the best threshold brings, where the acceptance is its mean, or (uncertain) the mean over its distribution of what
     * the best threshold for each acceptance brings.
     */
    MaximumProfit maximum(ScoreCounts drawn, boolean uncertain) {
        // Contacting the first so many rows brings saved γ − spent: lines over γ, whose upper hull the best thresholds
        // are.
        double[] saved = new double[values.length + 1];
        double[] spent = new double[values.length + 1];
        double[] contacted = new double[values.length + 1];
        int top = 0;
        double worth = 0;
        long stayers = 0;
        long customers = 0;
        for (int i = 0; i < values.length; i++) {
            worth += drawn.positives[i] * (values[i] - campaign.offerCost());
            stayers += drawn.negatives[i];
            customers += drawn.positives[i] + drawn.negatives[i];
            boolean last = i == values.length - 1 || drawn.scores[i + 1] < drawn.scores[i];
            if (last && worth > saved[top]) {
                double cost = stayers * campaign.offerCost() + customers * campaign.contactCost();
                while (top > 0
                        && (cost - spent[top - 1]) * (saved[top] - saved[top - 1])
                                <= (spent[top] - spent[top - 1]) * (worth - saved[top - 1])) {
                    top--;
                }
                top++;
                saved[top] = worth;
                spent[top] = cost;
                contacted[top] = customers;
            }
        }
        double[] lines = new double[2];
        for (int k = 0; k <= top; k++) {
            double from = k == 0 ? 0 : (spent[k] - spent[k - 1]) / (saved[k] - saved[k - 1]);
            double to = k == top ? 1 : (spent[k + 1] - spent[k]) / (saved[k + 1] - saved[k]);
            double share = weight(to, 0, uncertain) - weight(from, 0, uncertain);
            double mean = campaign.acceptance() * (weight(to, 1, uncertain) - weight(from, 1, uncertain));
            lines[0] += saved[k] * mean - spent[k] * share;
            lines[1] += contacted[k] * share;
        }
        return new MaximumProfit(lines[0] / customers, lines[1] / customers);
    }

    /** The probability of an acceptance up to a number; with a moment of 1, its mean there in units of the whole mean. */
    private double weight(double acceptance, int moment, boolean uncertain) {
        double mean = campaign.acceptance();
        double offers = campaign.acceptanceOffers();
        if (acceptance >= 1 || acceptance <= 0) {
            return acceptance <= 0 ? 0 : 1;
        }
        return uncertain && offers < Double.POSITIVE_INFINITY && mean < 1
                ? BetaFunction.regularised(acceptance, mean * offers + moment, (1 - mean) * offers)
                : acceptance < mean ? 0 : 1;
    }
}
