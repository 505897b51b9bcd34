package io.github.churnml.decide;

import io.github.churnml.error.Wording;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A calibrator chosen on rows that the model had not learnt from. Of several kinds the simplest one is taken whose
 * cross-validated log loss is within one standard error of the best, the error being that of the difference between the two,
 * row by row. Immutable.
 *
 * <pre>{@code
 * Calibration found = Calibration.choose(Calibrator.KINDS, logOdds, labels, weights, folds);
 * DecisionRule rule = DecisionRule.of(target, found.calibrator(), 0.5);
 * }</pre>
 */
public final class Calibration {

    /** Fewer rows of a class say too little of a probability. */
    public static final int FEWEST_PER_CLASS = 20;

    /** Beyond these log-odds a probability is 0 or 1 but for its last bits; infinite ones are taken for these. */
    private static final double CERTAIN = 36;

    private final Calibrator calibrator;
    private final Map<String, Double> losses;

    private Calibration(Calibrator calibrator, Map<String, Double> losses) {
        this.calibrator = calibrator;
        this.losses = Collections.unmodifiableMap(losses);
    }

    /**
     * Chooses a calibrator.
     *
     * @param kinds what is tried, of {@link Calibrator#KINDS}; the order is of no matter
     * @param logOdds what models said of rows that they had not learnt from
     * @param labels their outcomes, 1 for customers who left
     * @param weights how much each counts, above 0
     * @param folds the fold of each, from 0 on; calibrators are judged on each fold by what is fitted on the others
     * @return the calibrator, fitted on all rows; {@link Calibrator#none} where no kind can be fitted
     * @throws IllegalArgumentException if the lengths differ, log-odds are NaN or a weight is not above 0
     */
    public static Calibration choose(
            Collection<String> kinds, double[] logOdds, int[] labels, double[] weights, int[] folds) {
        int rows = labels.length;
        double[] x = within(logOdds, labels, weights);
        if (folds.length != rows) {
            throw new IllegalArgumentException(folds.length + " folds for " + rows + " rows");
        }
        Map<String, Calibrator> fitted = new LinkedHashMap<>();
        Map<String, double[]> rowLosses = new LinkedHashMap<>();
        Map<String, Double> losses = new LinkedHashMap<>();
        String best = NoCalibration.KIND;
        for (String kind : Calibrator.KINDS) {
            Calibrator whole = kinds.contains(kind) ? fitted(kind, x, labels, weights) : null;
            double[] lost = whole == null ? null : losses(kind, x, labels, weights, folds);
            if (whole != null && lost != null) {
                fitted.put(kind, whole);
                rowLosses.put(kind, lost);
                losses.put(kind, mean(lost, weights));
                best = losses.size() == 1 || losses.get(kind) < losses.get(best) ? kind : best;
            }
        }
        for (Map.Entry<String, double[]> tried : rowLosses.entrySet()) {
            if (asGood(tried.getValue(), rowLosses.get(best), weights)) {
                return new Calibration(fitted.get(tried.getKey()), losses);
            }
        }
        return new Calibration(Calibrator.none(), losses);
    }

    /**
     * Fits one kind of calibrator.
     *
     * @param kind one of {@link Calibrator#KINDS}
     * @param logOdds what models said of rows that they had not learnt from
     * @param labels their outcomes, 1 for customers who left
     * @param weights how much each counts, above 0
     * @return the calibrator; empty where there is none: fewer than {@link #FEWEST_PER_CLASS} rows of a class, log-odds that
     *     are all the same, tell the classes apart without a mistake or do not rise with the rate of churn, or a quadratic
     *     curve that would fall within the range of the log-odds
     * @throws IllegalArgumentException if the lengths differ, log-odds are NaN or a weight is not above 0
     */
    public static Optional<Calibrator> fit(String kind, double[] logOdds, int[] labels, double[] weights) {
        return Optional.ofNullable(fitted(kind, within(logOdds, labels, weights), labels, weights));
    }

    /** {@return the calibrator, fitted on all rows} */
    public Calibrator calibrator() {
        return calibrator;
    }

    /** {@return the cross-validated log loss of each kind that could be fitted, in nats a row, the simplest first} */
    public Map<String, Double> losses() {
        return losses;
    }

    private static double[] within(double[] logOdds, int[] labels, double[] weights) {
        if (logOdds.length != labels.length || weights.length != labels.length) {
            throw new IllegalArgumentException(
                    logOdds.length + " log-odds and " + weights.length + " weights for " + labels.length + " labels");
        }
        double[] x = new double[logOdds.length];
        for (int i = 0; i < x.length; i++) {
            if (Double.isNaN(logOdds[i]) || !(weights[i] > 0 && weights[i] < Double.MAX_VALUE)) {
                throw new IllegalArgumentException("Row " + i + " has log-odds of " + Wording.value(logOdds[i])
                        + " and a weight of " + Wording.value(weights[i]) + ".");
            }
            x[i] = Math.max(-CERTAIN, Math.min(CERTAIN, logOdds[i]));
        }
        return x;
    }

