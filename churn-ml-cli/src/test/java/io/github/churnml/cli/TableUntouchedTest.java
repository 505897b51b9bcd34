package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.SmallModel;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.learn.Learners;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Training shows columns of numbers without gaps instead of copying them: nothing that learns, prepares or judges may write to them. */
class TableUntouchedTest {

    static Stream<String> pipelines() {
        List<String> learners = new ArrayList<>();
        learners.add("learner: {name: blend, parts: [{name: boosting, trees: 20}, {name: logistic-regression}]}");
        for (String name : Learners.names()) {
            if (!name.equals("blend") && !name.equals("auto")) { // which are made of the others
                learners.add("learner: {name: " + name + (name.endsWith("boosting") ? ", trees: 20}" : "}"));
            }
        }
        String boosting = "learner: {name: boosting, trees: 20}";
        return Stream.concat(
                learners.stream(),
                Stream.of(
                                "balance: smote-nc",
                                "balance: random-over",
                                "balance: random-under",
                                "balance: class-weights",
                                "select: recursive",
                                "calibration: {kind: isotonic}",
                                "encode: {scale: standard}",
                                "encode: {scale: robust, winsorise: [0.05, 0.95]}",
                                "refit: false")
                        .map(key -> key + "\n" + boosting));
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void table_trainedOnJudgedAndExplained_isAsItWas(String keys) {
        Dataset table = withoutGaps(SmallModel.sample(0, 700));
        Map<String, double[]> before = numbers(table);
        assertThat(before).hasSizeGreaterThan(3);
        ChurnModel model = ChurnPipeline.parseYaml(
                        "target: {column: churned, positive: \"Yes\"}\nexclude: [customer_id]\n" + keys + "\n")
                .fit(table);
        model.evaluate(table);
        model.meanAbsoluteContributions(table);
        model.permutationImportance(table);
        numbers(table).forEach((name, values) -> assertThat(values).as(name).containsExactly(before.get(name)));
    }

    private static Dataset withoutGaps(Dataset table) {
        List<Column> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            if (column instanceof NumericColumn numbers && column.type() == ColumnType.NUMERIC) {
                double[] values = new double[numbers.rows()];
                for (int row = 0; row < values.length; row++) {
                    values[row] = numbers.isMissing(row) ? 1 : numbers.value(row);
                }
                columns.add(NumericColumn.of(numbers.name(), numbers.type(), values));
            } else {
                columns.add(column);
            }
        }
        return Dataset.of(columns, List.of());
    }

    private static Map<String, double[]> numbers(Dataset table) {
        Map<String, double[]> numbers = new TreeMap<>();
        for (Column column : table.columns()) {
            if (column instanceof NumericColumn values) {
                numbers.put(
                        column.name(), Objects.requireNonNull(values.array()).clone());
            }
        }
        return numbers;
    }
}
