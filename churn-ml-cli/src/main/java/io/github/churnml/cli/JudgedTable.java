package io.github.churnml.cli;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Progress;
import io.github.churnml.data.ReadOptions;
import io.github.churnml.data.TableRows;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table to judge a model on. What were levels in training is read as levels here too, whatever it looks like: a
 * short table must not turn a postcode into a number, and scores must be those that {@code predict} gives.
 *
 * @param model the model to judge
 * @param target the table's name for the target, or null if it is the model's
 */
record JudgedTable(ChurnModel model, @Nullable String target) {

    Dataset read(Path path, ReadOptions options) {
        String own = model.target().column();
        String named = target == null ? own : target;
        if (target != null) {
            requireColumn(path, options, target);
        }
        ReadOptions typed = named.equals(own) ? options : options.withType(named, ColumnType.CATEGORICAL);
        Dataset table = model.read(path, typed);
        return named.equals(own) ? table : renamed(table, table.column(named), own);
    }

    private static void requireColumn(Path path, ReadOptions options, String named) {
        try (TableRows rows = TableRows.open(path, options.withProgress(Progress.none()))) {
            if (rows.header().stream().noneMatch(name -> name.strip().equals(named.strip()))) {
                throw new ConfigurationException(
                        "--target names the column " + Wording.name(named) + ", which the table does not have.",
                        Wording.maybeNearest(named, rows.header()),
                        Where.column(named));
            }
        }
    }

    /**
     * What to know about a table's outcomes: labels that training did not know count as customers who stayed.
     *
     * @return a sentence, or nothing
     */
    List<String> notices(Dataset table) {
        if (table.find(model.target().column()).isEmpty()) {
            return List.of();
        }
        Map<String, Integer> others = model.target().otherLabels(table);
        if (others.isEmpty()) {
            return List.of();
        }
        int rows = others.values().stream().mapToInt(Integer::intValue).sum();
        return List.of(TextTable.count(rows) + (rows == 1 ? " customer has" : " customers have")
                + " an outcome that training did not know, "
                + Wording.names(others.keySet().stream().toList())
                + ", and count as customers who stayed; empty the cell where the outcome is not known yet.");
    }

    /** The table with its target under the model's name for it; another column of that name is of no use here. */
    private static Dataset renamed(Dataset table, Column labels, String own) {
        List<Column> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            if (!column.name().strip().equals(own.strip())) {
                columns.add(column);
            }
        }
        Map<String, Integer> codes = new HashMap<>();
        List<String> levels = new ArrayList<>();
        int[] coded = new int[labels.rows()];
        for (int row = 0; row < coded.length; row++) {
            String label = labels.text(row);
            coded[row] = label == null
                    ? CodedColumn.MISSING
                    : codes.computeIfAbsent(label, text -> {
                        levels.add(text);
                        return levels.size() - 1;
                    });
        }
        columns.add(CodedColumn.of(own, ColumnType.CATEGORICAL, coded, levels));
        return Dataset.of(columns, table.notices());
    }
}
