package io.github.churnml.prepare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A number, clipped and scaled.
 *
 * @param variable the place in the prepared row
 * @param scaling how
 */
record EncodedNumber(int variable, Scaling scaling) implements EncodedColumn {

    @Override
    public int width() {
        return 1;
    }

    @Override
    public void encode(double value, double[] into, int at) {
        into[at] = scaling.of(value);
    }

    @Override
    public List<Feature> features(Variable of) {
        return List.of(new Feature(of.name(), of.name(), 0));
    }

    @Override
    public Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("column", variable);
        scaling.putState(state);
        return state;
    }
}
