package io.github.churnml.select.tune;

import io.github.churnml.error.Wording;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A number on a plain or a logarithmic scale, rounded to four significant digits. */
record RealNumber(String key, double low, double high, boolean log) implements Dimension {

    private static final MathContext READABLE = new MathContext(4);

    RealNumber {
        if (!Double.isFinite(low) || !Double.isFinite(high) || low >= high) {
            throw Dimension.wrong(
                    key,
                    "has a low end of " + Wording.value(low) + " and a high end of " + Wording.value(high)
                            + " where low must be below high",
                    low == high ? "Maybe give one value instead, which is then fixed." : "Maybe they are swapped.");
        }
        if (log && low <= 0) {
            throw Dimension.wrong(
                    key,
                    "is logarithmic and has a low end of " + Wording.value(low) + " where a number above 0 is required",
                    "Maybe begin at a small number such as 0.001, or leave log out.");
        }
    }

    @Override
    public Object at(double place) {
        double value = log
                ? StrictMath.exp(StrictMath.log(low) + place * (StrictMath.log(high) - StrictMath.log(low)))
                : low * (1 - place) + high * place;
        double readable = new BigDecimal(value).round(READABLE).doubleValue();
        return Math.max(low, Math.min(high, readable));
    }

    @Override
    public double placeOf(Object value) {
        if (!(value instanceof Number number)) {
            return Double.NaN;
        }
        double inside = Math.max(low, Math.min(high, number.doubleValue()));
        return log
                ? (StrictMath.log(inside) - StrictMath.log(low)) / (StrictMath.log(high) - StrictMath.log(low))
                : (inside - low) / (high - low);
    }

    @Override
    public long count() {
        return Long.MAX_VALUE;
    }

    @Override
    public List<Object> ends() {
        return List.of(low, high);
    }

    @Override
    public Object toSetting() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("low", low);
        map.put("high", high);
        if (log) {
            map.put("log", true);
        }
        return map;
    }
}
