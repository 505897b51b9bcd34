package io.github.churnml.registry.gate;

import io.github.churnml.ChurnModel;
import io.github.churnml.Scorer;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Dates;
import io.github.churnml.data.Numbers;
import io.github.churnml.drift.ColumnProfile;
import io.github.churnml.drift.NumberProfile;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.learn.boosting.Monotone;
import io.github.churnml.prepare.Input;
import io.github.churnml.registry.GateResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges whether the mean probability goes one way with a column: its partial dependence (J. H. Friedman, Annals of Statistics 29,
 * 2001, section 8.2) over the first rows of the hold-out, at the edges of the bins that the column had in training.
 */
final class MonotoneJudge {

    private static final int ROWS = 500;

    /** What adding in another order may change. */
    private static final double ROUNDING = 1e-12;

    private final ChurnModel model;
    private final Dataset data;

    MonotoneJudge(ChurnModel model, Dataset data) {
        this.model = model;
        this.data = data;
    }

    GateResult judge(String column, Monotone direction) {
        Input input = input(column);
        List<Double> grid = grid(input);
        double[] means = new double[grid.size()];
        Scorer scorer = model.scorer();
        for (Map<String, @Nullable Object> row : rows()) {
            for (int i = 0; i < means.length; i++) {
                row.put(input.name(), value(input, grid.get(i)));
                means[i] += scorer.probability(row);
            }
        }
        double sign = direction == Monotone.INCREASING ? 1 : -1;
        int rows = Math.min(ROWS, data.rows());
        double worst = 0;
        int at = 0;
        for (int i = 1; i < means.length; i++) {
            double wrong = sign * (means[i - 1] - means[i]) / rows;
            if (wrong > worst) {
                worst = wrong;
                at = i;
            }
        }
        boolean passed = worst <= ROUNDING;
        return new GateResult(
                direction.label() + " with " + column,
                passed ? 0.0 : worst,
                0.0,
                passed,
                passed
                        ? "over " + grid.size() + " values"
                        : "the mean probability goes the other way by " + MetricJudge.number(worst) + " from "
                                + text(input, grid.get(at - 1)) + " to " + text(input, grid.get(at)));
    }

    /** Requires that a column can be judged. */
    void requireKnown(String column) {
        grid(input(column));
    }

    private Input input(String column) {
        return model.inputs().stream()
                .filter(input -> input.name().strip().equals(column.strip())
                        && input.type().isNumber())
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(
                        "A direction is asked for column " + Wording.name(column)
                                + ", which is no column of numbers that the version needs.",
                        Wording.maybeNearest(
                                column,
                                model.inputs().stream()
                                        .filter(input -> input.type().isNumber())
                                        .map(Input::name)
                                        .toList()),
                        Where.column(column)));
    }

    private List<Double> grid(Input input) {
        ColumnProfile profile = model.referenceProfile().find(input.name()).orElse(null);
        if (!(profile instanceof NumberProfile numbers) || !Double.isFinite(numbers.min())) {
            throw new ConfigurationException(
                    "A direction is asked for column " + Wording.name(input.name())
                            + ", of which the model does not say what values it had in training.",
                    "Maybe leave this gate out for it.",
                    Where.column(input.name()));
        }
        List<Double> grid = new ArrayList<>();
        grid.add(numbers.min());
        numbers.edges().stream().filter(edge -> edge > numbers.min()).forEach(grid::add);
        if (numbers.max() > grid.get(grid.size() - 1)) {
            grid.add(numbers.max());
        }
        return grid;
    }

    private static String text(Input input, double number) {
        return input.type() == ColumnType.DATE ? Dates.text(number) : Numbers.text(number);
    }

    private static Object value(Input input, double number) {
        return input.type() == ColumnType.DATE ? Dates.text(number) : (Object) number;
    }

    private List<Map<String, @Nullable Object>> rows() {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (int row = 0; row < Math.min(ROWS, data.rows()); row++) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            for (Input input : model.inputs()) {
                values.put(input.name(), data.column(input.name()).text(row));
            }
            rows.add(values);
        }
        return rows;
    }
}
