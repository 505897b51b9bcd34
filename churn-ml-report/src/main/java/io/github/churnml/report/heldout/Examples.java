package io.github.churnml.report.heldout;

import io.github.churnml.ChurnModel;
import io.github.churnml.Prediction;
import io.github.churnml.Scorer;
import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.Outcome;
import io.github.churnml.explain.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Takes four customers held out as examples: whom the model was most right about, and whom it was most wrong about. Their values
 * are said only as what at least {@value Example#FEWEST_ALIKE} customers held out share: a quarter of the numbers, or a level.
 */
final class Examples {

    private static final int MOST_REASONS = 5;

    private final Scorer scorer;
    private final SomeRows rows;
    private final Map<String, Optional<Grouping>> groupings = new LinkedHashMap<>();

    private Examples(ChurnModel model, SomeRows rows) {
        this.scorer = model.scorer();
        this.rows = rows;
    }

    static List<Example> of(ChurnModel model, SomeRows rows) {
        Outcome outcome = model.outcome();
        Examples examples = new Examples(model, rows);
        List<Example> found = new ArrayList<>();
        examples.add("Given the highest probability of those who " + outcome.did(), 1, true, found);
        examples.add("Given the lowest probability of those who " + outcome.didNot(), 0, false, found);
        examples.add("Given the highest probability of those who " + outcome.didNot(), 0, true, found);
        examples.add("Given the lowest probability of those who " + outcome.did(), 1, false, found);
        return List.copyOf(found);
    }

    /** The first of the customers with a label whose probability is the highest, or the lowest. */
    private void add(String title, int label, boolean highest, List<Example> to) {
        int best = -1;
        for (int row = 0; row < rows.count(); row++) {
            if (rows.labels()[row] == label
                    && (best < 0
                            || (highest
                                    ? rows.probabilities()[row] > rows.probabilities()[best]
                                    : rows.probabilities()[row] < rows.probabilities()[best]))) {
                best = row;
            }
        }
        if (best >= 0) {
            int row = best;
            explained(row)
                    .ifPresent(reasons -> to.add(new Example(title, rows.probabilities()[row], label == 1, reasons)));
        }
    }

    /** Nothing where the row, given by its values, is scored otherwise than in its table. */
    private Optional<List<Example.Part>> explained(int row) {
        Prediction prediction = scorer.score(rows.values(scorer.inputs(), row));
        if (Math.abs(prediction.probability() - rows.probabilities()[row]) > 1e-9) {
            return Optional.empty();
        }
        List<Example.Part> parts = new ArrayList<>();
        for (Reason reason : prediction.reasons(MOST_REASONS)) {
            parts.add(new Example.Part(reason.column(), group(reason.column(), row), reason.contribution()));
        }
        return Optional.of(List.copyOf(parts));
    }

    /** What the value shares with many; nothing is said of a column that is derived from several. */
    private String group(String column, int row) {
        Optional<Grouping> grouping = groupings.computeIfAbsent(
                column, name -> rows.data().find(name).flatMap(one -> Grouping.of(one, Example.FEWEST_ALIKE)));
        if (grouping.isEmpty()) {
            return "";
        }
        int group = grouping.get().of()[row];
        boolean shared = group >= 0 && grouping.get().sizes()[group] >= Example.FEWEST_ALIKE;
        return shared ? grouping.get().names().get(group) : "a value that few have";
    }

    /** Whether there are enough customers for values to be shared. */
    static boolean arePossible(SomeRows rows) {
        return rows.count() >= 4 * Example.FEWEST_ALIKE
                && IntStream.of(rows.labels()).distinct().count() == 2
                && rows.data().columns().stream()
                        .anyMatch(column -> column instanceof NumericColumn || column instanceof CodedColumn);
    }
}
