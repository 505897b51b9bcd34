package io.github.churnml.prepare;

import io.github.churnml.data.Column;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A preparation learnt from training rows: reads raw values, derives, imputes. Immutable, safe for any thread; a row and a
 * batch go through the same steps.
 */
public final class FittedPreparation {

    /** Twice the columns that a reader lets a table have; what a model file claims beyond that is not believed. */
    private static final int MOST_COLUMNS = 20_000;

    /** Rows that go through all steps together: their columns stay in the second-level cache. */
    private static final int CHUNK = 2048;

    private final List<Input> inputs;
    private final List<DerivedFeature> derive;
    private final FittedDerivations derivations;
    private final FittedImputing imputing;
    private final List<Notice> notices;

    private FittedPreparation(
            List<Input> inputs,
            List<DerivedFeature> derive,
            FittedDerivations derivations,
            FittedImputing imputing,
            List<Notice> notices) {
        this.inputs = List.copyOf(inputs);
        this.derive = derive;
        this.derivations = derivations;
        this.imputing = imputing;
        this.notices = List.copyOf(notices);
    }

    static FittedPreparation fit(FittedCleaning cleaned, Preparation wish, Dataset data) {
        List<double[]> columns = new ArrayList<>(List.of(shown(cleaned.inputs(), data)));
        FittedDerivations derivations = FittedDerivations.fit(wish.derive(), cleaned.inputs(), columns, data.rows());
        TypedTable derived = new TypedTable(derivations.variables(), columns.toArray(double[][]::new), data.rows());
        FittedImputing imputing = ImputingFit.of(wish.imputing(), derived);
        if (imputing.variables().stream().noneMatch(Variable::feature)) {
            throw new DataException(
                    "No column is left to learn from.",
                    "Maybe fewer columns should be excluded; identifiers, free text, dates and constant columns are left"
                            + " out by themselves.",
                    Where.nowhere());
        }
        return new FittedPreparation(cleaned.inputs(), wish.derive(), derivations, imputing, cleaned.notices());
    }

    /**
     * A preparation that takes columns as they are given, for a model that came from elsewhere: nothing is derived, and
     * missing values stay missing.
     *
     * @param columns the columns, whose names differ
     * @return the preparation, without notices
     */
    public static FittedPreparation asGiven(List<GivenColumn> columns) {
        List<Input> inputs = columns.stream().map(GivenColumn::input).toList();
        FittedDerivations none = FittedDerivations.fit(List.of(), inputs, new ArrayList<>(), 0);
        return new FittedPreparation(inputs, List.of(), none, FittedImputing.none(none.variables()), List.of());
    }

    /** {@return whether some values stay missing: a prepared row may then hold {@code NaN} or {@link Variable#MISSING}} */
    public boolean leavesMissing() {
        return imputing.leavesMissing();
    }

    /** {@return the raw columns that are needed, in the order of {@link #apply}'s first places} */
    public List<Input> inputs() {
        return inputs;
    }

    /** {@return what a prepared row holds: the inputs first, then derived features, then indicators of missing values} */
    public List<Variable> variables() {
        return imputing.variables();
    }

    /** {@return what was noticed while fitting: columns left out, numbers found in text} */
    public List<Notice> notices() {
        return notices;
    }

    /** {@return the derived features, whose places in a prepared row follow those of the inputs} */
    public List<DerivedFeature> derived() {
        return derive;
    }

    /**
     * Which column each place of a prepared row speaks of: an input of itself, a derived feature of the one input that it is
     * made of, or of itself if there are several; an indicator of missing values of what it indicates.
     *
     * @return for each place the place of an input or derived feature
     */
    public int[] origins() {
        List<Variable> variables = variables();
        int[] origins = new int[variables.size()];
        for (int place = 0; place < origins.length; place++) {
            int of = imputing.indicated(place);
            List<String> sources = variables.get(of).sources();
            origins[place] = of < inputs.size() || sources.size() != 1
                    ? of
                    : Variable.find(variables, sources.get(0)).orElse(of);
        }
        return origins;
    }

