package io.github.churnml.learn.smile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.Progress;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.TrainingException;
import io.github.churnml.learn.ClassWeights;
import io.github.churnml.learn.ExampleRows;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.predictor.LinearPredictor;
import io.github.churnml.predictor.LogOdds;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import smile.classification.LogisticRegression;

class SmileLogisticRegressionTest {

    private static LinearPredictor fit(SmileLogisticRegression learner, ExampleRows rows) {
        return (LinearPredictor)
                learner.fit(rows.features(), rows.labels(), 1, Progress.none()).predictor();
    }

    private static LinearPredictor fit(double lambda, ExampleRows rows) {
        return fit(
                SmileLogisticRegression.builder().lambda(lambda).tolerance(1e-9).build(), rows);
    }

    @Test
    void predictor_onAnyRow_answersAsSmileDoes() {
        ExampleRows rows = ExampleRows.of(3000, 3, false);
        ExampleRows unseen = ExampleRows.of(1000, 4, false);
        LogisticSettings settings = new LogisticSettings(1, 1e-5, 500, ClassWeights.NONE);
        double[][] features = IntStream.range(0, 3000).mapToObj(rows::row).toArray(double[][]::new);
        LogisticRegression.Binomial model =
                SmileRun.inPool("x", 1, () -> LogisticRegression.binomial(features, rows.labels(), 1, 1e-5, 500));
        LinearPredictor predictor = fit(new SmileLogisticRegression(settings), rows);
        assertThat(predictor.coefficients())
                .as("Smile's own, to the bit")
                .isEqualTo(Arrays.copyOf(model.coefficients(), predictor.features()));
        double[] posterior = new double[2];
        for (int i = 0; i < 1000; i++) {
            model.predict(unseen.row(i), posterior);
            assertThat(LogOdds.toProbability(predictor.logOdds(unseen.row(i)))).isCloseTo(posterior[1], within(1e-15));
        }
    }

    /** At the optimum Σ (p − y) = 0, and Σ (p − y) · x + lambda · w = 0: the intercept is not penalised. */
    @Test
    void coefficients_atTheOptimum_haveNoGradient() {
        ExampleRows rows = ExampleRows.of(2000, 3, false);
        LinearPredictor predictor = fit(4, rows);
        double[] gradient = new double[predictor.features() + 1];
        for (int i = 0; i < 2000; i++) {
            double[] row = rows.row(i);
            double error = LogOdds.toProbability(predictor.logOdds(row)) - rows.labels()[i];
            gradient[row.length] += error;
            for (int j = 0; j < row.length; j++) {
                gradient[j] += error * row[j];
            }
        }
        for (int j = 0; j < predictor.features(); j++) {
            assertThat(gradient[j] + 4 * predictor.coefficients()[j]).isCloseTo(0, within(1e-4));
        }
        assertThat(gradient[predictor.features()]).isCloseTo(0, within(1e-4));
    }

    /** Weights are divided by their mean, here 2, so that lambda is worth twice as much beside the copies. */
    @Test
    void weights_wholeNumbers_areLikeTheRowSoOften() {
        ExampleRows rows = ExampleRows.of(500, 3, false);
        double[] weights = new double[500];
        Arrays.setAll(weights, i -> 1 + i % 3);
        int[] repeated = IntStream.range(0, 500)
                .flatMap(i -> IntStream.generate(() -> i).limit(1 + i % 3))
                .toArray();
        TrainingData data = TrainingData.of(rows.features(), rows.labels());
        double mean = repeated.length / 500.0;
        LinearPredictor weighed = fit(2, data.withWeights(weights));
        LinearPredictor copied = fit(2 * mean, data.select(repeated));
        assertThat(weighed.intercept()).isCloseTo(copied.intercept(), within(1e-6));
        for (int j = 0; j < weighed.features(); j++) {
            assertThat(weighed.coefficients()[j]).isCloseTo(copied.coefficients()[j], within(1e-6));
        }
    }

