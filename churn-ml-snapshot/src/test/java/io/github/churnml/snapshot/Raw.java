package io.github.churnml.snapshot;

import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.TextColumn;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Small raw tables for tests. */
final class Raw {

    private Raw() {}

    /** A table of texts with blanks between cells and {@code -} for missing; the first line names the columns. */
    static Dataset table(String... lines) {
        List<String[]> rows = Arrays.stream(lines)
                .skip(1)
                .map(line -> Arrays.stream(line.split(" +"))
                        .map(cell -> cell.equals("-") ? null : cell)
                        .toArray(String[]::new))
                .toList();
        List<String> header = List.of(lines[0].split(" +"));
        return Tables.ofTexts(header, rows, ReadOptions.standard().withType(header.get(0), ColumnType.IDENTIFIER));
    }

    static SnapshotSources sources(Dataset customers, Dataset usage) {
        return new SnapshotSources(customers, null, Map.of("usage", usage));
    }

    /** Customers of which all began at once and nobody has ended. */
    static Dataset customers(int count, String from) {
        List<String> lines = new ArrayList<>(List.of("id from to"));
        for (int i = 0; i < count; i++) {
            lines.add(i + " " + from + " -");
        }
        return table(lines.toArray(String[]::new));
    }

    static Dataset of(Column... columns) {
        return Dataset.of(List.of(columns));
    }

    static Column dates(String name, double... days) {
        return NumericColumn.of(name, ColumnType.DATE, days);
    }

    static Column ids(String name, List<String> ids) {
        return TextColumn.of(name, ColumnType.IDENTIFIER, ids);
    }

    static double value(Dataset table, String column, int row) {
        return ((NumericColumn) table.column(column)).value(row);
    }

    /** A column as texts, {@code null} for missing. */
    static List<String> texts(Dataset table, String column) {
        List<String> texts = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            texts.add(String.valueOf(table.column(column).text(row)));
        }
        return texts;
    }
}
