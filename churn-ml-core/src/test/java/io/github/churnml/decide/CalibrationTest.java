package io.github.churnml.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.churnml.SharedFiles;
import io.github.churnml.metrics.ExpectedCalibrationError;
import io.github.churnml.metrics.LogLoss;
import io.github.churnml.metrics.RocAuc;
import io.github.churnml.predictor.LogOdds;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {

    /** Rows whose outcomes are drawn by known probabilities of their log-odds. */
    private record Rows(double[] logOdds, int[] labels, double[] weights, int[] folds) {

        static Rows drawn(int count, long seed, DoubleUnaryOperator truth) {
            SplittableRandom random = new SplittableRandom(seed);
            Rows rows = new Rows(new double[count], new int[count], new double[count], new int[count]);
            for (int i = 0; i < count; i++) {
                double normal = IntStream.range(0, 12)
                                .mapToDouble(k -> random.nextDouble())
                                .sum()
                        - 6;
                rows.logOdds[i] = -1 + 1.7 * normal;
                rows.labels[i] =
                        random.nextDouble() < LogOdds.toProbability(truth.applyAsDouble(rows.logOdds[i])) ? 1 : 0;
                rows.weights[i] = 1;
                rows.folds[i] = i % 5;
            }
            return rows;
        }

        Calibration choose(List<String> kinds) {
            return Calibration.choose(kinds, logOdds, labels, weights, folds);
        }

        double ece(Calibrator calibrator) {
            return ExpectedCalibrationError.of(
                    labels, Arrays.stream(logOdds).map(calibrator::probability).toArray());
        }
    }

    @Test
    void platt_ofPublishedScores_isThePublishedRegression() throws IOException {
        JsonNode golden = read("golden/calibration.json");
        Rows rows = published(0, 1000);

        double[] platt = fit("platt", rows.logOdds, rows.labels, rows.weights)
                .orElseThrow()
                .numbers();

        assertThat(platt[0]).isCloseTo(golden.get("logistic_intercept").doubleValue(), within(1e-4));
        assertThat(platt[1]).isCloseTo(golden.get("logistic_slope").doubleValue(), within(1e-4));
    }

    @Test
    void isotonic_ofPublishedScores_hasThePublishedRates() throws IOException {
        Rows rows = published(0, 1000);
        double[] expected = Arrays.stream(
                        numbers(read("golden/calibration.json").get("isotonic_y")))
                .distinct()
                .toArray();

        double[] isotonic = fit("isotonic", rows.logOdds, rows.labels, rows.weights)
                .orElseThrow()
                .numbers();

        assertThat(isotonic).hasSize(2 * expected.length);
        for (int k = 1; k < expected.length - 1; k++) {
            assertThat(LogOdds.toProbability(isotonic[expected.length + k])).isCloseTo(expected[k], within(1e-9));
        }
        assertThat(expected[0]).isZero();
        assertThat(LogOdds.toProbability(isotonic[expected.length])).isBetween(1e-5, 0.02);
        assertThat(expected[expected.length - 1]).isEqualTo(1);
        assertThat(LogOdds.toProbability(isotonic[2 * expected.length - 1])).isBetween(0.9, 1 - 1e-5);
    }

    /** Rows of the same log-odds are one pool, in whatever order they come. */
    @Test
    void isotonic_ofTiedLogOdds_poolsThem() {
        Rows rows = Rows.drawn(2000, 21, x -> x);
        for (int i = 0; i < 2000; i++) {
            rows.logOdds[i] = Math.rint(rows.logOdds[i]);
        }
        double[] numbers = fit("isotonic", rows.logOdds, rows.labels, rows.weights)
                .orElseThrow()
                .numbers();
        for (int k = 0; k < numbers.length / 2; k++) {
            double knot = numbers[k];
            double[] tied = IntStream.range(0, 2000)
                    .filter(i -> rows.logOdds[i] == knot)
                    .mapToDouble(i -> rows.labels[i])
                    .toArray();
            if (tied.length > 100) {
                assertThat(LogOdds.toProbability(numbers[numbers.length / 2 + k]))
                        .isCloseTo(Arrays.stream(tied).average().orElseThrow(), within(1e-9));
            }
        }
        assertThat(numbers.length).isBetween(10, 24);
    }

    @Test
    void isotonic_ofRisingRates_hasKnotsAtTheMeansOfItsPools() {
        double[] x = new double[200];
        int[] labels = new int[200];
        for (int i = 0; i < 200; i++) {
            // Two pools of 100: 30 of 100 left at -1.5 on average, 60 of 100 at 2 on average.
            x[i] = i < 50 ? -2 : i < 100 ? -1 : i < 150 ? 1 : 3;
            labels[i] = i < 100 ? i % 50 < 15 ? 1 : 0 : i % 50 < 30 ? 1 : 0;
        }
        double[] weights = new double[200];
        Arrays.fill(weights, 1);

        Calibrator isotonic = fit("isotonic", x, labels, weights).orElseThrow();

        assertThat(isotonic.numbers())
                .containsExactly(new double[] {-1.5, 2, StrictMath.log(3.0 / 7), StrictMath.log(1.5)}, within(1e-12));
        assertThat(isotonic.probability(2)).isCloseTo(0.6, within(1e-12));
    }

    @Test
    void isotonic_ofAPoolWithoutChurners_isNeverCertain() {
        Rows rows = Rows.drawn(400, 5, x -> 6 * x);
        Calibrator isotonic =
                fit("isotonic", rows.logOdds, rows.labels, rows.weights).orElseThrow();
        for (double x : rows.logOdds) {
            assertThat(isotonic.probability(x)).isGreaterThan(0).isLessThan(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"platt, 2", "quadratic, 5", "beta, 3"})
    void fit_ofDrawnOutcomes_findsTheLawThatDrewThem(String kind, int size) {
        Calibrator truth =
                switch (kind) {
                    case "platt" -> Calibrator.of(kind, -0.5, 0.8);
                    case "beta" -> Calibrator.of(kind, 0.3, 0.5, 1.5);
                    default -> Calibrator.of(kind, 0.2, 1.2, 0.06, -9, 9);
                };
        Rows rows = Rows.drawn(60_000, 7, truth::logOdds);

        Calibrator found = fit(kind, rows.logOdds, rows.labels, rows.weights).orElseThrow();

        assertThat(found.numbers()).hasSize(size);
        for (double x = -4; x <= 2; x += 0.5) {
            assertThat(found.probability(x)).isCloseTo(truth.probability(x), within(0.02));
        }
    }

    /** A row of weight 3 counts as three rows. */
    @ParameterizedTest
    @ValueSource(strings = {"platt", "beta", "quadratic", "isotonic"})
    void fit_ofWeights_isThatOfRepeatedRows(String kind) {
        Rows rows = Rows.drawn(900, 11, x -> 0.3 + 0.9 * x);
        int[] repeated = IntStream.range(0, 900)
                .flatMap(i -> IntStream.generate(() -> i).limit(1 + i % 3))
                .toArray();
        for (int i = 0; i < 900; i++) {
            rows.weights[i] = 1 + i % 3;
        }
        double[] ones = new double[repeated.length];
        Arrays.fill(ones, 1);

        Calibrator weighted = fit(kind, rows.logOdds, rows.labels, rows.weights).orElseThrow();
        Calibrator plain = fit(
                        kind,
                        IntStream.of(repeated).mapToDouble(i -> rows.logOdds[i]).toArray(),
                        IntStream.of(repeated).map(i -> rows.labels[i]).toArray(),
                        ones)
                .orElseThrow();

        assertThat(weighted.numbers()).containsExactly(plain.numbers(), within(1e-6));
    }

    @Test
    void choose_calibratedLogOdds_keepsThem() {
        Calibration found = Rows.drawn(3000, 1, x -> x).choose(Calibrator.KINDS);
        assertThat(found.calibrator()).isSameAs(Calibrator.none());
        assertThat(found.losses().keySet()).startsWith("none", "platt", "beta").contains("isotonic");
    }

    @Test
    void choose_shiftedAndStretchedLogOdds_takesPlatt() {
        Rows rows = Rows.drawn(3000, 2, x -> 0.8 + 0.6 * x);
        Calibration found = rows.choose(Calibrator.KINDS);
        assertThat(found.calibrator().kind()).isEqualTo("platt");
        assertThat(found.losses().get("platt")).isLessThan(found.losses().get("none"));
        assertThat(rows.ece(found.calibrator())).isLessThan(0.02);
        assertThat(rows.ece(Calibrator.none())).isGreaterThan(0.05);
        double[] moved =
                Arrays.stream(rows.logOdds).map(found.calibrator()::probability).toArray();
        assertThat(RocAuc.of(rows.labels, moved)).isEqualTo(RocAuc.of(rows.labels, rows.logOdds));
    }

    @Test
    void choose_stepsOfRates_takesIsotonic() {
        Calibration found =
                Rows.drawn(20_000, 3, x -> x < -2 ? -3 : x < 0 ? -0.5 : 2).choose(Calibrator.KINDS);
        assertThat(found.calibrator().kind()).isEqualTo("isotonic");
    }

    @Test
    void choose_ofOneKind_takesItWhetherOrNotItHelps() {
        Calibration found = Rows.drawn(3000, 1, x -> x).choose(List.of("beta"));
        assertThat(found.calibrator().kind()).isEqualTo("beta");
        assertThat(found.losses()).containsOnlyKeys("beta");
    }

    @Test
    void losses_areThoseOfFoldsThatTheCalibratorHasNotSeen() {
        Rows rows = Rows.drawn(500, 8, x -> 0.8 + 0.6 * x);
        double sum = 0;
        for (int fold = 0; fold < 5; fold++) {
            int out = fold;
            int[] others = IntStream.range(0, 500).filter(i -> i % 5 != out).toArray();
            Calibrator platt = fit(
                            "platt",
                            IntStream.of(others)
                                    .mapToDouble(i -> rows.logOdds[i])
                                    .toArray(),
                            IntStream.of(others).map(i -> rows.labels[i]).toArray(),
                            ones(400))
                    .orElseThrow();
            int[] those = IntStream.range(0, 500).filter(i -> i % 5 == out).toArray();
            sum += LogLoss.of(
                            IntStream.of(those).map(i -> rows.labels[i]).toArray(),
                            IntStream.of(those)
                                    .mapToDouble(i -> platt.probability(rows.logOdds[i]))
                                    .toArray())
                    / 5;
        }
        assertThat(rows.choose(Calibrator.KINDS).losses().get("platt")).isCloseTo(sum, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"platt", "beta", "quadratic", "isotonic"})
    void fit_ofRowsThatSayNothing_isEmpty(String kind) {
        Rows rows = Rows.drawn(200, 4, x -> x);
        int[] few = IntStream.range(0, 200).map(i -> i < 19 ? 1 : 0).toArray();
        int[] one = new int[200];
        int[] split = Arrays.stream(rows.logOdds).mapToInt(x -> x > -1 ? 1 : 0).toArray();
        double[] same = new double[200];
        Arrays.fill(same, 0.3);
        assertThat(fit(kind, rows.logOdds, few, rows.weights)).isEmpty();
        assertThat(fit(kind, rows.logOdds, one, rows.weights)).isEmpty();
        assertThat(fit(kind, rows.logOdds, split, rows.weights)).isEmpty();
        assertThat(fit(kind, same, rows.labels, rows.weights)).isEmpty();
        assertThat(Calibration.choose(List.of(kind), same, rows.labels, rows.weights, rows.folds)
                        .calibrator())
                .isSameAs(Calibrator.none());
    }

    @ParameterizedTest
    @ValueSource(strings = {"platt", "beta"})
    void fit_ofLogOddsThatFallWithTheRate_isEmpty(String kind) {
        Rows rows = Rows.drawn(2000, 6, x -> -x);
        assertThat(fit(kind, rows.logOdds, rows.labels, rows.weights)).isEmpty();
    }

    @Test
    void quadratic_thatWouldFallWithinTheRange_isEmpty() {
        Rows rows = Rows.drawn(4000, 9, x -> 1 - 0.5 * (x + 1) * (x + 1));
        assertThat(fit("quadratic", rows.logOdds, rows.labels, rows.weights)).isEmpty();
    }

    @Test
    void beta_whoseWeightWouldBeNegative_setsItToNought() {
        Rows rows = Rows.drawn(4000, 10, x -> x < 0 ? -1 - 0.15 * x : -1 + 1.5 * x);
        double[] numbers = fit("beta", rows.logOdds, rows.labels, rows.weights)
                .orElseThrow()
                .numbers();
        assertThat(numbers[2]).isZero();
        assertThat(numbers[1]).isPositive();
    }

    @Test
    void choose_ofInfiniteLogOdds_staysFinite() {
        Rows rows = Rows.drawn(400, 12, x -> x);
        rows.logOdds[0] = Double.NEGATIVE_INFINITY;
        rows.logOdds[1] = Double.POSITIVE_INFINITY;
        rows.labels[0] = 1;
        for (String kind : Calibrator.KINDS) {
            Calibrator found = rows.choose(List.of(kind)).calibrator();
            assertThat(found.probability(0.5)).isBetween(0.01, 0.99);
        }
        assertThat(rows.choose(List.of("platt")).calibrator().kind()).isEqualTo("platt");
    }

    @Test
    void choose_ofWrongRows_isRefused() {
        Rows rows = Rows.drawn(100, 4, x -> x);
        assertThatThrownBy(() ->
                        Calibration.choose(Calibrator.KINDS, new double[99], rows.labels, rows.weights, rows.folds))
                .hasMessage("Row 0 of 100 has no weight above 0, or not one of 99 log-odds that are numbers.");
        rows.weights[3] = 0;
        assertThatThrownBy(() -> rows.choose(Calibrator.KINDS)).hasMessageStartingWith("Row 3 of 100 has no weight");
        rows.weights[3] = 1;
        rows.logOdds[5] = Double.NaN;
        assertThatThrownBy(() -> rows.choose(Calibrator.KINDS)).hasMessageStartingWith("Row 5 of 100 has no weight");
    }

    private static Optional<Calibrator> fit(String kind, double[] logOdds, int[] labels, double[] weights) {
        return Optional.ofNullable(CalibrationFit.of(kind, logOdds, labels, weights));
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static Rows published(int from, int to) throws IOException {
        JsonNode metrics = read("golden/metrics.json");
        double[] scores = Arrays.copyOfRange(numbers(metrics.get("y_score")), from, to);
        int[] labels = Arrays.stream(numbers(metrics.get("y_true")), from, to)
                .mapToInt(label -> (int) label)
                .toArray();
        return new Rows(scores, labels, ones(to - from), new int[to - from]);
    }

    private static double[] numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
    }

    private static JsonNode read(String relative) throws IOException {
        return JsonMapper.builder()
                .build()
                .readTree(SharedFiles.require(relative).toFile());
    }

    /** At the ends half a customer of weight 1 is counted, but never more than half of the way to the neighbour's rate. */
    @Test
    void isotonic_ofPoolsWithoutOneClass_countsHalfACustomerThere() {
        double[] large = isotonic(new double[][] {{-2, 100, 0}, {0.5, 50, 25}, {1.5, 50, 25}, {3, 100, 100}});
        assertThat(large)
                .containsExactly(
                        new double[] {-2, 1, 3, StrictMath.log(0.5 / 100.5), 0, StrictMath.log(100.5 / 0.5)},
                        within(1e-12));
        double[] single = isotonic(new double[][] {{-2, 1, 0}, {-1, 100, 10}, {1, 100, 60}, {3, 1, 1}});
        assertThat(single)
                .containsExactly(
                        new double[] {
                            -2,
                            -1,
                            1,
                            3,
                            StrictMath.log(0.05 / 0.95),
                            StrictMath.log(1.0 / 9),
                            StrictMath.log(1.5),
                            StrictMath.log(0.8 / 0.2)
                        },
                        within(1e-12));
    }

    /** Of pools of customers: their log-odds, how many there are, how many of them left. */
    private static double[] isotonic(double[][] pools) {
        double[] x = Arrays.stream(pools)
                .flatMapToDouble(pool -> DoubleStream.generate(() -> pool[0]).limit((long) pool[1]))
                .toArray();
        int[] labels = Arrays.stream(pools)
                .flatMapToInt(pool -> IntStream.range(0, (int) pool[1]).map(i -> i < pool[2] ? 1 : 0))
                .toArray();
        return fit("isotonic", x, labels, ones(x.length)).orElseThrow().numbers();
    }

    /** Where the derivatives are zero, predictions have the mean of the outcomes, plainly and weighed by the column that is left. */
    @Test
    void beta_whoseUpperWeightWouldBeNegative_setsItToNoughtAndFitsTheOther() {
        Rows rows = Rows.drawn(4000, 10, x -> x < 0 ? 1 + 1.5 * x : 1 - 0.15 * x);

        Calibrator beta = fit("beta", rows.logOdds, rows.labels, rows.weights).orElseThrow();

        assertThat(beta.numbers()[1]).isZero();
        assertThat(beta.numbers()[2]).isPositive();
        double plain = 0;
        double weighed = 0;
        for (int i = 0; i < 4000; i++) {
            double off = beta.probability(rows.logOdds[i]) - rows.labels[i];
            plain += off / 4000;
            weighed += off * Math.log(LogOdds.toProbability(rows.logOdds[i])) / 4000;
        }
        assertThat(plain).isCloseTo(0, within(1e-8));
        assertThat(weighed).isCloseTo(0, within(1e-8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"platt", "beta", "quadratic", "isotonic"})
    void fit_ofClassesThatOnlyTouch_isEmpty(String kind) {
        double[] x = IntStream.range(0, 100)
                .mapToDouble(i -> i < 40 ? i - 40 : i < 60 ? 0 : i - 60)
                .toArray();
        int[] labels = IntStream.range(0, 100).map(i -> i < 50 ? 0 : 1).toArray();
        int[] reversed = IntStream.range(0, 100).map(i -> i < 50 ? 1 : 0).toArray();
        assertThat(fit(kind, x, labels, ones(100))).isEmpty();
        assertThat(fit(kind, x, reversed, ones(100))).isEmpty();
    }

    @Test
    void fit_ofTwentyRowsInAClass_isThere() {
        Rows rows = Rows.drawn(200, 4, x -> x);
        int[] labels = IntStream.range(0, 200).map(i -> i % 10 == 0 ? 1 : 0).toArray();
        double[] x = IntStream.range(0, 200)
                .mapToDouble(i -> labels[i] + rows.logOdds[i])
                .toArray();
        assertThat(fit("platt", x, labels, rows.weights)).isPresent();
    }

    /** All rows have 25 churners, but without the first fold there are 5, of which nothing can be fitted. */
    @Test
    void choose_kindThatAFoldCannotFit_leavesItOut() {
        Rows rows = Rows.drawn(200, 4, x -> x);
        for (int i = 0; i < 200; i++) {
            rows.labels[i] = i % 8 == 0 ? 1 : 0;
            rows.logOdds[i] += rows.labels[i];
            rows.folds[i] = i < 160 ? 0 : 1;
        }
        assertThat(fit("platt", rows.logOdds, rows.labels, rows.weights)).isPresent();
        Calibration found = rows.choose(List.of("none", "platt"));
        assertThat(found.losses()).containsOnlyKeys("none");
        assertThat(found.calibrator()).isSameAs(Calibrator.none());
    }

    /** A simpler calibrator is kept where the better one is so by less than one standard error of their difference. */
    @Test
    void choose_betterByLuckOrByMore_keepsTheSimplerOrNot() {
        int lucky = 0;
        for (int seed = 1; seed <= 20; seed++) {
            Rows rows = Rows.drawn(400, seed, x -> x);
            Calibration found = rows.choose(List.of("none", "platt"));
            lucky += found.calibrator() == Calibrator.none()
                            && found.losses().get("platt") < found.losses().get("none")
                    ? 1
                    : 0;
        }
        assertThat(lucky).isPositive();

        Calibration better = Rows.drawn(3000, 2, x -> 0.3 + x).choose(List.of("none", "platt"));
        assertThat(better.calibrator().kind()).isEqualTo("platt");
        assertThat(better.losses().get("none") - better.losses().get("platt")).isBetween(0.001, 0.015);
    }
}
