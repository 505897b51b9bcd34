package io.github.churnml.prepare;

import io.github.churnml.settings.Settings;
import java.util.List;
import java.util.Map;

/** How one variable of a prepared row becomes one or more features. */
sealed interface EncodedColumn permits EncodedNumber, EncodedCode, EncodedSlots, EncodedLevels, EncodedCodes {

    /** The place in the prepared row. */
    int variable();

    /** How many features it becomes. */
    int width();

    /** Writes the features of a value, from a place on. */
    void encode(double value, double[] into, int at);

    /** What the features are. */
    List<Feature> features(Variable of);

    /** The fitted state by key, as {@link #of} reads it. */
    Map<String, Object> state();

    static EncodedColumn of(Settings state, List<Variable> variables) {
        int column = (int) state.integer("column", 0, variables.size() - 1L);
        Variable variable = variables.get(column);
        EncodedColumn encoded = variable.nominal() ? ofLevels(state, column, variable) : ofNumbers(state, column);
        state.finish();
        return encoded;
    }

    private static EncodedColumn ofNumbers(Settings state, int column) {
        return state.has("code") && state.flag("code")
                ? new EncodedCode(column)
                : new EncodedNumber(column, Scaling.of(state));
    }

    private static EncodedColumn ofLevels(Settings state, int column, Variable variable) {
        if (state.has("codes")) {
            return EncodedCodes.of(state, column, variable);
        }
        return state.has("values")
                ? EncodedLevels.of(state, column, variable)
                : EncodedSlots.of(state, column, variable);
    }
}
