package io.github.churnml.select.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.FitOptions;
import io.github.churnml.SmallModel;
import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.Progress;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.judge.CrossValidation;
import io.github.churnml.learn.PlainLogistic;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.prepare.Encoding;
import io.github.churnml.resample.ClassWeighting;
import io.github.churnml.select.NoiseTargets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AutoTest {

    private static final Dataset DATA = SmallModel.sample(0, 700);
    private static final Auto AUTO = auto(3, 0);

    /** Learners of the kinds that are tried, with little to do. */
    private static Auto auto(double micros, double seconds) {
        List<PortfolioEntry> few = List.of(
                new PortfolioEntry(
                        "boosting",
                        HistogramGradientBoosting.builder().trees(20).build(),
                        1,
                        2),
                new PortfolioEntry(
                        "boosting, extra trees",
                        HistogramGradientBoosting.builder()
                                .trees(20)
                                .extraTrees(true)
                                .build(),
                        1,
                        2),
                new PortfolioEntry("plain-logistic", new PlainLogistic(), 1, 1));
        return new Auto(new AutoSettings(3, micros, seconds), levels -> few);
    }

    @Test
    void fit_tellsWhatWasTriedAndWhyOneWasKept() {
        ChurnModel model = SmallModel.of(AUTO, DATA);
        Map<?, ?> told = (Map<?, ?>) model.manifest().found().get("auto");
        assertThat(told.get("folds")).isEqualTo(3);
        assertThat((String) told.get("because")).contains("3 folds").endsWith(".");
        assertThat(told.get("repeatable")).isEqualTo(true);
        List<?> tried = (List<?>) told.get("tried");
        assertThat(tried).hasSize(3);
        double weights = 0;
        for (Object one : tried) {
            assertThat(((Map<?, ?>) one).get("rocAuc"))
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.DOUBLE)
                    .isBetween(0.6, 0.95);
            weights += (double) ((Map<?, ?>) one).get("weight");
        }
        assertThat(weights).isCloseTo(1, within(0.002));
        // What was found by JSON is what was found.
        assertThat(ChurnModel.load(model.toBytes()).toBytes()).isEqualTo(model.toBytes());
    }

    @Test
    void fit_refit_isWhatWasChosenAndChoosesNoMore() {
        CrossValidation folds = SmallModel.pipeline(AUTO).crossValidation(DATA, 2, 1);
        assertThat(folds.fit(folds.recipe(), 0, 0).refit().learner()).isNotInstanceOf(Auto.class);
    }

    @Test
    void fit_anyNumberOfThreads_givesTheSameBytes() throws Exception {
        byte[] once = SmallModel.of(AUTO, DATA).toBytes();
        for (int threads : new int[] {1, 4}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                assertThat(pool.submit(() -> SmallModel.of(AUTO, DATA).toBytes())
                                .get())
                        .isEqualTo(once);
            } finally {
                pool.shutdown();
            }
        }
    }

    @Test
    void fit_timeIsOver_keepsWhatWasTriedAndSaysSo() {
        ChurnModel model = SmallModel.of(auto(3, 1e-9), DATA);
        Map<?, ?> told = (Map<?, ?>) model.manifest().found().get("auto");
        assertThat(told.get("repeatable")).isEqualTo(false);
        assertThat(told.get("kept")).isEqualTo("boosting");
        assertThat(((Map<?, ?>) ((List<?>) told.get("tried")).get(1)).get("skipped"))
                .isEqualTo("the time was over");
    }

    @Test
    void fit_fewMicros_keepsOneCopy() {
        ChurnModel model = SmallModel.of(auto(0.1, 0), DATA);
        Map<?, ?> told = (Map<?, ?>) model.manifest().found().get("auto");
        assertThat((String) told.get("kept")).doesNotContain(";");
    }

    @Test
    void fit_tooFewCustomersOfAClass_takesTheStandardLearner() {
        Dataset few = SmallModel.sample(0, 60);
        ChurnModel model = SmallModel.of(AUTO, few);
        Map<?, ?> told = (Map<?, ?>) model.manifest().found().get("auto");
        assertThat((String) told.get("because")).contains("fewer than 20 customers of a class");
    }

    @Test
    void fit_weightedClasses_areBlended() {
        ChurnModel model = SmallModel.pipeline(AUTO).toBuilder()
                .balance(ClassWeighting.standard())
                .correctPrior(false)
                .build()
                .fit(DATA, FitOptions.standard());
        assertThat(model.manifest().found()).containsKey("auto");
        assertThat(model.evaluation().rocAuc().value()).isGreaterThan(0.6);
    }

    /** The whole machinery, target encoding included, sees nothing of the rows that it is judged by. */
    @Test
    void noiseTargets_choiceAndTargetEncoding_areNotLearnt() {
        SplittableRandom random = new SplittableRandom(7);
        int rows = 300;
        Dataset noise = Dataset.of(List.of(
                CodedColumn.of(
                        "shop",
                        ColumnType.CATEGORICAL,
                        random.ints(rows, 0, 60).toArray(),
                        IntStream.range(0, 60).mapToObj(i -> "shop " + i).toList()),
                NumericColumn.of(
                        "bill", ColumnType.NUMERIC, random.doubles(rows).toArray()),
                CodedColumn.of(
                        "churned",
                        ColumnType.CATEGORICAL,
                        random.doubles(rows)
                                .mapToInt(toss -> toss < 0.3 ? 1 : 0)
                                .toArray(),
                        List.of("No", "Yes"))));
        CrossValidation folds = ChurnPipeline.builder()
                .target("churned", "Yes")
                .encode(Encoding.standard().withLevels(Encoding.Levels.TARGET))
                .learner(AUTO)
                .build()
                .crossValidation(noise, 3, 1);
        NoiseTargets test = NoiseTargets.of(folds, IntStream.range(0, rows).toArray(), 20, 3, Progress.none());
        assertThat(test.standardErrors()).isBetween(-3.0, 3.0);
    }

    @Test
    void settings_outOfRange_areRefused() {
        assertThatThrownBy(() -> Auto.builder().folds(1)).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> Auto.builder().maxMicros(0)).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> Auto.builder().maxSeconds(-1)).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> ChurnPipeline.parseYaml("target: churned\nlearner: {name: auto, trees: 3}"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("learner.trees");
    }

    @Test
    void yaml_isReadBack() {
        ChurnPipeline pipeline = ChurnPipeline.parseYaml("target: churned\nlearner: {name: auto, maxMicros: 5}");
        assertThat(pipeline.learner()).isEqualTo(Auto.builder().maxMicros(5).build());
        assertThat(ChurnPipeline.parseYaml(pipeline.toYaml())).isEqualTo(pipeline);
    }
}
