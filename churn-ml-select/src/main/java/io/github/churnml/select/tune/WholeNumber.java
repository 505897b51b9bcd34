package io.github.churnml.select.tune;

import io.github.churnml.error.Wording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A whole number in steps, on a plain or a logarithmic scale. Each value has a stretch of places, half a step on either side. */
record WholeNumber(String key, long low, long high, long step, boolean log) implements Dimension {

    WholeNumber {
        if (low >= high) {
            throw Dimension.wrong(
                    key,
                    "has a low end of " + Wording.value(low) + " and a high end of " + Wording.value(high)
                            + " where low must be below high",
                    low == high ? "Maybe give one value instead, which is then fixed." : "Maybe they are swapped.");
        }
        // Ends far apart would overflow; no setting is that large.
        if (low < -(1L << 52) || high > 1L << 52) {
            throw Dimension.wrong(key, "reaches beyond what a whole number setting can be", "");
        }
        if (step < 1 || step > high - low) {
            throw Dimension.wrong(
                    key,
                    "has steps of " + Wording.value(step) + " where a whole number from 1 to " + (high - low)
                            + " is required",
                    "");
        }
        if (log && 2 * low <= step) {
            throw Dimension.wrong(
                    key,
                    "is logarithmic and has a low end of " + Wording.value(low) + " where at least " + (step / 2 + 1)
                            + " is required",
                    "Maybe leave log out.");
        }
    }

    @Override
    public Object at(double place) {
        double from = scale(low - step / 2.0);
        double to = scale(last() + step / 2.0);
        double at = from + place * (to - from);
        double value = log ? StrictMath.exp(at) : at;
        long steps = Math.round((value - low) / step);
        return plain(low + step * Math.max(0, Math.min(count() - 1, steps)));
    }

    @Override
    public double placeOf(Object value) {
        if (!(value instanceof Number number)) {
            return Double.NaN;
        }
        double from = scale(low - step / 2.0);
        double to = scale(last() + step / 2.0);
        double inside = Math.max(low, Math.min(last(), number.doubleValue()));
        return (scale(inside) - from) / (to - from);
    }

    private double scale(double value) {
        return log ? StrictMath.log(value) : value;
    }

    private long last() {
        return low + step * (count() - 1);
    }

    @Override
    public long count() {
        return (high - low) / step + 1;
    }

    @Override
    public List<Object> ends() {
        return List.of(plain(low), plain(last()));
    }

    /** As JSON and YAML give it back, so that settings that were read equal those that were drawn. */
    private static Object plain(long value) {
        if ((int) value == value) {
            return (int) value;
        }
        return value;
    }

    @Override
    public Object toSetting() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("low", plain(low));
        map.put("high", plain(high));
        if (step > 1) {
            map.put("step", plain(step));
        }
        if (log) {
            map.put("log", true);
        }
        return map;
    }
}