    /** At the optimum Σ weight · (p − y) = 0: the mean probability by weight is the share by weight. */
    @Test
    void weights_atTheOptimum_haveNoGradient() {
        ExampleRows rows = ExampleRows.of(1000, 3, false);
        double[] weights = new double[1000];
        Arrays.setAll(weights, i -> rows.labels()[i] == 1 ? 4.7 : 0.3);
        LinearPredictor predictor =
                fit(1, TrainingData.of(rows.features(), rows.labels()).withWeights(weights));
        double left = 0;
        for (int i = 0; i < 1000; i++) {
            left += weights[i] * (LogOdds.toProbability(predictor.logOdds(rows.row(i))) - rows.labels()[i]);
        }
        assertThat(left).isCloseTo(0, within(1e-3));
    }

    private static LinearPredictor fit(double lambda, TrainingData data) {
        return (LinearPredictor) SmileLogisticRegression.builder()
                .lambda(lambda)
                .tolerance(1e-9)
                .build()
                .fit(data, 1, Progress.none())
                .predictor();
    }

    @Test
    void lambda_larger_shrinksTheCoefficients() {
        ExampleRows rows = ExampleRows.of(500, 3, false);
        double little = Math.abs(fit(0.1, rows).coefficients()[0]);
        double much = Math.abs(fit(1000, rows).coefficients()[0]);
        assertThat(little).isGreaterThan(5 * much);
    }

    @Test
    void fit_columnsInAnotherOrder_givesNearlyTheSameScores() {
        ExampleRows rows = ExampleRows.of(500, 3, false);
        ExampleRows moved = rows.reordered(7, 2, 1, 0, 3, 4, 5, 6);
        LinearPredictor predictor = fit(1, rows);
        LinearPredictor other = fit(1, moved);
        for (int i = 0; i < 500; i++) {
            assertThat(other.logOdds(moved.row(i))).isCloseTo(predictor.logOdds(rows.row(i)), within(1e-6));
        }
    }

    @Test
    void fit_perfectlySeparableRows_staysFinite() {
        ExampleRows rows = ExampleRows.of(200, 3, false);
        for (int i = 0; i < 200; i++) {
            rows.features().columns()[0][i] = rows.labels()[i];
        }
        assertThat(fit(1e-6, rows).logOdds(rows.row(0))).isFinite();
    }

    @Test
    void fit_valuesOfAnyAllowedSize_ends() {
        ExampleRows rows = ExampleRows.of(100, 3, false).scaled(0, 1e100);
        try {
            assertThat(fit(1, rows).logOdds(rows.row(0))).isFinite();
        } catch (TrainingException refused) {
            assertThat(refused).hasMessageContaining("did not settle");
        }
    }

    @Test
    void fit_fewerStepsThanNeeded_isRefused() {
        SmileLogisticRegression hasty = SmileLogisticRegression.builder()
                .tolerance(1e-9)
                .maxIterations(2)
                .build();
        assertThatThrownBy(() -> fit(hasty, ExampleRows.of(500, 3, false)))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith(
                        "The logistic regression did not settle: after at most 2 steps its gradient is still (")
                .hasMessageContaining("\nMaybe raise 'maxIterations' or 'lambda', or scale the features.");
    }

    @Test
    void fit_featureWithLevels_isRefused() {
        assertThatThrownBy(() -> fit(SmileLogisticRegression.builder().build(), ExampleRows.of(50, 3, true)))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith("Feature 'level' holds codes of 5 levels where numbers are required.\nMaybe");
    }

    @Test
    void setters_valueOutOfRange_nameKeyValueAndRange() {
        assertThatThrownBy(() -> SmileLogisticRegression.builder().lambda(0))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Key 'lambda' holds (0.0) where a number from 1.0E-6 to 1.0E9 is required.");
        assertThatThrownBy(() -> SmileLogisticRegression.builder().tolerance(1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Key 'tolerance' holds (1.0) where a number from 1.0E-12 to 0.1 is required.");
        assertThatThrownBy(() -> SmileLogisticRegression.builder().maxIterations(0))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Key 'maxIterations' holds (0) where a whole number from 1 to 100000 is");
    }

    @Test
    void builder_everySetting_arrivesUnderItsOwnName() {
        assertThat(SmileLogisticRegression.builder()
                        .lambda(2)
                        .tolerance(0.01)
                        .maxIterations(9)
                        .classWeights(ClassWeights.BALANCED)
                        .build())
                .hasToString("smile-logistic-regression{lambda=2.0, tolerance=0.01, maxIterations=9,"
                        + " classWeights=balanced}");
    }
}
