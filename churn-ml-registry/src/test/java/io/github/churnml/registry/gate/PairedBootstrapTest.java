package io.github.churnml.registry.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.metrics.Campaign;
import io.github.churnml.metrics.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {

    private static final List<Metric> ALL = List.of(Metric.values());
    private static final Campaign CAMPAIGN = new Campaign(1, 10, 0.3, 20);

    /** Customers with a score of two models that see the same in part. */
    private record Customers(int[] labels, double[] candidate, double[] champion) {

        /**
         * Binormal scores: the area of a model is Φ(distance / √2).
         *
         * @param shared how much of the noise both models have in common, 0 to 1
         */
        static Customers of(int rows, double rate, double candidate, double champion, double shared, Random random) {
            int[] labels = new int[rows];
            double[] first = new double[rows];
            double[] second = new double[rows];
            for (int i = 0; i < rows; i++) {
                labels[i] = i < rows * rate ? 1 : 0;
                double common = random.nextGaussian() * Math.sqrt(shared);
                double own = Math.sqrt(1 - shared);
                first[i] = probability(labels[i] * candidate + common + own * random.nextGaussian());
                second[i] = probability(labels[i] * champion + common + own * random.nextGaussian());
            }
            return new Customers(labels, first, second);
        }

        private static double probability(double score) {
            return 1 / (1 + Math.exp(1.8 - score));
        }

        Money money() {
            double[] values = new double[labels.length];
            Arrays.setAll(values, i -> 20 + i % 50);
            return new Money(values, CAMPAIGN);
        }

        WeightedMetrics metrics(double[] probabilities, List<Metric> metrics) {
            return new WeightedMetrics(labels, probabilities, 0.4, money(), metrics);
        }

        Map<Metric, PairedBootstrap.Paired> paired(int replicates, long seed, List<Metric> metrics) {
            return new PairedBootstrap(replicates, seed)
                    .run(labels, metrics(candidate, metrics), metrics(champion, metrics), metrics);
        }

        double surely(Metric metric, double confidence) {
            return paired(400, 7, List.of(metric)).get(metric).surelyBetterBy(confidence);
        }
    }

    @Test
    void weighted_everyRowOnce_isTheMetric() {
        Customers customers = Customers.of(300, 0.3, 1.2, 1, 0.5, new Random(1));
        int[] once = IntStream.generate(() -> 1).limit(300).toArray();

        double[] values = customers.metrics(customers.candidate(), ALL).of(once);

        for (Metric metric : ALL) {
            assertThat(values[metric.ordinal()])
                    .as(metric.label())
                    .isCloseTo(
                            metric.compute(
                                    customers.labels(),
                                    customers.candidate(),
                                    0.4,
                                    CAMPAIGN,
                                    customers.money().values()),
                            within(1e-9));
        }
    }

    @Test
    void weighted_rowsThatCountTwiceOrNot_areTheMetricOfThoseRows() {
        Customers customers = Customers.of(200, 0.3, 1.2, 1, 0.5, new Random(2));
        int[] weights = IntStream.range(0, 200).map(i -> i % 3).toArray();
        int[] rows = IntStream.range(0, 200)
                .flatMap(i -> IntStream.generate(() -> i).limit(weights[i]))
                .toArray();
        int[] labels = IntStream.of(rows).map(i -> customers.labels()[i]).toArray();
        double[] probabilities =
                IntStream.of(rows).mapToDouble(i -> customers.candidate()[i]).toArray();
        double[] worth = customers.money().of(rows).values();

        double[] values = customers.metrics(customers.candidate(), ALL).of(weights);

        for (Metric metric : ALL) {
            assertThat(values[metric.ordinal()])
                    .as(metric.label())
                    .isCloseTo(metric.compute(labels, probabilities, 0.4, CAMPAIGN, worth), within(1e-9));
        }
    }

    @Property(tries = 40)
    void model_againstItself_differsByExactlyNothing(
            @ForAll @IntRange(min = 10, max = 300) int rows, @ForAll long seed, @ForAll @IntRange(max = 4) int digits) {
        Customers one = Customers.of(rows, 0.3, 1, 1, 0, new Random(seed));
        double unit = Math.pow(10, digits);
        double[] rounded = Arrays.stream(one.candidate())
                .map(probability -> Math.round(probability * unit) / unit)
                .toArray();
        Customers twice = new Customers(one.labels(), rounded, rounded.clone());

        twice.paired(50, seed, ALL).forEach((metric, pair) -> {
            assertThat(pair.difference()).as(metric.label()).isEqualTo(0.0);
            assertThat(pair.surelyBetterBy(0.95)).as(metric.label()).isEqualTo(0.0);
        });
    }

    @Test
    void run_sameSeed_givesTheSameBits() {
        Customers customers = Customers.of(400, 0.3, 1.2, 1, 0.5, new Random(3));

        PairedBootstrap.Paired one =
                customers.paired(200, 11, List.of(Metric.PR_AUC)).get(Metric.PR_AUC);
        PairedBootstrap.Paired again =
                customers.paired(200, 11, List.of(Metric.PR_AUC)).get(Metric.PR_AUC);
        PairedBootstrap.Paired other =
                customers.paired(200, 12, List.of(Metric.PR_AUC)).get(Metric.PR_AUC);

        assertThat(again.ofCandidate()).isEqualTo(one.ofCandidate());
        assertThat(again.ofChampion()).isEqualTo(one.ofChampion());
        assertThat(other.ofCandidate()).isNotEqualTo(one.ofCandidate());
    }

    @Test
    void surelyBetterBy_modelThatIsBetterOrWorse_hasItsSign() {
        Customers better = Customers.of(1000, 0.3, 1.5, 0.7, 0.5, new Random(4));
        Customers worse = new Customers(better.labels(), better.champion(), better.candidate());

        for (Metric metric :
                List.of(Metric.ROC_AUC, Metric.PR_AUC, Metric.LOG_LOSS, Metric.BRIER, Metric.PROFIT_GAIN)) {
            assertThat(better.surely(metric, 0.95)).as(metric.label()).isPositive();
            assertThat(worse.surely(metric, 0.95)).as(metric.label()).isNegative();
        }
    }

    @Test
    void surelyBetterBy_moreConfidence_isLess() {
        Customers customers = Customers.of(400, 0.3, 1.2, 1, 0.5, new Random(6));

        assertThat(customers.surely(Metric.ROC_AUC, 0.99))
                .isLessThan(customers.surely(Metric.ROC_AUC, 0.9))
                .isLessThan(customers.surely(Metric.ROC_AUC, 0.6));
    }

    /** Areas of 0.80 and 0.77, of which the distances of the means are known: worse by exactly the margin. */
    @Test
    void noWorse_worseByExactlyTheMargin_passesAboutAsSeldomAsAllowed() {
        int passed = passes(1.0449, 1.1902, 0.03, 600);

        assertThat(passed / 600.0).isBetween(0.02, 0.08);
    }

    @Test
    void noWorse_equalModels_passesMostlyWhereRowsAreEnough() {
        int passed = passes(1.1902, 1.1902, 0.03, 200);

        assertThat(passed / 200.0).isGreaterThan(0.6);
    }

    private static int passes(double candidate, double champion, double margin, int runs) {
        Random random = new Random(99);
        int passed = 0;
        for (int i = 0; i < runs; i++) {
            Customers customers = Customers.of(600, 0.3, candidate, champion, 0.8, random);
            passed += customers.surely(Metric.ROC_AUC, 0.95) >= -margin ? 1 : 0;
        }
        return passed;
    }
}
