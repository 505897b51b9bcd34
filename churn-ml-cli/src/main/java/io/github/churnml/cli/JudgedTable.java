package io.github.churnml.cli;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.LabelCounts;
import io.github.churnml.data.OutcomeLabels;
import io.github.churnml.data.OutcomeWords;
import io.github.churnml.data.Progress;
import io.github.churnml.data.TargetNames;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.TableRows;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table to judge a model on. What were levels in training is read as levels here too, whatever it looks like: a
 * short table must not turn a postcode into a number, and scores must be those that {@code predict} gives.
 *
 * @param model the model to judge
 * @param target the table's name for the target, or null if it is the model's
 * @param labels what the table's labels mean, where that is not as in training
 */
record JudgedTable(ChurnModel model, @Nullable String target, LabelFlags labels) {

    Dataset read(Path path, ReadOptions options) {
        return read(path, options, model::read);
    }

    /** As a model or a set of models reads its tables. */
    Dataset read(Path path, ReadOptions options, BiFunction<Path, ReadOptions, Dataset> reader) {
        if (target != null) {
            requireColumn(path, options, target);
        }
        return reader.apply(path, target == null ? options : options.withType(target, ColumnType.CATEGORICAL));
    }

    static void requireColumn(Path path, ReadOptions options, String named) {
        try (TableRows rows = TableRows.open(path, options.withProgress(Progress.none()))) {
            if (rows.header().stream().noneMatch(name -> name.strip().equals(named.strip()))) {
                throw new ConfigurationException(
                        "--target names the column " + Wording.name(named) + ", which the table does not have.",
                        Wording.maybeNearest(named, rows.header()),
                        Where.column(named));
            }
        }
    }

    /** Whether the table has outcomes. */
    boolean hasOutcomes(Dataset table) {
        return table.find(column(table)).isPresent();
    }

    /**
     * What says who left in a table: the model's target, under the table's name for it, with labels as the options have them.
     *
     * @throws io.github.churnml.error.DataException if the column is not there, or never holds a label that was given
     */
    Target outcomes(Dataset table) {
        Target own = model.target();
        String column = column(table);
        if (labels.positive != null || says(column, own.positive()) != says(own.column(), own.positive())) {
            return Target.find(table, column, labels.positive, labels.negative, model.outcome());
        }
        List<String> negatives = new ArrayList<>(own.negatives());
        LabelCounts counts = LabelCounts.of(table.column(column));
        for (String negative : labels.negative) {
            if (counts.indexOf(negative) < 0) {
                throw new DataException(
                        "Target " + Wording.name(column) + " never holds the negative label " + Wording.value(negative)
                                + ".",
                        "Maybe one of its labels was meant: " + counts + ".",
                        Where.column(column));
            }
            negatives.add(negative);
        }
        return new Target(table.column(column).name(), own.positive(), own.negative(), negatives);
    }

    /** Whether a label speaks of leaving under a column's name: the Yes of {@code retained} does not. */
    private static boolean says(String column, String label) {
        OutcomeWords meaning = OutcomeLabels.meaning(column, label);
        return meaning == OutcomeWords.LEFT || meaning == OutcomeWords.NOTHING;
    }

    /** The column that says who left: the one given, else the model's, else the only one that is named like one. */
    private String column(Dataset table) {
        String own = target == null ? model.target().column() : target;
        List<String> usual = TargetNames.usualAmong(
                table.columns().stream().map(Column::name).toList());
        return table.find(own).isPresent() || usual.size() != 1 ? own : usual.get(0);
    }

    /** What to know about a table's outcomes: where they were found, and which rows have none. */
    List<String> notices(Dataset table) {
        if (!hasOutcomes(table)) {
            return List.of();
        }
        List<String> notices = new ArrayList<>();
        Target outcomes = outcomes(table);
        if (target == null
                && !outcomes.column().strip().equals(model.target().column().strip())) {
            notices.add("The table has no column " + Wording.name(model.target().column()) + "; outcomes are read from "
                    + Wording.name(outcomes.column()) + ", found by its name. --target names another.");
        }
        LabelCounts counts = LabelCounts.of(table.column(outcomes.column()));
        Map<String, Long> others = outcomes.otherLabels(table);
        if (!others.isEmpty()) {
            notices.add(said(others) + " neither " + Wording.name(outcomes.positive()) + " nor "
                    + Wording.names(outcomes.negatives()) + " in " + Wording.name(outcomes.column())
                    + " and are left out: " + LabelCounts.said(others)
                    + ". --negative names what means that a customer "
                    + (model.outcome().isChurn()
                            ? "stayed."
                            : "will not " + model.outcome().does() + "."));
        } else if (outcomes.negatives().isEmpty() && counts.labels().size() > 2) {
            Map<String, Long> stayed =
                    counts.counts(label -> !OutcomeLabels.key(label).equals(OutcomeLabels.key(outcomes.positive())));
            notices.add(said(stayed) + " another label than " + Wording.name(outcomes.positive())
                    + " and count as customers who " + model.outcome().didNot() + ", as this model was trained: "
                    + LabelCounts.said(stayed)
                    + ". --negative names what really means that.");
        }
        return notices;
    }

    private static String said(Map<String, Long> labels) {
        long rows = labels.values().stream().mapToLong(Long::longValue).sum();
        return TextTable.count(rows) + (rows == 1 ? " customer has" : " customers have");
    }
}
