package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.Progress;
import io.github.churnml.forest.Forest;
import io.github.churnml.learn.FittedLearner;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.predictor.ForestPredictor;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Losses after one factor for all trees, against a search for it over a grid. */
class StagedValidationTest {

    private static final TrainingData DATA = Tables.mixed(3000, 4, true);
    private static final TrainingData OTHERS = Tables.mixed(1500, 5, true);

    private static FittedLearner fit(Stopping stopping) {
        return HistogramGradientBoosting.builder()
                .trees(120)
                .patience(120)
                .learningRate(0.3)
                .stopping(stopping)
                .build()
                .fit(DATA.withValidation(OTHERS), 1, Progress.none());
    }

    private static double loss(Forest forest, int trees, double scale, TrainingData rows) {
        double sum = 0;
        double weights = 0;
        double[] row = new double[5];
        for (int i = 0; i < rows.rows(); i++) {
            rows.features().row(i, row);
            double score = forest.baseScore();
            for (int tree = 0; tree < trees; tree++) {
                score += scale * forest.tree(tree, row);
            }
            sum += rows.weights()[i] * Sigmoid.loss(rows.labels()[i] == 1 ? score : -score);
            weights += rows.weights()[i];
        }
        return sum / weights;
    }

    @Test
    void scale_keptTrees_isTheBestOfAGrid() {
        FittedLearner fitted = fit(Stopping.LEAST_LOSS);
        Forest forest = ((ForestPredictor) fitted.predictor()).forest();
        int rounds = (Integer) fitted.found().get("rounds");
        assertThat((Double) fitted.found().get("scoreScale")).isBetween(0.3, 0.95);
        double kept = loss(forest, rounds, 1, OTHERS);
        for (double factor = 0.5; factor < 2; factor += 0.01) {
            assertThat(loss(forest, rounds, factor, OTHERS)).isGreaterThan(kept - 1e-6);
        }
        assertThat(kept).isLessThan(loss(forest, rounds, 1.1, OTHERS) - 1e-5);
    }

    @Test
    void refit_scaleFound_isItsSetting() {
        FittedLearner fitted = fit(Stopping.LEAST_LOSS);
        Forest again =
                ((ForestPredictor) fitted.refit().fit(DATA, 1, Progress.none()).predictor()).forest();
        assertThat(fitted.refit().settings())
                .containsEntry("scoreScale", fitted.found().get("scoreScale"));
        assertThat(again.toBytes())
                .isEqualTo(((ForestPredictor) fitted.predictor()).forest().toBytes());
    }

    @Test
    @SuppressWarnings("unchecked") // the map is made of lists of numbers
    void history_ofRounds_isThatOfTheLosses() {
        FittedLearner fitted = fit(Stopping.ONE_STANDARD_ERROR);
        Map<String, Object> history = (Map<String, Object>) fitted.found().get("history");
        int every = (Integer) history.get("every");
        List<Double> validation = (List<Double>) history.get("validation");
        assertThat(every).isEqualTo(2);
        assertThat(validation).hasSize(61);
        assertThat((List<Double>) history.get("training")).hasSize(61);
        Forest forest = ((ForestPredictor) fitted.predictor()).forest();
        int rounds = (Integer) fitted.found().get("rounds") / every * every;
        double least = IntStream.range(0, 200)
                .mapToDouble(i -> loss(forest, rounds, 0.5 + i * 0.01, OTHERS))
                .min()
                .orElseThrow();
        assertThat(validation.get(rounds / every)).isCloseTo(least, within(2e-5));
        assertThat(validation.get(0)).isCloseTo(loss(forest, 0, 1, OTHERS), within(1e-6));
    }

    @Test
    void history_manyRounds_keepsEveryFourth() {
        History history = new History();
        for (int round = 0; round <= 390; round++) {
            if (history.wants(round)) {
                history.add(round, Double.NaN);
            }
        }
        List<Double> expected =
                IntStream.rangeClosed(0, 97).mapToObj(i -> i * 4.0).toList();
        assertThat(history.toMap()).isEqualTo(Map.of("every", 4, "training", expected));
    }
}
