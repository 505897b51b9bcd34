package io.github.churnml;

import io.github.churnml.data.Dataset;
import io.github.churnml.decide.RiskTier;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.predictor.LogOdds;
import io.github.churnml.prepare.FittedPreparation;
import io.github.churnml.prepare.Input;
import io.github.churnml.prepare.Target;
import io.github.churnml.prepare.TypedTable;
import io.github.churnml.prepare.Variable;
import io.github.churnml.recipe.FittedRecipe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Scores rows: from raw values to a {@link Prediction}, through the very steps that training used. Immutable and safe for
 * any number of threads; a row, a batch and a reloaded model give the same bits. Needs no Smile on the class path.
 */
public final class Scorer {

    private final FittedRecipe fitted;
    private final FittedPreparation preparation;
    private final Target target;
    private final double threshold;
    private final Explanations explanations;

    Scorer(FittedRecipe fitted, Target target, double threshold, Explanations explanations) {
        this.fitted = fitted;
        this.preparation = fitted.preparation();
        this.target = target;
        this.threshold = threshold;
        this.explanations = explanations;
    }

    /** {@return the raw columns that are needed, in the order of {@link #score(Object[])}} */
    public List<Input> inputs() {
        return preparation.inputs();
    }

    /** {@return the columns that reasons are given by: the inputs, and derived features of several of them} */
    public List<String> explainedColumns() {
        return explanations.columns();
    }

    /**
     * Scores one customer given by column name. A value is text, a number, a boolean, a date, or null where it is not
     * known (it is then imputed as in training). Columns that the model does not need are ignored.
     *
     * @param row values by column name: exact, or without blanks around the name
     * @return the prediction
     * @throws DataException if a needed column is not in the map, or a value is of a wrong type
     */
    public Prediction score(Map<String, ?> row) {
        List<Input> inputs = preparation.inputs();
        double[] prepared = newRow();
        List<String> absent = List.of();
        for (int j = 0; j < inputs.size(); j++) {
            String name = inputs.get(j).name();
            Object value = row.get(name);
            if (value == null && !row.containsKey(name)) {
                Optional<String> key = row.keySet().stream()
                        .filter(other -> other != null && other.strip().equals(name.strip()))
                        .findFirst();
                if (key.isEmpty()) {
                    absent = absent.isEmpty() ? new ArrayList<>() : absent;
                    absent.add(name);
                }
                value = key.<Object>map(row::get).orElse(null);
            }
            prepared[j] = absent.isEmpty() ? inputs.get(j).read(value, 0) : 0;
        }
        if (!absent.isEmpty()) {
            throw missing(absent, row.keySet().stream().filter(Objects::nonNull).toList());
        }
        return predict(prepared);
    }

    /**
     * Scores one customer given by position.
     *
     * @param values one per input, in the order of {@link #inputs}; null where a value is not known
     * @return the prediction
     * @throws DataException if there are too few or too many values, or one is of a wrong type
     */
    public Prediction score(@Nullable Object[] values) {
        List<Input> inputs = preparation.inputs();
        if (values.length != inputs.size()) {
            throw new DataException(
                    "The row has " + values.length + " values where the model needs " + inputs.size() + ".",
                    "Maybe follow the order of these columns: "
                            + Wording.names(inputs.stream().map(Input::name).toList()) + ".",
                    Where.nowhere());
        }
        double[] prepared = newRow();
        for (int j = 0; j < values.length; j++) {
            prepared[j] = inputs.get(j).read(values[j], 0);
        }
        return predict(prepared);
    }

    /**
     * Scores every row of a table, on all cores. Columns that the model does not need are ignored. A file is best read with
     * {@link ChurnModel#read}, so that a short one is typed as the training table was.
     *
     * @param data a table with all input columns
     * @return one probability per row, in the table's order
     * @throws DataException if an input column is not there, or a value is of a wrong type
     */
    public Predictions score(Dataset data) {
        TypedTable table = preparation.table(data);
        double[] probabilities = fitted.probabilities(table);
        Map<String, Long> unknown = new LinkedHashMap<>();
        for (int j = 0; j < preparation.inputs().size(); j++) {
            if (table.variables().get(j).nominal()) {
                long count = Arrays.stream(table.columns()[j])
                        .filter(code -> code == Variable.UNKNOWN)
                        .count();
                if (count > 0) {
                    unknown.put(table.variables().get(j).name(), count);
                }
            }
        }
        return new Predictions(probabilities, unknown);
    }

    /**
     * Prepares to score many rows of text that share a header, such as the lines of a file.
     *
     * @param columns the header: all the columns there are, in the order of the rows to come
     * @return scores rows of that shape
     * @throws DataException if an input column is not among them
     */
    public RowScorer forColumns(List<String> columns) {
        return new RowScorer(this, columns);
    }

    /** Which position of a header each input stands at. */
    int[] positions(List<String> columns) {
        List<Input> inputs = preparation.inputs();
        int[] positions = new int[inputs.size()];
        List<String> absent = new ArrayList<>();
        for (int j = 0; j < positions.length; j++) {
            String name = inputs.get(j).name();
            positions[j] = columns.indexOf(name);
            for (int c = 0; positions[j] < 0 && c < columns.size(); c++) {
                positions[j] = columns.get(c).strip().equals(name.strip()) ? c : -1;
            }
            if (positions[j] < 0) {
                absent.add(name);
            }
        }
        if (!absent.isEmpty()) {
            throw missing(absent, columns);
        }
        return positions;
    }

    double[] newRow() {
        return new double[preparation.variables().size()];
    }

    /** Finishes a row whose first places hold what the inputs have read. */
    Prediction predict(double[] prepared) {
        List<String> unknown = unknownLevels(prepared);
        double[] read = Arrays.copyOf(prepared, preparation.inputs().size());
        preparation.apply(prepared);
        double probability = LogOdds.toProbability(fitted.kernel().logOdds(prepared));
        boolean positive = probability >= threshold;
        return new Prediction(
                probability, positive, target.label(positive), RiskTier.of(probability), unknown, explanations, read);
    }

    private List<String> unknownLevels(double[] prepared) {
        List<Input> inputs = preparation.inputs();
        List<String> unknown = List.of();
        for (int j = 0; j < inputs.size(); j++) {
            if (prepared[j] == Variable.UNKNOWN
                    && preparation.variables().get(j).nominal()) {
                unknown = unknown.isEmpty() ? new ArrayList<>() : unknown;
                unknown.add(inputs.get(j).name());
            }
        }
        return unknown;
    }

    private static DataException missing(List<String> absent, List<String> given) {
        String first = absent.get(0);
        return new DataException(
                absent.size() == 1
                        ? "Column " + Wording.name(first) + " is missing; the model needs it."
                        : "Columns " + Wording.names(absent) + " are missing; the model needs them.",
                Wording.nearest(first, given)
                        .map(near -> "Maybe " + Wording.name(near) + " should be named " + Wording.name(first) + ".")
                        .orElse(
                                "Maybe give an empty value where it is not known; it is then filled in as in training."),
                Where.column(first));
    }
}
