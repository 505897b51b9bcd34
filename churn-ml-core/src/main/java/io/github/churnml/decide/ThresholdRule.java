package io.github.churnml.decide;

import io.github.churnml.data.Numbers;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.metrics.Campaign;
import io.github.churnml.metrics.Payoff;
import io.github.churnml.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How the probability is found from which a customer is predicted to leave: given, or learnt by what it is to do best, which
 * training does from out-of-fold predictions of its training part, never from the rows that judge. An immutable value.
 *
 * <table>
 * <caption>The kinds, as YAML has them</caption>
 * <tr><th>threshold</th><th>customers at or above it</th></tr>
 * <tr><td>{@code 0.5}</td><td>as it is given</td></tr>
 * <tr><td>{@code f1}</td><td>have the greatest F1</td></tr>
 * <tr><td>{@code profit}</td><td>bring most if contacted, by the pipeline's {@link CustomerValue}</td></tr>
 * <tr><td>{@code {share: 0.1}}</td><td>are a tenth of all</td></tr>
 * <tr><td>{@code {payoff: [90, -10, 0, 0]}}</td><td>bring most, by the {@link Payoff} (a cost matrix) of leavers found, stayers
 * bothered, stayers left alone and leavers missed</td></tr>
 * </table>
 *
 * @param kind {@code fixed}, {@code f1}, {@code profit}, {@code share} or {@code payoff}
 * @param numbers the threshold, the share, the four amounts, or none
 */
public record ThresholdRule(String kind, List<Double> numbers) {

    private static final String FIXED = "fixed";
    private static final String PROFIT = "profit";
    private static final int MOST_DECIMALS = 17;

    /**
     * Copies and checks the numbers.
     *
     * @throws ConfigurationException if they do not fit the kind, or amounts make every choice equal
     */
    public ThresholdRule {
        numbers = List.copyOf(numbers);
        boolean good =
                switch (kind) {
                    case "f1", PROFIT -> numbers.isEmpty();
                    case FIXED -> numbers.size() == 1 && numbers.get(0) > 0 && numbers.get(0) <= 1;
                    case "share" -> numbers.size() == 1 && numbers.get(0) > 0 && numbers.get(0) < 1;
                    case "payoff" ->
                        numbers.size() == 4
                                && numbers.stream().allMatch(amount -> Math.abs(amount) <= Double.MAX_VALUE);
                    default -> false;
                };
        if (!good) {
            throw new ConfigurationException(
                    "Key 'threshold' holds " + Wording.value(kind.equals(FIXED) ? numbers.get(0) : kind + " " + numbers)
                            + " where a number above 0 and at most 1 is required, or f1, profit, a share between 0 and 1, or"
                            + " a payoff of four amounts.",
                    "Maybe write it as threshold: {share: 0.1}, or threshold: {payoff: [90, -10, 0, 0]}.",
                    Where.nowhere());
        }
        if (numbers.size() == 4
                && numbers.get(0).equals(numbers.get(3))
                && numbers.get(1).equals(numbers.get(2))) {
            throw new ConfigurationException(
                    "The payoff " + numbers
                            + " of 'threshold' makes every choice equal: contacting a leaver or a stayer"
                            + " brings what not contacting does, so no threshold is better than another.",
                    "Maybe the amounts are in another order: leavers found, stayers bothered, stayers left alone, leavers"
                            + " missed.",
                    Where.nowhere());
        }
    }

    /**
     * A threshold that is given.
     *
     * @param probability above 0, at most 1
     * @return the rule
     */
    public static ThresholdRule fixed(double probability) {
        return new ThresholdRule(FIXED, List.of(probability));
    }

    /** {@return the threshold of the greatest F1} */
    public static ThresholdRule f1() {
        return new ThresholdRule("f1", List.of());
    }

    /** {@return the threshold that brings most, by what the pipeline says customers are worth} */
    public static ThresholdRule profit() {
        return new ThresholdRule(PROFIT, List.of());
    }

    /**
     * The threshold that a share of customers reaches.
     *
     * @param share between 0 and 1
     * @return the rule
     */
    public static ThresholdRule share(double share) {
        return new ThresholdRule("share", List.of(share));
    }

