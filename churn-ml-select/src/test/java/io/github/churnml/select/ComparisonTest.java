package io.github.churnml.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.SmallModel;
import io.github.churnml.data.Progress;
import io.github.churnml.data.split.Division;
import io.github.churnml.decide.Calibrator;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.decide.ThresholdRule;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.TrainingException;
import io.github.churnml.error.Where;
import io.github.churnml.judge.CrossValidation;
import io.github.churnml.judge.OutOfFold;
import io.github.churnml.learn.FittedLearner;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.PlainBoosting;
import io.github.churnml.learn.Takes;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.metrics.Campaign;
import io.github.churnml.metrics.Metric;
import io.github.churnml.resample.Resampler;
import io.github.churnml.resample.SmoteNc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    /** Trees enough to learn. */
    private static final Learner GOOD = new Named("good", new PlainBoosting(40), false);

    private static final Learner ALSO_GOOD = new Named("also-good", new PlainBoosting(41), false);
    private static final Learner BLIND = new Named("blind", new PlainBoosting(1), true);

    private static final CrossValidation FOLDS =
            SmallModel.pipeline(SmallModel.boosting()).crossValidation(SmallModel.sample(0, 1500), 5, 2);

    @Test
    void run_oneMuchWorse_isToldApartAndTheNearTieIsNot() {
        ComparisonResult result = compare(BLIND, ALSO_GOOD, GOOD);

        assertThat(result.ranked().get(2).name()).isEqualTo("blind");
        assertThat(result.isReal(result.ranked().get(2))).isTrue();
        assertThat(result.isReal(result.ranked().get(1))).isFalse();
        assertThat(result.verdict())
                .startsWith("By roc_auc, '" + result.best().name() + "' is best (0.")
                .contains("but its lead over '" + result.ranked().get(1).name() + "' may be luck (corrected p up to ")
                .endsWith("; its lead over the other one is real.");
        assertThat(compare(BLIND, GOOD).verdict())
                .startsWith("By roc_auc, 'good' is best")
                .endsWith("and its lead over 'blind' is real (corrected p below 0.05).");
        assertThat(compare(GOOD).verdict()).endsWith("with nothing to compare it with.");
    }

    @Test
    void run_eachCandidate_isJudgedOnTheSameFolds() {
        ComparisonResult result = compare(GOOD, ALSO_GOOD);

        Compared first = result.ranked().get(0);
        for (Compared one : result.ranked()) {
            assertThat(one.values(Metric.ROC_AUC)).hasSize(10);
            assertThat(one.values(Metric.ECE)).hasSize(2);
            for (int repeat = 0; repeat < 2; repeat++) {
                OutOfFold out = one.outOfFold().get(repeat);
                assertThat(out.folds()).isEqualTo(first.outOfFold().get(repeat).folds());
            }
            assertThat(one.mean(Metric.ROC_AUC))
                    .isEqualTo(Arrays.stream(one.values(Metric.ROC_AUC)).sum() / 10);
            assertThat(result.estimate(one, Metric.BRIER).hasInterval()).isTrue();
            assertThat(one.times().fitSeconds()).isPositive();
        }
    }

    @Test
    void by_logLoss_ranksTheLowestFirst() {
        ComparisonResult result = Comparison.on(FOLDS)
                .candidates(List.of(plain(BLIND), plain(GOOD)))
                .by(Metric.LOG_LOSS)
                .run();

        assertThat(result.best().name()).isEqualTo("good");
        assertThat(result.againstBest(result.ranked().get(1)).difference().value())
                .isPositive();
    }

    @Test
    void by_profit_isTheMeanOverFoldsOfWhatCustomersAreWorth() {
        CustomerValue value = new CustomerValue("monthly_charge", 50, 12, new Campaign(5, 30, 0.3));
        ComparisonResult result = Comparison.on(FOLDS)
                .candidates(List.of(plain(BLIND), plain(GOOD)))
                .worth(value, 0.2)
                .by(Metric.PROFIT)
                .run();

        Compared best = result.best();
        assertThat(best.name()).isEqualTo("good");
        assertThat(result.metrics()).endsWith(Metric.PROFIT, Metric.MAXIMUM_PROFIT, Metric.EMPC);
        double[] amounts = value.of(FOLDS.rows(), List.of());
        OutOfFold out = best.outOfFold().get(1);
        int[] rows = FOLDS.divisions().get(1).get(4).test();
        assertThat(best.values(Metric.PROFIT)[9])
                .isEqualTo(Metric.PROFIT.compute(
                        Arrays.stream(rows).map(row -> out.labels()[row]).toArray(),
                        Arrays.stream(rows)
                                .mapToDouble(row -> out.probabilities()[row])
                                .toArray(),
                        0.2,
                        value.campaign(),
                        Arrays.stream(rows).mapToDouble(row -> amounts[row]).toArray()));
        assertThatThrownBy(() -> Comparison.on(FOLDS).by(Metric.EMPC))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("(empc), and it is not known what customers are worth");
    }

    /** A threshold in hindsight would earn from outcomes of which nothing can be learnt. */
    @Test
    void by_profitOfALearntThreshold_isHonest() {
        CustomerValue value = CustomerValue.of(100, new Campaign(0, 25, 0.9));
        ThresholdRule rule = ThresholdRule.profit();
        CrossValidation shuffled = CrossValidation.of(
                FOLDS.recipe(),
                FOLDS.rows(),
                new SplittableRandom(8)
                        .ints(FOLDS.labels().length, 0, 4)
                        .map(n -> n / 3)
                        .toArray(),
                FOLDS.groups(),
                5,
                2,
                3);
        Compared noise = Comparison.on(shuffled)
                .candidates(List.of(plain(GOOD)))
                .worth(value, rule)
                .run()
                .best();
        // Contacting everyone loses: 0.25 x 0.9 x 75 - 0.75 x 25 = -1.9 a customer.
        assertThat(noise.mean(Metric.PROFIT)).isBetween(-1.0, 0.15);
        assertThat(noise.mean(Metric.MAXIMUM_PROFIT)).isGreaterThan(0.2);
    }

    @Test
    void by_profitOfALearntThreshold_isAtOneThatTheTrainingPartLearnt() {
        CustomerValue value = new CustomerValue("monthly_charge", 50, 12, new Campaign(5, 30, 0.3));
        ComparisonResult result = Comparison.on(FOLDS)
                .candidates(List.of(plain(GOOD)))
                .worth(value, ThresholdRule.profit())
                .by(Metric.PROFIT)
                .run();
        double[] amounts = value.of(FOLDS.rows(), List.of());
        int[] train = FOLDS.divisions().get(1).get(4).train();
        int[] labels = pick(FOLDS.labels(), train);
        Division inner = FOLDS.groups().select(train).holdOut(labels, 0.25, 5);
        int[] learnt = pick(train, inner.train());
        int[] judged = pick(train, inner.test());
        double[] logOdds = FOLDS.recipe()
                .with(GOOD, Resampler.none())
                .fit(FOLDS.rows().select(learnt), pick(FOLDS.labels(), learnt), 5, Progress.none())
                .fitted()
                .logOdds(FOLDS.rows().select(judged));
        double threshold = ThresholdRule.profit()
                .learn(
                        pick(FOLDS.labels(), judged),
                        Arrays.stream(logOdds)
                                .map(Calibrator.none()::probability)
                                .toArray(),
                        value.campaign(),
                        Arrays.stream(judged).mapToDouble(row -> amounts[row]).toArray());
        OutOfFold out = result.best().outOfFold().get(1);
        int[] rows = FOLDS.divisions().get(1).get(4).test();
        assertThat(threshold).isBetween(0.01, 0.4);
        assertThat(result.best().values(Metric.PROFIT)[9])
                .isEqualTo(Metric.PROFIT.compute(
                        pick(out.labels(), rows),
                        Arrays.stream(rows)
                                .mapToDouble(row -> out.probabilities()[row])
                                .toArray(),
                        threshold,
                        value.campaign(),
                        Arrays.stream(rows).mapToDouble(row -> amounts[row]).toArray()));
        assertThat(result.basis()).contains("learnt by profit inside the training part of each fold");
        assertThat(result.toMap()).containsEntry("basis", result.basis());
    }

    private static int[] pick(int[] values, int[] places) {
        return Arrays.stream(places).map(place -> values[place]).toArray();
    }

    /** Trees that are much too sure rank last as they are, and not once they are calibrated. */
    @Test
    void by_logLoss_saysWhichIsBestAfterCalibration() {
        Learner sure = new Named("sure", new PlainBoosting(400), false);
        Learner few = new Named("few", new PlainBoosting(5), false);
        ComparisonResult result = Comparison.on(FOLDS)
                .candidates(List.of(plain(sure), plain(few)))
                .by(Metric.LOG_LOSS)
                .run();
        Compared best = result.bestCalibrated().orElseThrow();
        for (Compared one : result.ranked()) {
            assertThat(best.calibrated().get(Metric.LOG_LOSS))
                    .isLessThanOrEqualTo(one.calibrated().get(Metric.LOG_LOSS));
        }
        assertThat(result.basis())
                .startsWith(
                        "log_loss is of probabilities before calibration; after it '" + best.name() + "' is best (0.");
        assertThat(result.toMap()).containsEntry("best_calibrated", best.name());
        assertThat(compare(GOOD).basis()).isEmpty();
        assertThat(compare(GOOD).toMap()).doesNotContainKey("best_calibrated");
    }

    @Test
    void balance_smoteNc_isComparedWithNoneOnTheSameFolds() {
        ComparisonResult result = Comparison.on(FOLDS)
                .candidates(List.of(plain(GOOD)))
                .balance(SmoteNc.standard())
                .run();

        assertThat(result.ranked()).extracting(Compared::name).containsExactlyInAnyOrder("good", "good + smote-nc");
        assertThat(result.balanceEffects()).hasSize(1);
        BalanceEffect effect = result.balanceEffects().get(0);
        for (Metric metric : List.of(Metric.ROC_AUC, Metric.PR_AUC, Metric.LOG_LOSS, Metric.ECE)) {
            assertThat(effect.change(metric))
                    .isCloseTo(effect.balanced().mean(metric) - effect.plain().mean(metric), within(1e-12));
        }
        assertThat(result.balanceVerdicts())
                .singleElement()
                .asString()
                .startsWith("Against no balancing on the same folds, 'smote-nc' changed roc_auc by ")
                .contains("log_loss by ", "ece by ", "(1 learner)");
    }

    @Test
    void learnerThatFails_isLeftOutAndTold() {
        Learner failing = new Named("failing", new PlainBoosting(0), false);
        ComparisonResult result = compare(failing, GOOD);

        assertThat(result.ranked()).extracting(Compared::name).containsExactly("good");
        assertThat(result.failures()).containsExactly(Map.entry("failing", "Nothing grows."));
        assertThatThrownBy(() -> compare(failing)).isInstanceOf(TrainingException.class);
    }

    @Test
    void toMap_twoRuns_differInTimesAlone() {
        Map<String, Object> one = compare(GOOD, BLIND).toMap();
        Map<String, Object> other = compare(GOOD, BLIND).toMap();

        assertThat(one.remove("times")).isNotNull();
        other.remove("times");
        assertThat(one.toString()).isEqualTo(other.toString());
        assertThat(one.keySet())
                .containsExactly(
                        "by",
                        "rows",
                        "left",
                        "repeats",
                        "folds",
                        "test",
                        "verdict",
                        "candidates",
                        "balance_verdicts",
                        "balance_effects",
                        "failures");
    }

    @Test
    void learners_ofTheClassPath_keepThePipelinesSettings() {
        Learner own = HistogramGradientBoosting.builder().trees(17).build();
        CrossValidation folds = ChurnPipeline.builder()
                .target("churned", "Yes")
                .learner(own)
                .build()
                .crossValidation(SmallModel.customers(300, 3), 2, 1);
        List<String> stages = new ArrayList<>();
        ComparisonResult result = Comparison.on(folds)
                .learners("boosting")
                .progress((stage, done, total) -> stages.add(stage + " " + done + "/" + total))
                .run();

        assertThat(result.best().candidate().learner()).isEqualTo(own);
        assertThat(stages).containsExactly("comparing boosting 0/1");
    }

    @Test
    void wrongUse_isRefusedWithAWayOut() {
        Comparison comparison = Comparison.on(FOLDS);
        assertThatThrownBy(() -> comparison.learners("bosting"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'boosting'");
        assertThatThrownBy(comparison::learners)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("There is no learner to compare.");
        assertThatThrownBy(() -> comparison.learners("boosting", "boosting"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'boosting' is to be compared twice");
        assertThatThrownBy(() ->
                        comparison.balance(Resampler.none(), Resampler.none()).run())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("compared twice");
        assertThatThrownBy(() -> comparison.by(Metric.ACCURACY))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("(accuracy)")
                .hasMessageContaining("'log_loss'");
    }

    private static ComparisonResult compare(Learner... learners) {
        return Comparison.on(FOLDS)
                .candidates(Stream.of(learners).map(ComparisonTest::plain).toList())
                .run();
    }

    private static Candidate plain(Learner learner) {
        return new Candidate(learner, Resampler.none());
    }

    /** Another learner under a name of its own; a blind one learns from labels that are moved on by one row. */
    private record Named(String name, PlainBoosting learner, boolean blind) implements Learner {

        @Override
        public Takes takes() {
            return learner.takes();
        }

        @Override
        public Map<String, Object> settings() {
            return learner.settings();
        }

        @Override
        public FittedLearner fit(TrainingData data, long seed, Progress progress) {
            if (learner.trees() == 0) {
                throw new TrainingException("Nothing grows.", "", Where.nowhere());
            }
            return learner.fit(blind ? moved(data) : data, seed, progress);
        }

        private static TrainingData moved(TrainingData data) {
            int[] labels = data.labels().clone();
            System.arraycopy(data.labels(), 1, labels, 0, labels.length - 1);
            labels[labels.length - 1] = data.labels()[0];
            return TrainingData.of(data.features(), labels);
        }
    }
}
