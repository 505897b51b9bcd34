package io.github.churnml.prepare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A number that is the code of a level already: cut to a whole one, as systems do whose trees split on codes. A negative one
 * is a level that they do not know.
 *
 * @param variable the place in the prepared row
 */
record EncodedCode(int variable) implements EncodedColumn {

    @Override
    public int width() {
        return 1;
    }

    @Override
    public void encode(double value, double[] into, int at) {
        into[at] = value < 0 ? Variable.UNKNOWN : Math.floor(value);
    }

    @Override
    public List<Feature> features(Variable of) {
        return List.of(new Feature(of.name(), of.name(), 0));
    }

    @Override
    public Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("column", variable);
        state.put("code", true);
        return state;
    }
}
