package io.github.churnml.spark;

import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.TableRows;
import java.nio.file.Path;
import java.util.List;

/** One row of a CSV file as texts. */
final class CsvCells {

    private CsvCells() {}

    static List<String> of(Path csv, int row) {
        try (TableRows rows = TableRows.open(csv, ReadOptions.standard())) {
            for (int i = 0; i < row; i++) {
                rows.next();
            }
            return List.of(rows.next());
        }
    }
}
