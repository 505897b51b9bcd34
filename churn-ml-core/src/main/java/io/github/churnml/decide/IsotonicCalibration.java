package io.github.churnml.decide;

import io.github.churnml.predictor.LogOdds;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Centred isotonic calibration: knots of log-odds, straight lines between them, and lines of slope 1 beyond the first and the
 * last, so that customers keep their order everywhere.
 *
 * <p>Knots are pools of rows whose rates rise: neighbours that violate it are pooled (M. Ayer et al., An empirical distribution
 * function for sampling with incomplete information, 1955), and each pool stands at the mean of its log-odds (A. P. Oron and
 * N. Flournoy, Centered isotonic regression, 2017). Only the first pool can be without churners, and only the last without
 * stayers. Such a rate would mean certainty: half a customer of weight 1 is counted there, though never more than half of the
 * way to the neighbour's rate.
 */
final class IsotonicCalibration implements Calibrator {

    static final String KIND = "isotonic";

    /** The log-odds of the knots, then what each becomes. */
    private final double[] numbers;

    private final int count;

    private IsotonicCalibration(double[] numbers) {
        this.numbers = numbers;
        count = numbers.length / 2;
    }

    /** The calibrator of these knots, or null where they do not rise or are fewer than 2. */
    static @Nullable IsotonicCalibration of(double[] numbers) {
        IsotonicCalibration made = new IsotonicCalibration(numbers.clone());
        boolean rises = made.count >= 2 && numbers.length % 2 == 0;
        for (int i = 1; rises && i < made.count; i++) {
            rises = numbers[i] > numbers[i - 1] && numbers[made.count + i] >= numbers[made.count + i - 1];
        }
        return rises && Double.isFinite(made.logOdds(1e300) - made.logOdds(-1e300)) ? made : null;
    }

    /** Fits the rows whose weight is above 0; null where rates do not rise. */
    static @Nullable IsotonicCalibration fit(double[] x, int[] labels, double[] rowWeights) {
        Integer[] order = new Integer[x.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        // Of the same log-odds churners come first, so that they are pooled with the stayers.
        Arrays.sort(order, (a, b) -> x[a] == x[b] ? labels[b] - labels[a] : Double.compare(x[a], x[b]));
        double[] rates = new double[x.length];
        double[] weights = new double[x.length];
        double[] centres = new double[x.length];
        int count = 0;
        for (int row : order) {
            if (rowWeights[row] == 0) {
                continue;
            }
            centres[count] = x[row];
            rates[count] = labels[row];
            weights[count] = rowWeights[row];
            for (; count > 0 && rates[count - 1] >= rates[count]; count--) {
                double share = weights[count] / (weights[count - 1] + weights[count]);
                centres[count - 1] += share * (centres[count] - centres[count - 1]);
                rates[count - 1] += share * (rates[count] - rates[count - 1]);
                weights[count - 1] += weights[count];
            }
            count++;
        }
        double[] numbers = new double[2 * count];
        for (int k = 0; k < count; k++) {
            double half = 0.5 / (weights[k] + 1);
            double rate = k == 0 && count > 1 ? Math.max(rates[0], Math.min(half, rates[1] / 2)) : rates[k];
            rate = k > 0 && k == count - 1 ? Math.min(rate, Math.max(1 - half, (1 + rates[k - 1]) / 2)) : rate;
            numbers[k] = centres[k];
            numbers[count + k] = LogOdds.fromProbability(rate);
        }
        return of(numbers);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public double[] numbers() {
        return numbers.clone();
    }

    @Override
    public double logOdds(double logOdds) {
        int low = 0;
        int high = count - 1;
        if (!(logOdds > numbers[low])) {
            return numbers[count] + (logOdds - numbers[low]);
        }
        if (logOdds >= numbers[high]) {
            return numbers[count + high] + (logOdds - numbers[high]);
        }
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (numbers[middle] <= logOdds) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double share = (logOdds - numbers[low]) / (numbers[high] - numbers[low]);
        double end = numbers[count + high];
        double start = numbers[count + low];
        // The sum may round beyond its end, where the next line begins.
        return Math.min(end, start + share * (end - start));
    }
}
