package io.github.churnml.prepare;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.TextColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Small tables for tests. */
final class Tables {

    private Tables() {}

    static Dataset of(Column... columns) {
        return Dataset.of(List.of(columns));
    }

    static Column numbers(String name, double... values) {
        return NumericColumn.of(name, ColumnType.NUMERIC, values);
    }

    static Column dates(String name, double... days) {
        return NumericColumn.of(name, ColumnType.DATE, days);
    }

    static Column levels(String name, @Nullable String... values) {
        return coded(name, ColumnType.CATEGORICAL, values);
    }

    static Column booleans(String name, @Nullable String... values) {
        return coded(name, ColumnType.BOOLEAN, values);
    }

    static Column ids(String name, @Nullable String... values) {
        return TextColumn.of(name, ColumnType.IDENTIFIER, Arrays.asList(values));
    }

    static Preparation preparation(DerivedFeature... derive) {
        return new Preparation(Cleaning.standard(), List.of(derive), Imputing.standard(), Set.of(), Map.of());
    }

    static List<String> names(List<Variable> variables) {
        return variables.stream().map(Variable::name).toList();
    }

    static double[] row(TypedTable table, int row) {
        double[] values = new double[table.columns().length];
        table.row(row, values);
        return values;
    }

    private static Column coded(String name, ColumnType type, @Nullable String... values) {
        List<String> levels = new ArrayList<>();
        int[] codes = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            String value = values[i];
            if (value == null) {
                codes[i] = CodedColumn.MISSING;
                continue;
            }
            if (!levels.contains(value)) {
                levels.add(value);
            }
            codes[i] = levels.indexOf(value);
        }
        return CodedColumn.of(name, type, codes, levels);
    }
}
