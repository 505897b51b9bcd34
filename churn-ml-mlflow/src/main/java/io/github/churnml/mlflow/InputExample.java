package io.github.churnml.mlflow;

import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.prepare.Input;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A few rows that a model can score, as MLflow keeps them beside it: the columns of the model, as a frame of pandas splits. */
final class InputExample {

    /** Rows of customers are shown to everybody who may read the model: few, and only where they were given. */
    static final int MOST_ROWS = 5;

    private InputExample() {}

    static Map<String, Object> of(List<Input> inputs, Dataset rows) {
        List<String> names = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (Input input : inputs) {
            rows.find(input.name()).ifPresent(column -> {
                names.add(input.name());
                columns.add(column);
            });
        }
        List<Object> data = new ArrayList<>();
        for (int row = 0; row < Math.min(MOST_ROWS, rows.rows()); row++) {
            List<@Nullable Object> cells = new ArrayList<>();
            for (Column column : columns) {
                cells.add(cell(column, row));
            }
            data.add(cells);
        }
        Map<String, Object> split = new LinkedHashMap<>();
        split.put("columns", names);
        split.put("data", data);
        return split;
    }

    private static @Nullable Object cell(Column column, int row) {
        if (column.isMissing(row)) {
            return null;
        }
        return column instanceof NumericColumn numbers && column.type() == ColumnType.NUMERIC
                ? (Object) numbers.value(row)
                : column.text(row);
    }

    /** What MLmodel says of it. */
    static Map<String, Object> info() {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("artifact_path", "input_example.json");
        info.put("pandas_orient", "split");
        info.put("serving_input_path", "serving_input_example.json");
        info.put("type", "dataframe");
        return info;
    }
}
