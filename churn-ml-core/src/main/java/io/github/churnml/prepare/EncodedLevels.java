package io.github.churnml.prepare;

import io.github.churnml.error.Wording;
import io.github.churnml.settings.Settings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Levels as one number each: their frequency or their smoothed mean of the target, then scaled.
 *
 * @param variable the place in the prepared row
 * @param values one number per level
 * @param unseen the number of a level that was not seen in training
 * @param scaling applied to the number
 */
record EncodedLevels(int variable, double[] values, double unseen, Scaling scaling) implements EncodedColumn {

    /** The share of training rows that hold each level; of a level never seen 0. */
    static EncodedLevels frequency(int variable, double[] codes, int levels, Encoding.Scale scale) {
        double[] shares = new double[levels];
        for (double code : codes) {
            if (code >= 0) {
                shares[(int) code]++;
            }
        }
        for (int code = 0; code < levels; code++) {
            shares[code] /= Math.max(1, codes.length);
        }
        EncodedLevels plain = new EncodedLevels(variable, shares, 0, Scaling.NONE);
        return plain.scaledBy(Arrays.stream(codes).map(plain::of).toArray(), scale);
    }

    /** The same, scaled by what the learner is given of it in training. */
    EncodedLevels scaledBy(double[] training, Encoding.Scale scale) {
        return new EncodedLevels(variable, values, unseen, Scaling.fit(training, Winsorising.off(), scale));
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public void encode(double value, double[] into, int at) {
        into[at] = of(value);
    }

    private double of(double code) {
        return scaling.of(code >= 0 && code < values.length ? values[(int) code] : unseen);
    }

    @Override
    public List<Feature> features(Variable of) {
        return List.of(new Feature(of.name(), of.name(), 0, true));
    }

    @Override
    public Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("column", variable);
        state.put("values", Arrays.stream(values).boxed().toList());
        state.put("unseen", unseen);
        scaling.putState(state);
        return state;
    }

    static EncodedLevels of(Settings state, int column, Variable variable) {
        double[] values = state.numbers("values");
        if (values.length != variable.levels().size()) {
            throw state.problem(
                    "Key " + Wording.name(state.nameOf("values")) + " does not fit the column's levels.", "");
        }
        return new EncodedLevels(column, values, state.number("unseen"), Scaling.of(state));
    }
}
