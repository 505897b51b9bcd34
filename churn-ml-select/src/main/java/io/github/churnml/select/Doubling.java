package io.github.churnml.select;

import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What twice as many rows would change of a metric, by the {@link PowerLaw}, where that can be told.
 *
 * <p>It can be told where the metric got better by more than luck from the smallest size to the largest, where the law is as near to
 * each size as sizes can be measured against the largest, and where the law that is fitted to the sizes up to one half alone forecasts
 * the largest but for luck: a forecast of the very kind that is made. The interval is that of the corrected test over the folds' jackknife values
 * (B. Efron and C. Stein, The jackknife estimate of variance, Annals of Statistics 9, 1981), and at least as wide as that forecast was
 * wrong.
 *
 * @param metric of what
 * @param measured what the last step from about one half to all rows changed, with its 95 % interval, on the same rows
 * @param from how many rows the step began with, the mean over folds
 * @param law what was fitted; null where there are fewer than 3 sizes
 * @param forecast what doubling all customers would change; null where that cannot be told
 * @param why why it cannot be told, to follow a colon; empty where it can
 */
public record Doubling(
        Metric metric,
        Estimate measured,
        double from,
        @Nullable PowerLaw law,
        @Nullable Estimate forecast,
        String why) {

    private static final int FEWEST_SIZES = 5;
    private static final int FEWEST_TO_HALF = 3;
    private static final double HALF = 0.51;

    /** {@return what doubling all customers would change, with its interval; empty where that cannot be told} */
    public Optional<Estimate> told() {
        return Optional.ofNullable(forecast);
    }

    /**
     * Finds out what doubling would change.
     *
     * @param steps at least two, ascending
     * @param customers how many rows there are in all
     * @param testToTrain how many rows are judged for each that is learnt from
     */
    static Doubling of(Metric metric, List<LearningStep> steps, int customers, double testToTrain) {
        LearningStep last = steps.get(steps.size() - 1);
        int toHalf = (int)
                steps.stream().filter(step -> step.rows() <= HALF * last.rows()).count();
        LearningStep half = steps.get(Math.max(0, toHalf - 1));
        Estimate measured = change(metric, half, last, testToTrain).difference();
        if (steps.size() < FEWEST_SIZES || toHalf < FEWEST_TO_HALF) {
            return cannot(
                    metric,
                    measured,
                    half,
                    null,
                    "that takes at least " + FEWEST_SIZES + " sizes, of which " + FEWEST_TO_HALF
                            + " are at most half of the largest");
        }
        Estimate risen = change(metric, steps.get(0), last, testToTrain).difference();
        double rise = metric.higherIsBetter() ? risen.low() : -risen.high();
        double[] sizes = steps.stream().mapToDouble(LearningStep::rows).toArray();
        double[][] values = steps.stream().map(step -> step.values(metric)).toArray(double[][]::new);
        PowerLaw law = PowerLaw.fit(sizes, means(values, -1), metric.higherIsBetter());
        if (!(rise > 0)) {
            return cannot(
                    metric,
                    measured,
                    half,
                    law,
                    "what was learnt from more rows is not better than what was learnt from the fewest by more than luck");
        }
        boolean higher = metric.higherIsBetter();
        Estimate wrong = jackknife(values, testToTrain, means -> {
            PowerLaw early = PowerLaw.fit(Arrays.copyOf(sizes, toHalf), Arrays.copyOf(means, toHalf), higher);
            return early.at(last.rows()) - early.at(half.rows()) - (means[means.length - 1] - means[toHalf - 1]);
        });
        if (wrong.low() > 0 || wrong.high() < 0 || !fits(law, metric, steps, testToTrain)) {
            return cannot(metric, measured, half, law, "the sizes do not lie on the curve that is extended");
        }
        Estimate gain = jackknife(values, testToTrain, means -> gain(PowerLaw.fit(sizes, means, higher), customers));
        double reach = Math.max(Math.abs(wrong.value()), gain.high() - gain.value());
        if (!(reach <= Math.abs(risen.value()))) {
            return cannot(metric, measured, half, law, "folds differ too much in where the curve goes");
        }
        Estimate forecast = new Estimate(gain.value(), gain.value() - reach, gain.value() + reach, gain.level());
        return new Doubling(metric, measured, half.rows(), law, forecast, "");
    }

    private static Doubling cannot(
            Metric metric, Estimate measured, LearningStep half, @Nullable PowerLaw law, String why) {
        return new Doubling(metric, measured, half.rows(), law, null, why);
    }

    private static CorrectedTTest change(Metric metric, LearningStep from, LearningStep to, double testToTrain) {
        return CorrectedTTest.of(to.values(metric), from.values(metric), testToTrain);
    }

    /** Whether the law is as near to each size as that can be measured against the largest. */
    private static boolean fits(PowerLaw law, Metric metric, List<LearningStep> steps, double testToTrain) {
        LearningStep last = steps.get(steps.size() - 1);
        for (LearningStep step : steps.subList(0, steps.size() - 1)) {
            Estimate change = change(metric, step, last, testToTrain).difference();
            double said = law.at(last.rows()) - law.at(step.rows());
            if (!(said >= change.low() && said <= change.high())) {
                return false;
            }
        }
        return true;
    }

    private static double gain(PowerLaw law, int customers) {
        return law.at(2.0 * customers) - law.at(customers);
    }

    /** A figure of the means over folds, with the interval that leaving out one fold after the other shows. */
    private static Estimate jackknife(double[][] values, double testToTrain, ToDoubleFunction<double[]> figure) {
        int folds = values[0].length;
        double all = figure.applyAsDouble(means(values, -1));
        double[] pseudo = IntStream.range(0, folds)
                .mapToDouble(fold -> folds * all - (folds - 1) * figure.applyAsDouble(means(values, fold)))
                .toArray();
        Estimate spread = CorrectedTTest.of(pseudo, testToTrain).difference();
        double reach = spread.high() - spread.value();
        return new Estimate(all, all - reach, all + reach, spread.level());
    }

    /** The mean of each size over folds, without one of them, or without none if it is -1. */
    private static double[] means(double[][] values, int without) {
        double[] means = new double[values.length];
        for (int size = 0; size < means.length; size++) {
            int count = 0;
            for (int fold = 0; fold < values[size].length; fold++) {
                if (fold != without) {
                    means[size] += values[size][fold];
                    count++;
                }
            }
            means[size] /= count;
        }
        return means;
    }
}
