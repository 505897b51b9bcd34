package io.github.churnml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.data.Progress;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.judge.PriorCorrection;
import io.github.churnml.learn.FittedLearner;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.PlainForest;
import io.github.churnml.learn.PlainLogistic;
import io.github.churnml.learn.Takes;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.predictor.LinearPredictor;
import io.github.churnml.prepare.Cleaning;
import io.github.churnml.prepare.Encoding;
import io.github.churnml.resample.ClassWeighting;
import io.github.churnml.resample.RandomOver;
import io.github.churnml.resample.RandomUnder;
import io.github.churnml.resample.Resampler;
import io.github.churnml.resample.SmoteNc;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BalanceTest {

    private static Dataset data;

    @TempDir
    Path folder;

    @BeforeAll
    static void customers() {
        data = SmallModel.customers(900, 21);
    }

    @Test
    void probabilities_areShiftedBack_andTheEvaluationShowsBoth() {
        ChurnModel corrected = fit(SmoteNc.standard(), true, SmallModel.boosting());
        ChurnModel declined = fit(SmoteNc.standard(), false, SmallModel.boosting());
        PriorCorrection shown = corrected.evaluation().priorCorrection();
        assertThat(shown).isNotNull();
        assertThat(shown.applied()).isTrue();
        assertThat(shown.offset()).isNegative();
        assertThat(shown.brier()).isLessThan(shown.brierWithout());
        assertThat(shown.ece()).isLessThan(shown.eceWithout());
        assertThat(declined.evaluation().priorCorrection())
                .usingRecursiveComparison()
                .ignoringFields("applied")
                .isEqualTo(shown);
        assertThat(declined.evaluation().priorCorrection().applied()).isFalse();
        double rate =
                (double) corrected.manifest().positives() / corrected.manifest().rows();
        assertThat(mean(corrected)).isCloseTo(rate, within(0.05));
        assertThat(mean(declined)).isGreaterThan(rate + 0.08);
        assertThat(corrected.evaluation().rocAuc())
                .isEqualTo(declined.evaluation().rocAuc());
    }

    @Test
    void withoutBalancing_nothingIsCorrected() {
        ChurnModel plain = fit(Resampler.none(), true, SmallModel.boosting());
        assertThat(plain.evaluation().priorCorrection()).isNull();
        assertThat(plain.toBytes())
                .isEqualTo(fit(Resampler.none(), true, SmallModel.boosting()).toBytes());
    }

    @Test
    void balancedModel_isSavedWithItsOffset() {
        for (Resampler balance : List.of(SmoteNc.standard(), RandomOver.standard(), RandomUnder.standard())) {
            ChurnModel model = fit(balance, true, SmallModel.boosting());
            Path file = folder.resolve("m.churn");
            model.save(file);
            ChurnModel loaded = ChurnModel.load(file);
            assertThat(loaded.scorer().score(data).probabilities())
                    .containsExactly(model.scorer().score(data).probabilities());
            assertThat(loaded.evaluation()).isEqualTo(model.evaluation());
        }
    }

    @Test
    void classWeights_ofEveryLearnerHere_areTakenAndShiftedBack() {
        for (Learner learner : List.of(SmallModel.boosting(), new PlainLogistic(), new PlainForest(20))) {
            ChurnModel weighted = fit(ClassWeighting.standard(), true, learner);
            double rate = (double) weighted.manifest().positives()
                    / weighted.manifest().rows();
            assertThat(weighted.evaluation().priorCorrection().offset())
                    .as(learner.name())
                    .isCloseTo(Math.log(rate / (1 - rate)), within(0.02));
            assertThat(mean(weighted)).as(learner.name()).isCloseTo(rate, within(0.05));
            assertThat(mean(fit(ClassWeighting.standard(), false, learner)))
                    .as(learner.name())
                    .isGreaterThan(rate + 0.08);
        }
    }

    @Test
    void classWeights_ofALearnerThatTakesNone_areRefused() {
        assertThatThrownBy(() -> fit(ClassWeighting.standard(), true, new Spy(false)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(
                        "Learner 'spy' takes no weights, but the rows weigh differently.\nMaybe take one"
                                + " that does: 'boosting';");
    }

    @Test
    void targetEncoding_doesNotGoWithMadeRows() {
        ChurnPipeline both = SmallModel.pipeline(SmallModel.boosting()).toBuilder()
                .balance(SmoteNc.standard())
                .encode(Encoding.standard().with("region", Encoding.Levels.TARGET))
                .build();
        assertThatThrownBy(() -> both.fit(data))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Target encoding does not go together with balancing by (smote-nc)");
    }

    @Test
    void ratioThatIsReachedAlready_isNoticed() {
        ChurnModel model = fit(SmoteNc.standard().withRatio(0.01), true, SmallModel.boosting());
        assertThat(model.notices()).extracting(Notice::code).contains("nothing-balanced");
        assertThat(model.evaluation().priorCorrection()).isNull();
    }

    @Test
    void synonymsOfTheTarget_areRefused() {
        ChurnPipeline pipeline = SmallModel.pipeline(SmallModel.boosting()).toBuilder()
                .clean(Cleaning.standard().withSynonyms("churned", Map.of("yes left", "Yes")))
                .build();
        assertThatThrownBy(() -> pipeline.fit(data))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Synonyms are given for 'churned', which is the target");
    }

    @Test
    void rowsToStopEarlyBy_areSetAsideBeforeBalancing() {
        Spy spy = new Spy(true);
        fit(SmoteNc.standard(), true, spy);
        TrainingData seen = spy.seen.get(0);
        TrainingData validation = seen.validation();
        assertThat(validation).isNotNull();
        int positives = IntStream.of(seen.labels()).sum();
        assertThat(2 * positives).isEqualTo(seen.rows());
        double share = (double) IntStream.of(validation.labels()).sum() / validation.rows();
        assertThat(share).isBetween(0.15, 0.3);
        double weighted = 0;
        for (int i = 0; i < validation.rows(); i++) {
            weighted += validation.labels()[i] * validation.weights()[i];
        }
        assertThat(weighted / Arrays.stream(validation.weights()).sum()).isCloseTo(0.5, within(1e-9));
        Set<List<Double>> learnt = new HashSet<>(rows(seen));
        assertThat(rows(validation)).noneMatch(learnt::contains);
    }

    @Test
    void balancedRows_ofAnotherLearner_areLearntFrom() {
        ChurnModel model = fit(
                SmoteNc.standard(),
                true,
                HistogramGradientBoosting.builder().trees(40).build());
        assertThat(model.evaluation().rocAuc().value()).isGreaterThan(0.7);
    }

    @Test
    void yaml_namesTheMethod() {
        ChurnPipeline pipeline = ChurnPipeline.parseYaml(
                "target: t\nbalance: {method: smote-nc, ratio: 0.5, neighbours: 3}\ncorrectPrior: false\nlearner: boosting");
        assertThat(pipeline.balance())
                .isEqualTo(SmoteNc.standard().withRatio(0.5).withNeighbours(3));
        assertThat(ChurnPipeline.parseYaml(pipeline.toYaml())).isEqualTo(pipeline);
        assertThat(ChurnPipeline.parseYaml("target: t\nlearner: boosting\nbalance: random-under")
                        .balance())
                .isEqualTo(RandomUnder.standard());
        assertThatThrownBy(() -> ChurnPipeline.parseYaml("target: t\nbalance: smote"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Key 'balance' (line 2) holds (smote)");
    }

    private static ChurnModel fit(Resampler balance, boolean correct, Learner learner) {
        return SmallModel.pipeline(learner).toBuilder()
                .balance(balance)
                .correctPrior(correct)
                .build()
                .fit(data, FitOptions.standard().withCreated(SmallModel.THEN));
    }

    private static double mean(ChurnModel model) {
        return Arrays.stream(model.scorer().score(data).probabilities())
                .average()
                .orElseThrow();
    }

    private static List<List<Double>> rows(TrainingData data) {
        List<List<Double>> rows = new ArrayList<>();
        double[] row = new double[data.features().features().size()];
        for (int i = 0; i < data.rows(); i++) {
            data.features().row(i, row);
            rows.add(Arrays.stream(row).boxed().toList());
        }
        return rows;
    }

    /** Learns nothing, and remembers what it was given. */
    private static final class Spy implements Learner {

        private final List<TrainingData> seen = new ArrayList<>();
        private final boolean weights;

        Spy(boolean weights) {
            this.weights = weights;
        }

        @Override
        public String name() {
            return "spy";
        }

        @Override
        public Takes takes() {
            return new Takes(false, false, weights, false);
        }

        @Override
        public double validationFraction() {
            return 0.2;
        }

        @Override
        public Map<String, Object> settings() {
            return Map.of();
        }

        @Override
        public FittedLearner fit(TrainingData data, long seed, Progress progress) {
            seen.add(data);
            double[] nothing = new double[data.features().features().size()];
            return new FittedLearner(new LinearPredictor(0, nothing), this, Map.of());
        }
    }
}
