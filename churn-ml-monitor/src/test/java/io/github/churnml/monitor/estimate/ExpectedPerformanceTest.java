package io.github.churnml.monitor.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.metrics.ConfusionMatrix;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Metric;
import io.github.churnml.metrics.Payoff;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Estimates without labels, where the truth is known. */
class ExpectedPerformanceTest {

    private static final double THRESHOLD = 0.3;

    @Test
    void of_fewRows_equalsSumsByHand() {
        double[] p = {0.8, 0.6, 0.1};
        ExpectedConfusion confusion = ExpectedPerformance.confusion(p, 0.5);
        assertThat(confusion.truePositives()).isCloseTo(1.4, within(1e-12));
        assertThat(confusion.falsePositives()).isCloseTo(0.6, within(1e-12));
        assertThat(confusion.falseNegatives()).isCloseTo(0.1, within(1e-12));
        assertThat(confusion.trueNegatives()).isCloseTo(0.9, within(1e-12));
        assertThat(confusion.accuracy()).isCloseTo(2.3 / 3, within(1e-12));
        assertThat(confusion.precision()).isCloseTo(0.7, within(1e-12));
        assertThat(confusion.recall()).isCloseTo(1.4 / 1.5, within(1e-12));
        assertThat(confusion.f1()).isCloseTo(2.8 / 3.5, within(1e-12));
        assertThat(confusion.profit(new Payoff(100, -10, 0, -50))).isCloseTo(140 - 6 - 5, within(1e-9));
        Map<Metric, Estimate> estimates = ExpectedPerformance.standard(1).of(p, 0.5);
        assertThat(estimates.keySet()).containsExactlyElementsOf(new java.util.TreeSet<>(ExpectedPerformance.METRICS));
        // Pairs of a churner before a stayer, over all pairs: each customer with each other, none with themselves.
        double won = 0.8 * 0.4 + 0.8 * 0.9 + 0.6 * 0.9;
        double pairs = won + 0.6 * 0.2 + 0.1 * 0.2 + 0.1 * 0.4;
        assertThat(estimates.get(Metric.ROC_AUC).value()).isCloseTo(won / pairs, within(1e-12));
        assertThat(estimates.get(Metric.BRIER).value()).isCloseTo((0.16 + 0.24 + 0.09) / 3, within(1e-12));
        assertThat(estimates.get(Metric.PR_AUC).value())
                .isCloseTo((0.8 * 0.8 + 0.6 * 0.7 + 0.1 * 0.5) / 1.5, within(1e-12));
    }

    @Test
    void equal_probabilities_rank_by_chance() {
        double[] p = new double[500];
        Arrays.fill(p, 0.2);
        Map<Metric, Estimate> estimates = ExpectedPerformance.standard(1).of(p, 0.5);
        assertThat(estimates.get(Metric.ROC_AUC).value()).isCloseTo(0.5, within(1e-12));
        assertThat(estimates.get(Metric.PR_AUC).value()).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void certain_probabilities_leave_nothing_open() {
        double[] p = {1, 1, 0, 0, 0};
        Map<Metric, Estimate> estimates = ExpectedPerformance.standard(1).of(p, 0.5);
        for (Metric metric : new Metric[] {Metric.ROC_AUC, Metric.PR_AUC, Metric.ACCURACY, Metric.F1}) {
            assertThat(estimates.get(metric)).isEqualTo(new Estimate(1, 1, 1, 0.95));
        }
        assertThat(estimates.get(Metric.LOG_LOSS).value()).isZero();
    }

    @Test
    void of_noPossibleChurner_rankingIsUndefined() {
        Map<Metric, Estimate> estimates = ExpectedPerformance.standard(1).of(new double[] {0, 0, 0}, 0.5);
        assertThat(estimates.get(Metric.ROC_AUC).value()).isNaN();
        assertThat(estimates.get(Metric.ROC_AUC).low()).isNaN();
        assertThat(estimates.get(Metric.F1).value()).isZero();
        assertThat(estimates.get(Metric.ACCURACY).value()).isEqualTo(1);
    }

    /** True probabilities as a table of customers may have them: most are low, and about 22 of 100 leave. */
    private static double[] probabilities(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] p = new double[rows];
        for (int i = 0; i < rows; i++) {
            double sum = 0;
            for (int draw = 0; draw < 12; draw++) {
                sum += random.nextDouble();
            }
            p[i] = 1 / (1 + StrictMath.exp(2 - 1.8 * (sum - 6)));
        }
        return p;
    }

