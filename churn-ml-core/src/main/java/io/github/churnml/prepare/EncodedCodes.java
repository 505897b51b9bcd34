package io.github.churnml.prepare;

import io.github.churnml.error.Wording;
import io.github.churnml.settings.Settings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Levels by the codes that a model from elsewhere was trained with. A missing level is {@code NaN}.
 *
 * @param variable the place in the prepared row
 * @param codes one per level
 * @param unknown the code of a level that is not among them; {@code NaN} if it counts as missing
 */
record EncodedCodes(int variable, double[] codes, double unknown) implements EncodedColumn {

    @Override
    public int width() {
        return 1;
    }

    @Override
    public void encode(double value, double[] into, int at) {
        int level = (int) value;
        into[at] = level >= 0 && level < codes.length ? codes[level] : level == Variable.MISSING ? Double.NaN : unknown;
    }

    @Override
    public List<Feature> features(Variable of) {
        return List.of(new Feature(of.name(), of.name(), 0, true));
    }

    @Override
    public Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("column", variable);
        state.put("codes", Arrays.stream(codes).boxed().toList());
        if (!Double.isNaN(unknown)) {
            state.put("unknown", unknown);
        }
        return state;
    }

    static EncodedCodes of(Settings state, int column, Variable variable) {
        double[] codes = state.numbers("codes");
        if (codes.length != variable.levels().size()) {
            throw state.problem(
                    "Key " + Wording.name(state.nameOf("codes")) + " does not fit the column's levels.", "");
        }
        return new EncodedCodes(column, codes, state.has("unknown") ? state.number("unknown") : Double.NaN);
    }
}