    /**
     * Computes a row's derived features in place, and leaves missing values missing: the first half of {@link #apply}.
     *
     * @param row as long as {@link #variables}; its first places hold what {@link #inputs} have read
     */
    public void derive(double[] row) {
        derivations.apply(row);
    }

    /**
     * What the inputs read in a whole table, before anything is derived or filled in.
     *
     * @param data a table with all input columns; others are ignored
     * @return the values, {@code [inputs][rows]}
     * @throws DataException if an input column is not there or holds a value of a wrong type
     */
    public double[][] read(Dataset data) {
        double[][] read = new double[inputs.size()][];
        for (int j = 0; j < read.length; j++) {
            read[j] = inputs.get(j).readAll(column(inputs.get(j), data));
        }
        return read;
    }

    /**
     * Prepares one row in place.
     *
     * @param row as long as {@link #variables}; its first places hold what {@link #inputs} have read
     */
    public void apply(double[] row) {
        derivations.apply(row);
        imputing.apply(row);
    }

    /**
     * Prepares a whole table; the same as reading and preparing row by row. A column that nothing is done with is the table's own, which
     * must not be changed.
     *
     * @param data a table with all input columns; others are ignored
     * @return one row for each of the table's rows
     * @throws DataException if an input column is not there or holds a value of a wrong type
     */
    public TypedTable table(Dataset data) {
        double[][] read = shown(inputs, data);
        int width = variables().size();
        double[][] columns = new double[width][];
        for (int j = 0; j < width; j++) {
            columns[j] = j < read.length ? read[j] : new double[data.rows()];
        }
        int rows = data.rows();
        IntStream.range(0, (rows + CHUNK - 1) / CHUNK).parallel().forEach(c -> {
            int to = Math.min(rows, (c + 1) * CHUNK);
            derivations.apply(columns, c * CHUNK, to);
            imputing.apply(columns, c * CHUNK, to);
        });
        return new TypedTable(variables(), columns, rows);
    }

    /** {@return the fitted state by key, as {@link #of} reads it} */
    public Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("inputs", inputs.stream().map(Input::state).toList());
        state.put("derive", derive.stream().map(DerivedFeature::settings).toList());
        if (!derivations.state().isEmpty()) {
            state.put("learnt", derivations.state());
        }
        state.put("impute", imputing.state());
        return state;
    }

    /**
     * Reads a fitted state.
     *
     * @param state as {@link #state} gives it
     * @return the fitted preparation, without notices
     */
    public static FittedPreparation of(Settings state) {
        List<Input> inputs = state.sections("inputs").stream().map(Input::of).toList();
        List<DerivedFeature> derive =
                state.sections("derive").stream().map(DerivedFeature::of).toList();
        if (inputs.size() + derive.size() > MOST_COLUMNS) {
            throw state.problem(
                    "It has " + (inputs.size() + derive.size()) + " columns; at most " + MOST_COLUMNS + " are read.",
                    "");
        }
        FittedDerivations derivations = FittedDerivations.of(derive, inputs, state);
        FittedImputing imputing = FittedImputing.of(state.section("impute"), derivations.variables());
        state.finish();
        return new FittedPreparation(inputs, derive, derivations, imputing, List.of());
    }

    /** What inputs read; where that is what the table holds, with nothing missing, the table's own arrays. */
    private static double[][] shown(List<Input> inputs, Dataset data) {
        double[][] read = new double[inputs.size()][];
        for (int j = 0; j < read.length; j++) {
            Column column = column(inputs.get(j), data);
            double[] own = inputs.get(j) instanceof NumberInput numbers ? numbers.own(column) : null;
            read[j] = own == null ? inputs.get(j).readAll(column) : own;
        }
        return read;
    }

    private static Column column(Input input, Dataset data) {
        return data.find(input.name())
                .orElseThrow(() -> new DataException(
                        "Column " + Wording.name(input.name()) + " is missing; the model needs it.",
                        data.schema().names().isEmpty()
                                ? ""
                                : Wording.nearest(input.name(), data.schema().names())
                                        .map(near -> "Maybe " + Wording.name(near) + " should be named so.")
                                        .orElse("Maybe add it, with empty values where it is not known."),
                        Where.column(input.name())));
    }
}
