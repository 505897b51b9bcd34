package io.github.churnml.learn.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.SharedFiles;
import io.github.churnml.data.Progress;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.TrainingException;
import io.github.churnml.learn.ClassWeights;
import io.github.churnml.learn.ExampleRows;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.predictor.LinearPredictor;
import io.github.churnml.predictor.LogOdds;
import io.github.churnml.prepare.Feature;
import io.github.churnml.prepare.FeatureMatrix;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogisticRegressionTest {

    private static FeatureMatrix matrix(double[]... columns) {
        return new FeatureMatrix(
                IntStream.range(0, columns.length)
                        .mapToObj(j -> new Feature("x" + j, "x" + j, 0))
                        .toList(),
                columns,
                columns[0].length);
    }

    /** The rows of {@code tools/logistic-golden}. */
    private static TrainingData goldenRows(boolean weighted) {
        double[][] x = new double[4][60];
        int[] labels = new int[60];
        double[] weights = new double[60];
        for (int i = 0; i < 60; i++) {
            x[0][i] = (i * 37 % 41 - 20) / 10.0;
            x[1][i] = (i * i * 7 % 53) / 5.0;
            x[2][i] = i % 4 == 0 ? 1 : 0;
            x[3][i] = (i * 11 % 17 - 8) / 4.0;
            double share = 0.5 + 0.15 * x[0][i] - 0.04 * (x[1][i] - 5) + 0.2 * x[2][i];
            labels[i] = (i * 61 % 97) / 97.0 < share ? 1 : 0;
            weights[i] = weighted ? 0.5 + (i % 5) / 2.0 : 1;
        }
        return new TrainingData(matrix(x), labels, weights);
    }

    private static LinearPredictor fit(LogisticRegressionBuilder builder, TrainingData data) {
        return (LinearPredictor) builder.build().fit(data, 1, Progress.none()).predictor();
    }

    private static LogisticRegressionBuilder lambda(double lambda) {
        return LogisticRegression.builder().lambda(lambda);
    }

    /** Printed by {@code tools/logistic-golden} with scikit-learn 1.9.1. */
    @ParameterizedTest
    @CsvSource({
        "no penalty, 0, 0.0, false, none, 0.8070541788803689, "
                + "0.6777520375807946 -0.19947499811120858 2.2319518377288126 -0.2714370490744129",
        "ridge, 1, 0.0, false, none, 0.9309632382395056, "
                + "0.5752107724446334 -0.195808409468569 1.2829919409065187 -0.26455313869555974",
        "ridge; weighted, 2.5, 0.0, true, none, 0.8917984518452635, "
                + "0.5499405583177959 -0.18078931887320931 0.8052124506005193 -0.26649070533694647",
        "ridge; balanced, 1, 0.0, false, balanced, 0.7466942674548133, "
                + "0.5846487156064959 -0.198762274337383 1.3139649967634115 -0.26958848185750495",
        "ridge; much, 50, 0.0, false, none, 0.85682687231434, "
                + "0.1409848445948322 -0.13441504088780687 0.07711862370037346 -0.0778184535684281",
        "lasso, 2, 1.0, false, none, 0.8663577524041791, "
                + "0.45612579252318863 -0.16955207252611726 0.8885040378300129 -0.16902047336171389",
        "lasso; weighted, 4, 1.0, true, none, 0.9020278578638196, "
                + "0.3720267310315386 -0.14834692288436138 0.04176367721924124 -0.10166138957454773",
        "elastic net, 3, 0.4, false, none, 0.9668436440160524, "
                + "0.4504984973535509 -0.18054847483804615 0.6692004351680096 -0.2018260668967307",
        "elastic net; weighted and balanced, 1, 0.7, true, balanced, 0.533242175594641, "
                + "0.5954272570716235 -0.16572681490793634 1.380979469613403 -0.2274805513280504"
    })
    void coefficients_ofAnyPenalty_equalScikitLearns(
            String name,
            double lambda,
            double l1Ratio,
            boolean weighted,
            String classWeights,
            double intercept,
            String coefficients) {
        LinearPredictor predictor = fit(
                lambda(lambda).l1Ratio(l1Ratio).classWeights(ClassWeights.valueOf(classWeights.toUpperCase())),
                goldenRows(weighted));
        double[] expected =
                Stream.of(coefficients.split(" ")).mapToDouble(Double::valueOf).toArray();
        assertThat(predictor.intercept()).as(name).isCloseTo(intercept, within(1e-6));
        assertThat(predictor.coefficients()).as(name).containsExactly(expected, within(1e-6));
    }

    /** Platt's calibration in the shared files was fitted by scikit-learn without a penalty. */
    @Test
    void coefficients_ofPlattsCalibration_equalThePublished() throws IOException {
        JsonNode metrics = read("golden/metrics.json");
        JsonNode platt = read("golden/calibration.json");
        double[] scores = new double[1000];
        int[] labels = new int[1000];
        for (int i = 0; i < 1000; i++) {
            scores[i] = metrics.get("y_score").get(i).asDouble();
            labels[i] = metrics.get("y_true").get(i).asInt();
        }
        LinearPredictor predictor = fit(lambda(0), TrainingData.of(matrix(scores), labels));
        assertThat(predictor.coefficients()[0])
                .isCloseTo(platt.get("logistic_slope").asDouble(), within(1e-4));
        assertThat(predictor.intercept())
                .isCloseTo(platt.get("logistic_intercept").asDouble(), within(1e-4));
    }

    private static JsonNode read(String path) throws IOException {
        return new ObjectMapper().readTree(SharedFiles.require(path).toFile());
    }

    /** How far a predictor is from where its objective is least, derived anew from the definition; per row. */
    private static double distance(LinearPredictor predictor, TrainingData data, double lambda, double ratio) {
        double[] gradient = new double[predictor.features() + 1];
        double[] weights = data.relativeWeights();
        double[] row = new double[predictor.features()];
        for (int i = 0; i < data.rows(); i++) {
            data.features().row(i, row);
            double error = weights[i] * (LogOdds.toProbability(predictor.logOdds(row)) - data.labels()[i]);
            for (int j = 0; j < row.length; j++) {
                gradient[j] += error * row[j];
            }
            gradient[row.length] += error;
        }
        double largest = Math.abs(gradient[row.length]);
        for (int j = 0; j < row.length; j++) {
            double c = predictor.coefficients()[j];
            double slope = gradient[j] + lambda * (1 - ratio) * c;
            largest = Math.max(
                    largest,
                    c == 0
                            ? Math.max(Math.abs(slope) - lambda * ratio, 0)
                            : Math.abs(slope + lambda * ratio * Math.signum(c)));
        }
        return largest / data.rows();
    }

    /** Rows of many columns, of which two matter; neighbours are alike. */
    private static TrainingData wide(int rows, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] x = new double[columns][rows];
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            double last = 0;
            for (double[] column : x) {
                last = 0.5 * last + random.nextDouble() - 0.5;
                column[i] = last;
            }
            double logOdds = 3 * x[0][i] - 4 * x[columns / 2][i];
            labels[i] = random.nextDouble() < 1 / (1 + StrictMath.exp(-logOdds)) ? 1 : 0;
        }
        return TrainingData.of(matrix(x), labels);
    }

    @ParameterizedTest
    @CsvSource({
        "3000, 20, 0, 0",
        "3000, 20, 1, 0",
        "3000, 20, 10, 1",
        "3000, 20, 10, 0.5",
        "100, 300, 1, 0",
        "100, 300, 2, 1",
        "200, 600, 1, 0",
        "200, 600, 2, 1",
        "200, 600, 2, 0.5",
        "3000, 520, 0, 0"
    })
    void fit_anyShapeOfTable_endsWhereTheObjectiveIsLeast(int rows, int columns, double lambda, double ratio) {
        TrainingData data = wide(rows, columns, 7);
        LinearPredictor predictor = fit(lambda(lambda).l1Ratio(ratio), data);
        assertThat(distance(predictor, data, lambda, ratio)).isLessThan(1e-8);
    }

    @Test
    void lasso_columnsThatDoNotMatter_areLeftOut() {
        LinearPredictor predictor = fit(lambda(30).l1Ratio(1), wide(3000, 20, 7));
        double[] coefficients = predictor.coefficients();
        assertThat(coefficients[0]).isGreaterThan(0.5);
        assertThat(coefficients[10]).isLessThan(-0.5);
        assertThat(Arrays.stream(coefficients).filter(c -> c == 0).count()).isGreaterThan(10);
    }

    /** One way for up to 500 columns, another from there on: columns of zeros change the way and nothing else. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1})
    void fit_manyColumns_findsWhatIsFoundForFew(double ratio) {
        TrainingData few = wide(400, 30, 3);
        double[][] columns = Arrays.copyOf(few.features().columns(), 600);
        Arrays.fill(columns, 30, 600, new double[400]);
        LinearPredictor expected = fit(lambda(2).l1Ratio(ratio).tolerance(1e-11), few);
        LinearPredictor predictor =
                fit(lambda(2).l1Ratio(ratio).tolerance(1e-11), TrainingData.of(matrix(columns), few.labels()));
        assertThat(Arrays.copyOf(predictor.coefficients(), 30)).containsExactly(expected.coefficients(), within(1e-7));
        assertThat(Arrays.stream(predictor.coefficients()).skip(30)).containsOnly(0.0);
    }

    @Test
    void fit_weightsOfWholeNumbers_areLikeTheRowSoOften() {
        TrainingData data = wide(500, 6, 5);
        double[] weights = new double[500];
        Arrays.setAll(weights, i -> i % 3);
        int[] repeated = IntStream.range(0, 500)
                .flatMap(i -> IntStream.generate(() -> i).limit(i % 3))
                .toArray();
        long counting = Arrays.stream(weights).filter(weight -> weight > 0).count();
        double mean = repeated.length / (double) counting;
        LinearPredictor weighed = fit(lambda(2).l1Ratio(0.3), data.withWeights(weights));
        LinearPredictor copied = fit(lambda(2 * mean).l1Ratio(0.3), data.select(repeated));
        assertThat(weighed.coefficients()).containsExactly(copied.coefficients(), within(1e-7));
        assertThat(weighed.intercept()).isCloseTo(copied.intercept(), within(1e-7));
    }

    @Test
    void fit_rowsOfWeightZero_areAsIfAbsent() {
        TrainingData data = wide(500, 6, 5);
        double[] weights = new double[500];
        Arrays.setAll(weights, i -> i % 3 == 0 ? 0 : 2);
        int[] counting = IntStream.range(0, 500).filter(i -> i % 3 > 0).toArray();
        assertThat(fit(lambda(2), data.withWeights(weights)).toBytes())
                .isEqualTo(fit(lambda(2), data.select(counting)).toBytes());
    }

    /** Where the same columns stand twice, the objective decides the sum of their coefficients; the second's stays 0. */
    @Test
    void noPenalty_columnThatOthersDetermine_getsZero() {
        TrainingData data = wide(1000, 3, 5);
        double[][] x = data.features().columns();
        double[] determined = new double[1000];
        Arrays.setAll(determined, i -> 2 * x[0][i] - x[2][i] + 5);
        LinearPredictor without = fit(lambda(0), data);
        LinearPredictor with = fit(lambda(0), TrainingData.of(matrix(x[0], x[1], x[2], determined), data.labels()));
        assertThat(with.coefficients()[3]).isZero();
        assertThat(Arrays.copyOf(with.coefficients(), 3)).containsExactly(without.coefficients(), within(1e-9));
    }

    @Test
    void ridge_sameColumnTwice_sharesTheCoefficient() {
        TrainingData data = wide(1000, 2, 5);
        double[][] x = data.features().columns();
        double[] c = fit(lambda(1), TrainingData.of(matrix(x[0], x[1], x[0]), data.labels()))
                .coefficients();
        assertThat(c[0]).isCloseTo(c[2], within(1e-8));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1})
    void fit_columnThatNeverVaries_getsZeroAndChangesNothing(double lambda) {
        TrainingData data = wide(1000, 2, 5);
        double[][] x = data.features().columns();
        double[] same = new double[1000];
        Arrays.fill(same, 0.1);
        LinearPredictor with = fit(lambda(lambda), TrainingData.of(matrix(same, x[0], x[1]), data.labels()));
        LinearPredictor without = fit(lambda(lambda), data);
        assertThat(with.coefficients()[0]).isZero();
        assertThat(with.coefficients()[1]).isEqualTo(without.coefficients()[0]);
        assertThat(with.intercept()).isEqualTo(without.intercept());
    }

    private static TrainingData separable(int undecided) {
        double[] x = new double[200];
        double[] noise = new double[200];
        int[] labels = new int[200];
        for (int i = 0; i < 200; i++) {
            labels[i] = i % 2;
            x[i] = i < undecided ? 0 : labels[i] - 0.5;
            noise[i] = i * 7 % 11;
        }
        return TrainingData.of(matrix(x, noise), labels);
    }

    /** With some rows undecided between the classes, no step ever has all of them right: quasi-complete separation. */
    @ParameterizedTest
    @ValueSource(ints = {0, 50})
    void noPenalty_separableRows_areRefused(int undecided) {
        assertThatThrownBy(() -> fit(lambda(0), separable(undecided)))
                .isInstanceOf(TrainingException.class)
                .hasMessage("The columns separate the two classes perfectly, at least for some rows: without a penalty,"
                        + " no coefficients are the best, larger ones always being better.\nMaybe set 'lambda' above 0;"
                        + " or a column knows the outcome and should be excluded.");
    }

    @ParameterizedTest
    @CsvSource({"1e-6, 0", "1, 0", "1e-6, 1", "1, 1"})
    void penalty_separableRows_haveFiniteCoefficients(double lambda, double ratio) {
        TrainingData data = separable(0);
        LinearPredictor predictor = fit(lambda(lambda).l1Ratio(ratio), data);
        assertThat(distance(predictor, data, lambda, ratio)).isLessThan(1e-7);
        assertThat(predictor.coefficients()[0]).isBetween(1.0, 100.0);
    }

    @Test
    void noPenalty_moreColumnsThanRows_isRefused() {
        assertThatThrownBy(() -> fit(lambda(0), wide(40, 60, 3)))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith("The columns separate the two classes perfectly");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-98, 1e-9, 1e9, 1e99})
    void noPenalty_columnOfAnotherUnit_scoresTheSame(double factor) {
        TrainingData data = wide(500, 3, 5);
        double[][] x = data.features().columns();
        double[] other = Arrays.stream(x[0]).map(value -> value * factor).toArray();
        LinearPredictor predictor = fit(lambda(0), TrainingData.of(matrix(other, x[1], x[2]), data.labels()));
        LinearPredictor expected = fit(lambda(0), data);
        assertThat(predictor.coefficients()[0] * factor).isCloseTo(expected.coefficients()[0], within(1e-8));
    }

    @Test
    void fit_manyRowsInAnyPool_givesTheSameBits() throws Exception {
        TrainingData data = wide(20_000, 20, 9);
        byte[] expected = fit(lambda(1), data).toBytes();
        for (int threads : new int[] {1, 3}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                assertThat(pool.submit(() -> fit(lambda(1), data).toBytes()).get())
                        .isEqualTo(expected);
            } finally {
                pool.shutdown();
            }
        }
    }

    @Test
    void fit_columnFarFromZero_losesNoDigits() {
        TrainingData data = wide(500, 3, 5);
        double[][] x = data.features().columns();
        double[] far = Arrays.stream(x[0]).map(value -> value + 1e6).toArray();
        LinearPredictor predictor = fit(lambda(1), TrainingData.of(matrix(far, x[1], x[2]), data.labels()));
        assertThat(predictor.coefficients())
                .containsExactly(fit(lambda(1), data).coefficients(), within(1e-8));
    }

    @Test
    void fit_columnsInAnotherOrder_scoresTheSame() {
        ExampleRows rows = ExampleRows.of(500, 3, false);
        ExampleRows moved = rows.reordered(7, 2, 1, 0, 3, 4, 5, 6);
        LinearPredictor predictor = fit(lambda(1), TrainingData.of(rows.features(), rows.labels()));
        LinearPredictor other = fit(lambda(1), TrainingData.of(moved.features(), moved.labels()));
        for (int i = 0; i < 500; i++) {
            assertThat(other.logOdds(moved.row(i))).isCloseTo(predictor.logOdds(rows.row(i)), within(1e-8));
        }
    }

    @Test
    void fit_fewerStepsThanNeeded_isRefused() {
        assertThatThrownBy(() -> fit(lambda(1).maxIterations(2), wide(500, 3, 5)))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith("The logistic regression did not settle: after 2 steps its gradient is still (")
                .hasMessageEndingWith("\nMaybe raise 'maxIterations', 'tolerance' or 'lambda', or scale the features.");
    }

    @Test
    void setters_valueOutOfRange_nameKeyValueAndRange() {
        assertThatThrownBy(() -> lambda(-1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Key 'lambda' holds (-1.0) where a number from 0.0 to 1.0E9 is required.");
        assertThatThrownBy(() -> LogisticRegression.builder().l1Ratio(1.5))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Key 'l1Ratio' holds (1.5) where a number from 0.0 to 1.0 is required.");
        assertThatThrownBy(() -> LogisticRegression.builder().tolerance(1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Key 'tolerance' holds (1.0) where a number from 1.0E-12 to 0.1 is required.");
        assertThatThrownBy(() -> LogisticRegression.builder().maxIterations(0))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Key 'maxIterations' holds (0) where a whole number from 1 to 100000 is");
    }

    @Test
    void builder_everySetting_arrivesUnderItsOwnName() {
        assertThat(lambda(2)
                        .l1Ratio(0.5)
                        .tolerance(0.01)
                        .maxIterations(9)
                        .classWeights(ClassWeights.BALANCED)
                        .build())
                .hasToString("logistic-regression{lambda=2.0, l1Ratio=0.5, tolerance=0.01, maxIterations=9,"
                        + " classWeights=balanced}");
    }
}