    /**
     * The threshold that brings most by a cost matrix.
     *
     * @param payoff what one customer of each kind brings; costs are negative
     * @return the rule
     */
    public static ThresholdRule payoff(Payoff payoff) {
        return new ThresholdRule(
                "payoff",
                List.of(payoff.truePositive(), payoff.falsePositive(), payoff.trueNegative(), payoff.falseNegative()));
    }

    /**
     * Reads what {@link #setting} gave.
     *
     * @param settings where it stands
     * @param key the key that it stands under, which is there
     * @return the rule
     */
    public static ThresholdRule of(Settings settings, String key) {
        Object given = settings.value(key);
        if (given instanceof Number) {
            return fixed(settings.number(key));
        }
        if (!(given instanceof Map)) {
            return new ThresholdRule(settings.choice(key, List.of("f1", PROFIT)), List.of());
        }
        Settings section = settings.section(key);
        boolean byShare = section.has("share");
        boolean byPayoff = section.has("payoff");
        section.finish();
        return byShare && !byPayoff
                ? share(section.number("share"))
                : new ThresholdRule(
                        "payoff",
                        DoubleStream.of(section.numbers("payoff")).boxed().toList());
    }

    /** {@return the setting as YAML has it} */
    public Object setting() {
        return numbers.isEmpty()
                ? kind
                : isFixed() ? numbers.get(0) : Map.of(kind, numbers.size() == 1 ? numbers.get(0) : numbers);
    }

    /** {@return whether the threshold is given and not learnt} */
    public boolean isFixed() {
        return kind.equals(FIXED);
    }

    /** {@return whether learning it needs to know what customers are worth} */
    public boolean needsValues() {
        return kind.equals(PROFIT);
    }

    /**
     * Learns the threshold; where several are as good, the one that fewest customers reach.
     *
     * @param labels 1 for a customer who left, 0 for one who stayed
     * @param probabilities one per label; NaN for a row that does not count
     * @param campaign what contacting costs, asked for a profit only
     * @param values what each customer is worth, asked for a profit only
     * @return above 0 and at most 1, with few decimals; 1 where contacting anyone brings nothing
     */
    public double learn(int[] labels, double[] probabilities, Campaign campaign, double[] values) {
        int[] order = IntStream.range(0, labels.length)
                .filter(row -> !Double.isNaN(probabilities[row]))
                .boxed()
                .sorted((a, b) -> Double.compare(probabilities[b], probabilities[a]))
                .mapToInt(row -> row)
                .toArray();
        long left = IntStream.of(order).filter(row -> labels[row] == 1).count();
        double best = kind.equals("share") ? Double.NEGATIVE_INFINITY : 0;
        double threshold = isFixed() ? numbers.get(0) : 1;
        double gained = 0;
        double found = 0;
        for (int i = 0; i < order.length && !isFixed(); i++) {
            int row = order[i];
            found += labels[row];
            if (needsValues()) {
                gained += campaign.gain(labels[row], values[row]);
            } else if (kind.equals("payoff")) {
                gained += labels[row] == 1 ? numbers.get(0) - numbers.get(3) : numbers.get(1) - numbers.get(2);
            }
            double below = i + 1 == order.length ? 0 : probabilities[order[i + 1]];
            double score = kind.equals("f1")
                    ? 2 * found / (left + i + 1)
                    : kind.equals("share") ? -Math.abs(i + 1 - numbers.get(0) * order.length) : gained;
            if (below < probabilities[row] && score > best) {
                best = score;
                threshold = between(below, probabilities[row]);
            }
        }
        return threshold;
    }

    /**
     * A number between two, with as few decimals as can be.
     *
     * @param lower from 0
     * @param upper above it, at most 1
     * @return above the lower and at most the upper
     */
    public static double between(double lower, double upper) {
        double scale = 1;
        for (int decimals = 1; decimals <= MOST_DECIMALS; decimals++) {
            scale *= 10;
            double rounded = Math.rint((lower + (upper - lower) / 2) * scale) / scale;
            if (rounded > lower && rounded <= upper) {
                return rounded;
            }
        }
        return upper;
    }

    /** {@return the setting, as in {@code f1} or {@code share 0.1}} */
    @Override
    public String toString() {
        return isFixed() ? Numbers.text(numbers.get(0)) : numbers.isEmpty() ? kind : kind + " " + numbers;
    }
}
