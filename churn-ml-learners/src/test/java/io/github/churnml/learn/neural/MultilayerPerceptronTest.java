package io.github.churnml.learn.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.Progress;
import io.github.churnml.data.split.Division;
import io.github.churnml.data.split.Folds;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.TrainingException;
import io.github.churnml.learn.ClassWeights;
import io.github.churnml.learn.ExampleRows;
import io.github.churnml.learn.FittedLearner;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.PlainLogistic;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.metrics.LogLoss;
import io.github.churnml.metrics.RocAuc;
import io.github.churnml.predictor.Activation;
import io.github.churnml.predictor.LogOdds;
import io.github.churnml.predictor.NetworkPredictor;
import io.github.churnml.predictor.Predictor;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class MultilayerPerceptronTest {

    private static FittedLearner fit(Learner learner, ExampleRows rows, long seed) {
        return learner.fit(rows.features(), rows.labels(), seed, Progress.none());
    }

    private static double[] logOdds(Predictor predictor, ExampleRows rows) {
        double[] logOdds = new double[rows.labels().length];
        for (int i = 0; i < logOdds.length; i++) {
            logOdds[i] = predictor.logOdds(rows.row(i));
        }
        return logOdds;
    }

    private static double rocAuc(Learner learner, ExampleRows rows, ExampleRows unseen) {
        return RocAuc.of(unseen.labels(), logOdds(fit(learner, rows, 1).predictor(), unseen));
    }

    /** Positive where exactly one of the first two numbers is. */
    private static ExampleRows exclusiveOr(long seed) {
        ExampleRows rows = ExampleRows.of(1000, seed, false);
        double[][] columns = rows.features().columns();
        int[] labels = new int[1000];
        for (int i = 0; i < 1000; i++) {
            labels[i] = columns[0][i] > 0 != columns[1][i] > 0 ? 1 : 0;
        }
        return new ExampleRows(rows.features(), labels);
    }

    @Test
    void fit_exclusiveOr_isLearntAndNotByALinearModel() {
        assertThat(rocAuc(new PlainLogistic(), exclusiveOr(1), exclusiveOr(2))).isBetween(0.4, 0.6);
        for (Activation activation : Activation.values()) {
            MultilayerPerceptron learner = MultilayerPerceptron.builder()
                    .activation(activation)
                    .learningRate(0.01)
                    .dropout(0)
                    .build();
            assertThat(rocAuc(learner, exclusiveOr(1), exclusiveOr(2))).isGreaterThan(0.97);
        }
        MultilayerPerceptron deep = MultilayerPerceptron.builder()
                .hiddenUnits(16)
                .secondHiddenUnits(8)
                .learningRate(0.01)
                .dropout(0)
                .build();
        assertThat(rocAuc(deep, exclusiveOr(1), exclusiveOr(2))).isGreaterThan(0.97);
    }

    @Test
    void importances_ofWhatOnlyWorksTogether_areThere() {
        MultilayerPerceptron learner =
                MultilayerPerceptron.builder().learningRate(0.01).dropout(0).build();
        double[] importances = fit(learner, exclusiveOr(1), 1).predictor().importances();
        assertThat(importances[0] + importances[1]).isGreaterThan(0.6);
        assertThat(importances[0]).isGreaterThan(0.2);
    }

    /** The bits on any JDK and processor: a change here is a change of every perceptron fitted again. */
    @Test
    void fit_knownRows_givesTheKnownBits() {
        assertThat(checksum(Activation.RELU, 0)).isEqualTo("b361e8d4");
        assertThat(checksum(Activation.TANH, 8)).isEqualTo("6fd05ebc");
    }

    private static String checksum(Activation activation, int secondHiddenUnits) {
        Learner learner = MultilayerPerceptron.builder()
                .activation(activation)
                .hiddenUnits(16)
                .secondHiddenUnits(secondHiddenUnits)
                .epochs(15)
                .build();
        CRC32 checksum = new CRC32();
        checksum.update(
                fit(learner, ExampleRows.of(500, 4, false), 11).predictor().toBytes());
        return Long.toHexString(checksum.getValue());
    }

    @Test
    void fit_anotherSeed_givesAnotherNetwork() {
        ExampleRows rows = ExampleRows.of(300, 3, false);
        MultilayerPerceptron learner = MultilayerPerceptron.builder().epochs(3).build();
        assertThat(fit(learner, rows, 1).predictor().toBytes())
                .isNotEqualTo(fit(learner, rows, 2).predictor().toBytes())
                .isEqualTo(fit(learner, rows, 1).predictor().toBytes());
    }

    @Test
    void earlyStopping_keepsTheEpochThatWasBestOnItsSlice() {
        ExampleRows rows = ExampleRows.of(600, 3, false);
        PerceptronSettings settings =
                new PerceptronSettings(64, 0, Activation.RELU, 60, 64, 0.02, 0.01, 0, true, 0.2, 10, ClassWeights.NONE);
        TrainingData data = TrainingData.of(rows.features(), rows.labels());
        Division split = Folds.holdOut(rows.labels(), 0.2, 1);
        TrainingData others = data.select(split.train());
        TrainingData slice = data.select(split.test());
        NetworkTraining.Outcome kept = NetworkTraining.train(others, slice, settings, 1, Progress.none());
        assertThat(kept.epochs()).isBetween(1, 49);
        List<Double> losses = new ArrayList<>();
        for (int epochs = 1; epochs <= kept.epochs() + settings.patience(); epochs++) {
            losses.add(
                    loss(NetworkTraining.train(others, null, settings.withEpochs(epochs), 1, Progress.none()), slice));
        }
        assertThat(loss(kept, slice)).isEqualTo(losses.get(kept.epochs() - 1));
        assertThat(losses).allSatisfy(loss -> assertThat(loss).isGreaterThanOrEqualTo(loss(kept, slice)));
    }

    private static double loss(NetworkTraining.Outcome outcome, TrainingData slice) {
        Network network = outcome.network();
        double[] probabilities = new double[slice.rows()];
        double[][] rows = NetworkTraining.rows(slice);
        for (int i = 0; i < rows.length; i++) {
            probabilities[i] = LogOdds.toProbability(network.forward(rows[i], new Pass(network)));
        }
        return LogLoss.of(slice.labels(), probabilities);
    }

    @Test
    void refit_usesTheEpochsFound() {
        FittedLearner fitted = fit(MultilayerPerceptron.builder().build(), ExampleRows.of(600, 3, false), 1);
        int epochs = (int) fitted.found().get("epochs");
        assertThat(fitted.refit().settings()).containsEntry("epochs", epochs).containsEntry("earlyStopping", false);
        assertThat(fit(fitted.refit(), ExampleRows.of(900, 3, false), 1).found())
                .containsEntry("epochs", epochs);
    }

    @Test
    void earlyStopping_fewRowsOfAClass_usesAllEpochs() {
        ExampleRows rows = ExampleRows.of(400, 3, false);
        int[] labels = new int[400];
        for (int i = 0; i < 30; i++) {
            labels[i * 13] = 1;
        }
        MultilayerPerceptron learner = MultilayerPerceptron.builder().epochs(7).build();
        assertThat(fit(learner, new ExampleRows(rows.features(), labels), 1).found())
                .containsEntry("epochs", 7);
    }

    @Test
    void fit_numbersFarFromOne_settlesOrIsRefused() {
        for (double factor : new double[] {1e-100, 1e6, 1e60, 1e99}) {
            ExampleRows rows = ExampleRows.of(300, 3, false).scaled(0, factor);
            try {
                Predictor predictor =
                        fit(MultilayerPerceptron.builder().build(), rows, 1).predictor();
                assertThat(logOdds(predictor, rows)).doesNotContain(Double.NaN);
            } catch (TrainingException refused) {
                assertThat(refused).hasMessageStartingWith("Learner 'perceptron' did not settle: ");
            }
        }
    }

    @Test
    void fit_weightsThatGrowWithoutEnd_isRefused() {
        MultilayerPerceptronBuilder builder =
                MultilayerPerceptron.builder().learningRate(1).weightDecay(10);
        for (boolean judged : new boolean[] {true, false}) {
            Learner learner = builder.earlyStopping(judged).build();
            assertThatThrownBy(() -> fit(learner, ExampleRows.of(3000, 3, false), 1))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageStartingWith("Learner 'perceptron' did not settle: ")
                    .hasMessageEndingWith(".\nMaybe lower 'learningRate' or 'weightDecay', or scale the features.");
        }
    }

    @Test
    void fit_network_hasTheLayersAskedFor() {
        Learner learner = MultilayerPerceptron.builder()
                .hiddenUnits(5)
                .secondHiddenUnits(3)
                .activation(Activation.TANH)
                .epochs(1)
                .build();
        NetworkPredictor predictor =
                (NetworkPredictor) fit(learner, ExampleRows.of(50, 3, false), 1).predictor();
        assertThat(predictor.sizes()).containsExactly(8, 5, 3, 1);
        assertThat(predictor.activation()).isEqualTo(Activation.TANH);
    }

    @Test
    void builder_everySetting_arrivesUnderItsOwnName() {
        MultilayerPerceptron learner = MultilayerPerceptron.builder()
                .hiddenUnits(7)
                .secondHiddenUnits(5)
                .activation(Activation.TANH)
                .epochs(9)
                .batchRows(11)
                .learningRate(0.5)
                .weightDecay(0.25)
                .dropout(0.75)
                .earlyStopping(false)
                .validationFraction(0.3)
                .patience(4)
                .classWeights(ClassWeights.BALANCED)
                .build();
        assertThat(learner.settings().toString())
                .isEqualTo("{hiddenUnits=7, secondHiddenUnits=5, activation=tanh, epochs=9, batchRows=11,"
                        + " learningRate=0.5, weightDecay=0.25, dropout=0.75, earlyStopping=false,"
                        + " validationFraction=0.3, patience=4, classWeights=balanced}");
        assertThat(learner).hasToString("perceptron" + learner.settings());
        assertThat(new MultilayerPerceptronProvider()
                        .create(Settings.of(learner.settings(), Blame.configuration(null))))
                .isEqualTo(learner);
    }

    @Test
    void setters_valueOutOfRange_nameKeyValueAndRange() {
        refused(b -> b.hiddenUnits(0), "Key 'hiddenUnits' holds (0) where a whole number from 1 to 1024 is required.");
        refused(b -> b.secondHiddenUnits(1025), "Key 'secondHiddenUnits' holds (1025) where a whole number from 0 to");
        refused(b -> b.epochs(0), "Key 'epochs' holds (0) where a whole number from 1 to 10000 is required.");
        refused(b -> b.batchRows(0), "Key 'batchRows' holds (0) where a whole number from 1 to 65536 is required.");
        refused(b -> b.learningRate(0), "Key 'learningRate' holds (0.0) where a number from 1.0E-6 to 1.0 is");
        refused(b -> b.weightDecay(-1), "Key 'weightDecay' holds (-1.0) where a number from 0.0 to 10.0 is required.");
        refused(b -> b.dropout(1), "Key 'dropout' holds (1.0) where a number from 0.0 to 0.9 is required.");
        refused(b -> b.validationFraction(0.6), "Key 'validationFraction' holds (0.6) where a number from 0.01 to 0.5");
        refused(b -> b.patience(0), "Key 'patience' holds (0) where a whole number from 1 to 10000 is required.");
    }

    private static void refused(Consumer<MultilayerPerceptronBuilder> setter, String message) {
        assertThatThrownBy(() -> setter.accept(MultilayerPerceptron.builder()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(message);
    }
}