    /** Fits a kind on the rows whose weight is above 0. */
    private static @Nullable Calibrator fitted(String kind, double[] x, int[] labels, double[] weights) {
        if (kind.equals(NoCalibration.KIND)) {
            return Calibrator.none();
        }
        double[] highest = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        double[] lowest = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        int[] rows = new int[2];
        for (int i = 0; i < x.length; i++) {
            if (weights[i] == 0) {
                continue;
            }
            highest[labels[i]] = Math.max(highest[labels[i]], x[i]);
            lowest[labels[i]] = Math.min(lowest[labels[i]], x[i]);
            rows[labels[i]]++;
        }
        // Classes that do not overlap have no finite fit.
        if (Math.min(rows[0], rows[1]) < FEWEST_PER_CLASS || !(highest[0] > lowest[1] && highest[1] > lowest[0])) {
            return null;
        }
        return switch (kind) {
            case PolynomialCalibration.PLATT -> platt(x, labels, weights);
            case PolynomialCalibration.QUADRATIC ->
                quadratic(x, labels, weights, Math.min(lowest[0], lowest[1]), Math.max(highest[0], highest[1]));
            case BetaCalibration.KIND -> beta(x, labels, weights);
            default -> made(kind, new PooledRates(ascending(x, weights), x, labels, weights).numbers());
        };
    }

    private static @Nullable Calibrator platt(double[] x, int[] labels, double[] weights) {
        double[] found = LogisticFit.of(new double[][] {x.clone()}, labels, weights);
        return found != null && found[1] > 0 ? Calibrator.of(PolynomialCalibration.PLATT, found) : null;
    }

    private static @Nullable Calibrator quadratic(double[] x, int[] labels, double[] weights, double from, double to) {
        double[] squares = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            squares[i] = x[i] * x[i];
        }
        double[] found = LogisticFit.of(new double[][] {x.clone(), squares}, labels, weights);
        return found != null && found[1] + 2 * found[2] * from > 0 && found[1] + 2 * found[2] * to > 0
                ? Calibrator.of(PolynomialCalibration.QUADRATIC, found[0], found[1], found[2], from, to)
                : null;
    }

    /** Where the weight of a logarithm would be below 0 it is 0, and the other is fitted again: Kull et al., section 4. */
    private static @Nullable Calibrator beta(double[] x, int[] labels, double[] weights) {
        double[] above = new double[x.length];
        double[] below = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            above[i] = BetaCalibration.onePlusExp(x[i]);
            below[i] = -BetaCalibration.onePlusExp(-x[i]);
        }
        double[] found = LogisticFit.of(new double[][] {above.clone(), below.clone()}, labels, weights);
        if (found != null && found[1] < 0) {
            double[] again = LogisticFit.of(new double[][] {below}, labels, weights);
            found = again == null ? null : new double[] {again[0], 0, again[1]};
        } else if (found != null && found[2] < 0) {
            double[] again = LogisticFit.of(new double[][] {above}, labels, weights);
            found = again == null ? null : new double[] {again[0], again[1], 0};
        }
        return found != null && found[1] >= 0 && found[2] >= 0 && found[1] + found[2] > 0
                ? made(BetaCalibration.KIND, found)
                : null;
    }

    private static @Nullable Calibrator made(String kind, double @Nullable [] numbers) {
        return numbers == null ? null : Calibrator.of(kind, numbers);
    }

    /** The rows that count, by ascending log-odds. */
    private static Integer[] ascending(double[] x, double[] weights) {
        return IntStream.range(0, x.length)
                .filter(i -> weights[i] > 0)
                .boxed()
                .sorted((a, b) -> Double.compare(x[a], x[b]))
                .toArray(Integer[]::new);
    }

    /** The loss of each row by a calibrator fitted on the other folds, or null where one cannot be fitted. */
    private static double @Nullable [] losses(String kind, double[] x, int[] labels, double[] weights, int[] folds) {
        double[] losses = new double[x.length];
        int count = Arrays.stream(folds).max().orElse(-1) + 1;
        for (int fold = 0; fold < count; fold++) {
            double[] others = weights.clone();
            for (int i = 0; i < x.length; i++) {
                others[i] = folds[i] == fold ? 0 : others[i];
            }
            Calibrator calibrator = fitted(kind, x, labels, others);
            if (calibrator == null) {
                return null;
            }
            for (int i = 0; i < x.length; i++) {
                if (folds[i] == fold) {
                    losses[i] = LogisticFit.loss(calibrator.logOdds(x[i]), labels[i]);
                }
            }
        }
        return losses;
    }

    private static double mean(double[] losses, double[] weights) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < losses.length; i++) {
            sum += weights[i] * losses[i];
            total += weights[i];
        }
        return sum / total;
    }

    /** Whether losses are on average no further above the best than one standard error of the difference. */
    private static boolean asGood(double[] losses, double[] best, double[] weights) {
        double[] more = new double[losses.length];
        Arrays.setAll(more, i -> losses[i] - best[i]);
        double mean = mean(more, weights);
        double squares = 0;
        double total = 0;
        for (int i = 0; i < more.length; i++) {
            double distance = weights[i] * (more[i] - mean);
            squares += distance * distance;
            total += weights[i];
        }
        return mean <= StrictMath.sqrt(squares) / total;
    }
}
