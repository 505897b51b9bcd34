package io.github.churnml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.metrics.Metric;
import io.github.churnml.prepare.Encoding;
import io.github.churnml.resample.SmoteNc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Targets by the toss of a coin cannot be learnt: whatever part of the machinery makes them seem learnable has seen rows that it
 * is judged by. A column of many levels gives target encoding every chance to do so.
 */
class LeakTest {

    private static final int TARGETS = 24;
    private static final int ROWS = 300;
    private static final int LEVELS = 60;

    private static final ChurnPipeline STOPPING = ChurnPipeline.builder()
            .target("churned", "Yes")
            .learner(HistogramGradientBoosting.builder().trees(60).build())
            .build();

    @Test
    void noiseTargets_targetEncodingAndEarlyStopping_areNotLearnt() {
        assertThat(standardErrorsFromChance(
                        STOPPING.toBuilder()
                                .encode(Encoding.standard().withLevels(Encoding.Levels.TARGET))
                                .build(),
                        columns -> columns))
                .isBetween(-3.0, 3.0);
    }

    @Test
    void noiseTargets_smoteNcAndEarlyStopping_areNotLearnt() {
        assertThat(standardErrorsFromChance(
                        STOPPING.toBuilder().balance(SmoteNc.standard()).build(), columns -> columns))
                .isBetween(-3.0, 3.0);
    }

    /** What the test above would find: the same encoding, made before the rows are divided. */
    @Test
    void noiseTargets_targetEncodedBeforeTheDivision_seemLearnable() {
        assertThat(standardErrorsFromChance(STOPPING, LeakTest::withRateOfLevel))
                .isGreaterThan(10);
    }

    /** How many standard errors the mean area under the ROC curve over all targets is from one half. */
    private static double standardErrorsFromChance(ChurnPipeline pipeline, UnaryOperator<List<Column>> change) {
        double[] areas = new double[TARGETS];
        for (int target = 0; target < TARGETS; target++) {
            Dataset data = Dataset.of(change.apply(noise(target)));
            areas[target] = Arrays.stream(pipeline.crossValidate(data, 3).byFold(Metric.ROC_AUC, 0.5))
                    .average()
                    .orElseThrow();
        }
        double mean = Arrays.stream(areas).average().orElseThrow();
        double squares =
                Arrays.stream(areas).map(area -> (area - mean) * (area - mean)).sum();
        return (mean - 0.5) / Math.sqrt(squares / (TARGETS - 1) / TARGETS);
    }

    private static List<Column> noise(int target) {
        SplittableRandom random = new SplittableRandom(100 + target);
        List<String> names =
                IntStream.range(0, LEVELS).mapToObj(i -> "shop " + i).toList();
        List<Column> columns = new ArrayList<>();
        columns.add(CodedColumn.of(
                "shop", ColumnType.CATEGORICAL, random.ints(ROWS, 0, LEVELS).toArray(), names));
        columns.add(CodedColumn.of(
                "plan", ColumnType.CATEGORICAL, random.ints(ROWS, 0, 3).toArray(), List.of("S", "M", "L")));
        columns.add(NumericColumn.of(
                "bill", ColumnType.NUMERIC, random.doubles(ROWS).toArray()));
        columns.add(NumericColumn.of(
                "calls",
                ColumnType.NUMERIC,
                random.ints(ROWS, 0, 40).asDoubleStream().toArray()));
        columns.add(CodedColumn.of(
                "churned",
                ColumnType.CATEGORICAL,
                random.doubles(ROWS).mapToInt(toss -> toss < 0.3 ? 1 : 0).toArray(),
                List.of("No", "Yes")));
        return columns;
    }

    private static List<Column> withRateOfLevel(List<Column> columns) {
        CodedColumn shop = (CodedColumn) columns.get(0);
        CodedColumn churned = (CodedColumn) columns.get(4);
        double[] left = new double[LEVELS];
        double[] all = new double[LEVELS];
        for (int row = 0; row < ROWS; row++) {
            left[shop.code(row)] += churned.code(row);
            all[shop.code(row)]++;
        }
        List<Column> changed = new ArrayList<>(columns);
        changed.set(
                0,
                NumericColumn.of(
                        "shop",
                        ColumnType.NUMERIC,
                        IntStream.range(0, ROWS)
                                .mapToDouble(row -> left[shop.code(row)] / all[shop.code(row)])
                                .toArray()));
        return changed;
    }
}
