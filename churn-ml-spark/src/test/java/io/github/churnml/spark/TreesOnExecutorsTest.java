package io.github.churnml.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.Progress;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.learn.ClassWeights;
import io.github.churnml.learn.FittedLearner;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.learn.boosting.BinnedTable;
import io.github.churnml.learn.boosting.Growth;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.learn.boosting.HistogramGradientBoostingBuilder;
import io.github.churnml.learn.boosting.Monotone;
import io.github.churnml.learn.boosting.Rows;
import io.github.churnml.learn.boosting.Sampling;
import io.github.churnml.predictor.ForestPredictor;
import io.github.churnml.prepare.Feature;
import io.github.churnml.prepare.FeatureMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.storage.StorageStatus;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees that grow over rows on executors are those of one place, to the bit. */
class TreesOnExecutorsTest {

    private static final JavaSparkContext SPARK =
            JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());

    /** Four blocks of 8,192. */
    static final TrainingData DATA = data(30_000);

    /** Two numbers, one of them with gaps, one of few values, seven levels with gaps. */
    static TrainingData data(int rows) {
        SplittableRandom random = new SplittableRandom(rows);
        double[][] columns = new double[4][rows];
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            columns[0][i] = random.nextDouble();
            columns[1][i] = random.nextInt(4) == 0 ? Double.NaN : random.nextDouble();
            columns[2][i] = random.nextInt(9);
            columns[3][i] = random.nextInt(8) - 1;
            double logOdds = 4 * columns[0][i] - 3 + (columns[3][i] % 3) + (Double.isNaN(columns[1][i]) ? 1 : 0);
            labels[i] = random.nextDouble() < 1 / (1 + StrictMath.exp(-logOdds)) ? 1 : 0;
        }
        List<Feature> features = List.of(
                new Feature("a", "a", 0), new Feature("b", "b", 0), new Feature("c", "c", 0), new Feature("d", "d", 7));
        return TrainingData.of(new FeatureMatrix(features, columns, rows), labels);
    }

    static HistogramGradientBoostingBuilder few() {
        return HistogramGradientBoosting.builder().trees(3).learningRate(0.3);
    }

    static List<Object> told(FittedLearner fitted) {
        byte[] forest = ((ForestPredictor) fitted.predictor()).forest().toBytes();
        // Sorted, as a map without an order has another one in each process.
        return List.of(
                HexFormat.of().formatHex(forest),
                new TreeMap<>(fitted.found()),
                fitted.refit().settings());
    }

    private static void same(HistogramGradientBoosting learner, TrainingData data, int parts) {
        TreePlaces places = new TreePlaces(SPARK, TreesAt.EXECUTORS, parts);
        Learner growing = places.growing(learner);
        FittedLearner fitted = growing.fit(data, 7, Progress.none());
        assertThat(told(fitted)).isEqualTo(told(learner.fit(data, 7, Progress.none())));
        assertThat(fitted.refit()).isInstanceOf(GrowingLearner.class);
        assertThat(places.told())
                .startsWith("Trees grew on executors in 1 of 1 fits, of up to ")
                .endsWith(" rows in " + parts + (parts == 1 ? " part." : " parts."));
        assertThat(SPARK.getPersistentRDDs()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16, 18})
    void fit_someParts_isThatOfOnePlace(int parts) {
        same(few().earlyStopping(false).build(), parts > 4 ? data(parts * 8_192 - 900) : DATA, parts);
    }

    @ParameterizedTest
    @EnumSource
    void fit_eachWayOfGrowing_isThatOfOnePlace(Growth growth) {
        for (Consumer<HistogramGradientBoostingBuilder> settings : List.<Consumer<HistogramGradientBoostingBuilder>>of(
                builder -> builder.minLeafRows(1_500).maxLeaves(24).columnsPerTree(0.5),
                builder -> builder.monotone("a", Monotone.DECREASING)
                        .interaction("a", "d")
                        .subsample(1)
                        .l1(2))) {
            HistogramGradientBoostingBuilder builder = few().growth(growth);
            settings.accept(builder);
            same(builder.build(), DATA, 3);
        }
    }

    /** The rows of a fit in parts of this process, of which some are lost, doubled or left behind before each question. */
    private static final class LossyParts implements DistantRows.Parts {

        private final SplittableRandom random = new SplittableRandom(1);
        private final List<byte[]> packed = new ArrayList<>();
        private final List<FitPart> parts = new ArrayList<>();
        private long[] steps = {};
        private int leavesAddedUp;
        private int madeAnew;
        private int largest;

        LossyParts(BinnedTable table, TrainingData outcomes, int count) {
            FitPart.packed(table, outcomes, count).forEachRemaining(packed::add);
            packed.forEach(bytes -> parts.add(FitPart.of(bytes)));
        }

        @Override
        public long[] ask(long[] more, long[] questions, int size) {
            int before = steps.length;
            steps = Arrays.copyOf(steps, before + more.length);
            System.arraycopy(more, 0, steps, before, more.length);
            leavesAddedUp += questions.length > 0 && questions[0] == TreeSteps.SUMS ? (int) questions[1] : 0;
            largest = Math.max(largest, size);
            long[] sum = new long[size];
            for (int i = 0; i < parts.size(); i++) {
                FitPart part = parts.get(i);
                if (random.nextInt(6) == 0) {
                    part = FitPart.of(packed.get(i));
                    parts.set(i, part);
                    madeAnew++;
                }
                part.take(Arrays.copyOfRange(steps, part.taken(), steps.length));
                part.answer(questions, size); // a task whose answer got lost
                long[] answer = part.answer(questions, size);
                for (int place = 0; place < size; place++) {
                    sum[place] += answer[place];
                }
            }
            return sum;
        }
    }

    /** Leaves of so few of so many rows that rounding could move them, and parts that come and go. */
    @ParameterizedTest
    @EnumSource
    void fit_partsMadeAnew_areWhereTheyWere(Growth growth) {
        TrainingData data = data(100_000);
        HistogramGradientBoosting learner =
                few().growth(growth).minLeafRows(1).maxDepth(10).maxLeaves(600).build();
        List<LossyParts> parts = new ArrayList<>();
        FittedLearner fitted = Rows.fit(learner, data, 7, Progress.none(), (table, outcomes) -> {
            parts.add(new LossyParts(table, outcomes, 5));
            return new DistantRows(FitPart.sizes(table), outcomes.rows(), parts.get(0));
        });
        assertThat(told(fitted)).isEqualTo(told(learner.fit(data, 7, Progress.none())));
        assertThat(parts.get(0).madeAnew).isGreaterThan(5);
        if (growth != Growth.OBLIVIOUS) {
            assertThat(parts.get(0).leavesAddedUp).isPositive();
        }
    }

    /** Columns so many that the histograms of one level alone would fill a driver to which all parts send theirs. */
    @Test
    void fit_tableOfManyColumns_isAskedForSomeNodesAtOnce() {
        int rows = 600;
        SplittableRandom random = new SplittableRandom(5);
        double[][] columns = new double[3_000][rows];
        List<Feature> features = new ArrayList<>();
        for (int column = 0; column < columns.length; column++) {
            features.add(new Feature("f" + column, "f" + column, 0));
            columns[column] = random.doubles(rows).toArray();
        }
        int[] labels = random.ints(rows, 0, 2).toArray();
        TrainingData data = TrainingData.of(new FeatureMatrix(features, columns, rows), labels);
        HistogramGradientBoosting learner = few().trees(1)
                .minLeafRows(2)
                .maxLeaves(32)
                .growth(Growth.OBLIVIOUS)
                .build();
        List<LossyParts> parts = new ArrayList<>();
        FittedLearner fitted = Rows.fit(learner, data, 7, Progress.none(), (table, outcomes) -> {
            parts.add(new LossyParts(table, outcomes, 1));
            return new DistantRows(FitPart.sizes(table), outcomes.rows(), parts.get(0));
        });
        assertThat(told(fitted)).isEqualTo(told(learner.fit(data, 7, Progress.none())));
        assertThat(parts.get(0).largest).isBetween(1_000_000, DistantRows.MOST_NUMBERS);
    }

    private static FittedLearner fit(
            HistogramGradientBoosting learner, Progress progress, UnaryOperator<JavaRDD<HeldPart>> around) {
        List<ExecutorParts> made = new ArrayList<>();
        try {
            return Rows.fit(learner, DATA, 7, progress, (table, outcomes) -> {
                made.add(new ExecutorParts(SPARK, () -> FitPart.packed(table, outcomes, 3), around));
                return new DistantRows(FitPart.sizes(table), outcomes.rows(), made.get(0));
            });
        } finally {
            made.forEach(ExecutorParts::close);
        }
    }

    /** Tasks fail before they have asked their part, or afterwards, when it has moved on already; each is tried again. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void fit_tasksThatFail_areTriedAgain(boolean afterwards) {
        HistogramGradientBoosting learner = few().build();
        LongAccumulator again = SPARK.sc().longAccumulator();
        FittedLearner fitted = fit(learner, Progress.none(), parts -> parts.mapPartitions(failing(afterwards, again)));
        assertThat(told(fitted)).isEqualTo(told(learner.fit(DATA, 7, Progress.none())));
        assertThat(again.value()).isGreaterThan(10);
    }

    private static FlatMapFunction<Iterator<HeldPart>, HeldPart> failing(boolean afterwards, LongAccumulator again) {
        return held -> new Iterator<HeldPart>() {
            @Override
            public boolean hasNext() {
                boolean more = held.hasNext();
                if (more != afterwards
                        && TaskContext.get().attemptNumber() == 0
                        && TaskContext.get().partitionId() == 1) {
                    throw new IllegalStateException("lost on purpose");
                }
                return more;
            }

            @Override
            public HeldPart next() {
                if (TaskContext.get().attemptNumber() == 1) {
                    again.add(1);
                }
                return held.next();
            }
        };
    }

    @Test
    void fit_executorsWithoutRoom_isRefusedWithAWayOut() {
        assertThatThrownBy(() -> fit(few().trees(30).build(), Progress.none(), JavaRDD::unpersist))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("The executors do not keep the rows that trees grow on: parts of them had to be"
                        + " made anew for 21 questions in a row.\nMaybe give them more memory (--executor-memory)");
    }

    @Test
    void fit_executorsWithoutRoomThatNobodyAskedFor_growsAtTheDriver() {
        TreePlaces places = new TreePlaces(SPARK, TreesAt.AUTO, 3, cells -> true, JavaRDD::unpersist);
        HistogramGradientBoosting learner = few().trees(30).build();
        Learner growing = places.growing(learner);
        List<Object> expected = told(learner.fit(DATA, 7, Progress.none()));
        for (int fit = 0; fit < 2; fit++) {
            assertThat(told(growing.fit(DATA, 7, Progress.none()))).isEqualTo(expected);
        }
        assertThat(places.told())
                .isEqualTo("All trees grew at the driver. The executors did not keep the rows of a fit;"
                        + " maybe give them more memory (--executor-memory).");
        assertThat(SPARK.getPersistentRDDs()).isEmpty();
    }

    /** Whoever follows the work throws when parts are cached. */
    @Test
    void fit_endedMidway_leavesNothingInSparksCache() throws InterruptedException {
        Learner growing = new TreePlaces(SPARK, TreesAt.EXECUTORS, 3).growing(few().build());
        List<Integer> cached = new ArrayList<>();
        assertThatThrownBy(() -> growing.fit(DATA, 7, (stage, done, total) -> {
                    if (done == 1) {
                        cached.add(cachedParts());
                        throw new IllegalStateException("enough");
                    }
                }))
                .hasMessage("enough");
        assertThat(cached).containsExactly(3);
        assertThat(SPARK.getPersistentRDDs()).isEmpty();
        for (int tries = 0; tries < 200 && cachedParts() > 0; tries++) {
            Thread.sleep(50);
        }
        assertThat(cachedParts()).isZero();
    }

    private static int cachedParts() {
        int parts = 0;
        for (StorageStatus status : SparkEnv.get().blockManager().master().getStorageStatus()) {
            parts += status.rddBlocks().size();
        }
        return parts;
    }

    /** So many steps that they do not travel with each job, and parts that have to fetch them. */
    @Test
    void fit_partsLostAfterManySteps_areMadeAnew() {
        HistogramGradientBoosting learner = few().growth(Growth.LEAF_WISE)
                .minLeafRows(1)
                .maxLeaves(300)
                .maxDepth(20)
                .build();
        List<Integer> lost = new ArrayList<>();
        FittedLearner fitted = fit(
                learner,
                (stage, done, total) -> SPARK.getPersistentRDDs().keySet().forEach(id -> {
                    lost.add(id);
                    SparkEnv.get().blockManager().master().removeRdd(id, true);
                }),
                UnaryOperator.identity());
        assertThat(told(fitted)).isEqualTo(told(learner.fit(DATA, 7, Progress.none())));
        assertThat(lost).hasSizeGreaterThan(2);
    }

    @Test
    void growing_whatNeedsAllRowsTogether_isRefusedOnExecutorsAlone() {
        TreePlaces places = new TreePlaces(SPARK, TreesAt.EXECUTORS, 2);
        assertThatThrownBy(() -> places.growing(few().sampling(Sampling.GOSS).build()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(
                        "Key 'sampling' is set, which needs all rows in one place, so that trees cannot");
        assertThatThrownBy(() -> places.growing(few().randomStrength(1).build()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Key 'randomStrength' is set");
        assertThatThrownBy(() ->
                        places.growing(few().classWeights(ClassWeights.BALANCED).build()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Key 'classWeights' is set");
        assertThatThrownBy(() -> places.growing(few().positiveClassWeight(2).build()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Key 'positiveClassWeight' is set");
        double[] weights = new double[DATA.rows()];
        Arrays.setAll(weights, i -> 1 + i % 2);
        TrainingData weighted = DATA.withWeights(weights);
        Learner learner = places.growing(few().build());
        assertThatThrownBy(() -> learner.fit(weighted, 7, Progress.none()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Rows have weights, which need all rows in one place");
        TreePlaces anywhere = new TreePlaces(SPARK, TreesAt.AUTO, 2);
        HistogramGradientBoosting oneSided = few().sampling(Sampling.GOSS).build();
        assertThat(told(anywhere.growing(oneSided).fit(weighted, 7, Progress.none())))
                .isEqualTo(told(oneSided.fit(weighted, 7, Progress.none())));
        assertThat(anywhere.told()).isEqualTo("All trees grew at the driver.");
    }
}
