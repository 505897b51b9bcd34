package io.github.churnml.select.tune;

import io.github.churnml.error.Wording;
import java.util.HashSet;
import java.util.List;

/** One of several values; a single one is fixed. Each has a stretch of places of the same length, in the order given. */
record Choice(String key, List<Object> values) implements Dimension {

    Choice {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw Dimension.wrong(key, "has no value to choose", "Maybe leave the setting out.");
        }
        HashSet<Object> seen = new HashSet<>();
        for (Object value : values) {
            if (!(value instanceof String
                    || value instanceof Boolean
                    || value instanceof Integer
                    || value instanceof Long
                    || value instanceof Double number && Double.isFinite(number))) {
                throw Dimension.wrong(
                        key,
                        "holds " + Wording.value(value) + " where texts, numbers and true or false are allowed",
                        "");
            }
            if (!seen.add(value)) {
                throw Dimension.wrong(key, "holds " + Wording.value(value) + " twice", "Maybe leave one out.");
            }
        }
    }

    @Override
    public Object at(double place) {
        return values.get((int) Math.min(values.size() - 1, Math.floor(place * values.size())));
    }

    @Override
    public double placeOf(Object value) {
        int at = values.indexOf(value);
        return at < 0 ? Double.NaN : (at + 0.5) / values.size();
    }

    @Override
    public long count() {
        return values.size();
    }

    @Override
    public List<Object> ends() {
        return values;
    }

    @Override
    public Object toSetting() {
        return values.size() == 1 ? values.get(0) : values;
    }
}