    /** The true probabilities are known, so 95 of 100 intervals should hold what really comes about. */
    @Test
    void of_trueProbabilities_intervalsCoverAtTheirLevel() {
        int runs = 200;
        int customers = 1_500;
        double[] all = probabilities(runs * customers, 7);
        SplittableRandom random = new SplittableRandom(8);
        int[] outcomes = Arrays.stream(all)
                .mapToInt(p -> random.nextDouble() < p ? 1 : 0)
                .toArray();
        Map<Metric, Integer> held = new EnumMap<>(Metric.class);
        Map<Metric, Double> bias = new EnumMap<>(Metric.class);
        for (int run = 0; run < runs; run++) {
            double[] p = Arrays.copyOfRange(all, run * customers, (run + 1) * customers);
            int[] labels = Arrays.copyOfRange(outcomes, run * customers, (run + 1) * customers);
            Map<Metric, Estimate> estimates = new ExpectedPerformance(200, 0.95, run).of(p, THRESHOLD);
            for (Metric metric : ExpectedPerformance.METRICS) {
                double realised = metric.compute(labels, p, THRESHOLD);
                Estimate estimate = estimates.get(metric);
                boolean inside = realised >= estimate.low() && realised <= estimate.high();
                held.merge(metric, inside ? 1 : 0, Integer::sum);
                bias.merge(metric, (realised - estimate.value()) / runs, Double::sum);
            }
        }
        // Of 200, 190 are expected; fewer than 179 or all but one have a chance below 1 in 1,000 each.
        assertThat(held)
                .allSatisfy(
                        (metric, count) -> assertThat(count).as(metric.label()).isBetween(178, 199));
        assertThat(bias)
                .allSatisfy(
                        (metric, mean) -> assertThat(mean).as(metric.label()).isCloseTo(0, within(0.006)));
    }

    @Test
    void of_extremeProbabilities_isTooOptimistic() {
        double[] truth = probabilities(4_000, 3);
        double[] extreme = Arrays.stream(truth)
                .map(p -> p * p * p / (p * p * p + (1 - p) * (1 - p) * (1 - p)))
                .toArray();
        double right = ExpectedPerformance.standard(1)
                .of(truth, THRESHOLD)
                .get(Metric.ROC_AUC)
                .value();
        double wrong = ExpectedPerformance.standard(1)
                .of(extreme, THRESHOLD)
                .get(Metric.ROC_AUC)
                .value();
        assertThat(wrong).isGreaterThan(right + 0.05);
    }

    @Test
    void profit_interval_holdsExpectedAndIsSeeded() {
        double[] p = probabilities(1_000, 5);
        Payoff payoff = new Payoff(100, -10, 0, 0);
        Estimate profit = ExpectedPerformance.standard(4).profit(p, THRESHOLD, payoff);
        assertThat(profit.value())
                .isCloseTo(ExpectedPerformance.confusion(p, THRESHOLD).profit(payoff), within(1e-9))
                .isBetween(profit.low(), profit.high());
        assertThat(ExpectedPerformance.standard(4).profit(p, THRESHOLD, payoff)).isEqualTo(profit);
        // Of whole customers, so two seeds may agree by chance.
        assertThat(LongStream.rangeClosed(5, 9)
                        .mapToObj(seed -> ExpectedPerformance.standard(seed).profit(p, THRESHOLD, payoff)))
                .anyMatch(other -> !other.equals(profit));
        assertThat(payoff.of(new ConfusionMatrix(2, 3, 5, 7))).isEqualTo(170);
    }

    @Test
    void of_otherThreadsAndOrder_isTheSame() throws Exception {
        double[] p = probabilities(700, 5);
        double[] shuffled = p.clone();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = p.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double swap = shuffled[i];
            shuffled[i] = shuffled[j];
            shuffled[j] = swap;
        }
        Map<Metric, Estimate> here = ExpectedPerformance.standard(9).of(p, THRESHOLD);
        ForkJoinPool one = new ForkJoinPool(1);
        assertThat(one.submit(() -> ExpectedPerformance.standard(9).of(shuffled, THRESHOLD))
                        .get())
                .isEqualTo(here);
        one.shutdown();
    }

    @Test
    void wrong_arguments_are_refused() {
        ExpectedPerformance estimator = ExpectedPerformance.standard(1);
        assertThatThrownBy(() -> estimator.of(new double[0], 0.5)).hasMessageContaining("no rows");
        assertThatThrownBy(() -> estimator.of(new double[] {1.5}, 0.5)).hasMessageContaining("probability from 0 to 1");
        assertThatThrownBy(() -> estimator.of(new double[] {0.5}, Double.NaN)).hasMessageContaining("threshold");
        assertThatThrownBy(() -> ExpectedPerformance.confusion(new double[] {0.5}, Double.NaN))
                .hasMessageContaining("threshold");
        assertThatThrownBy(() -> new ExpectedPerformance(0, 0.95, 1)).hasMessageContaining("replicates");
        assertThatThrownBy(() -> new ExpectedPerformance(10, 95, 1)).hasMessageContaining("confidence level");
        assertThatThrownBy(() -> new Payoff(1, Double.NaN, 0, 0))
                .hasMessageContaining("not finite: (1.0), (NaN), (0.0), (0.0)");
    }
}
