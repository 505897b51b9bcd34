package io.github.churnml.prepare;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dates;
import io.github.churnml.data.Decimals;
import io.github.churnml.data.Numbers;
import io.github.churnml.data.read.MissingMarkers;
import io.github.churnml.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a column's text becomes numbers or dates.
 *
 * @param type {@link ColumnType#NUMERIC} or {@link ColumnType#DATE}
 * @param loose whether numbers are read as spreadsheets and banks write them, and not plain ones alone
 * @param decimals what separates the decimals, unless a text or the other texts of its column tell
 * @param lenient whether text that is no number counts as missing, as it did in training
 * @param dateFormat how dates are written
 * @param missing the texts that stand for a missing value
 * @param flags whether the words true and false, in any case, are 1 and 0
 */
record NumberText(
        ColumnType type,
        boolean loose,
        Decimals decimals,
        boolean lenient,
        Dates.Format dateFormat,
        MissingMarkers missing,
        boolean flags) {

    NumberText(
            ColumnType type,
            boolean loose,
            Decimals decimals,
            boolean lenient,
            Dates.Format dateFormat,
            MissingMarkers missing) {
        this(type, loose, decimals, lenient, dateFormat, missing, false);
    }

    /** {@code NaN} for missing, infinite for an infinite number; what is neither is for {@link #isReadable} to tell. */
    double parse(String text) {
        String bare = text.strip();
        if (missing.isMissing(bare)) {
            return Double.NaN;
        }
        double value = value(bare);
        if (flags && (bare.equalsIgnoreCase("true") || bare.equalsIgnoreCase("false"))) {
            return bare.length() == 4 ? 1 : 0;
        }
        return Double.isNaN(value) && type == ColumnType.NUMERIC && Numbers.isInfinite(bare)
                ? Double.POSITIVE_INFINITY
                : value;
    }

    /** Whether a text that was parsed to {@code NaN} may stand for a missing value. */
    boolean isReadable(String text) {
        return lenient || missing.isMissing(text.strip());
    }

    /** Whether a number is one of the missing markers, such as −999. */
    double[] markers() {
        return missing.markers().stream()
                .mapToDouble(this::value)
                .filter(Double::isFinite)
                .toArray();
    }

    private double value(String bare) {
        if (type == ColumnType.DATE) {
            return Dates.parse(bare, dateFormat);
        }
        return loose ? decimals.parse(bare) : Numbers.parse(bare);
    }

    NumberText with(Decimals other) {
        return new NumberText(type, loose, other, lenient, dateFormat, missing, flags);
    }

    void state(Map<String, Object> state) {
        state.put("loose", loose);
        if (decimals == Decimals.COMMA) {
            state.put("decimalComma", true);
        } else if (decimals == Decimals.EITHER) {
            state.put("mixedDecimals", true);
        }
        if (lenient) {
            state.put("lenient", true);
        }
        if (flags) {
            state.put("flags", true);
        }
        state.put("dateFormat", dateFormat.pattern());
        state.put("missing", List.copyOf(missing.markers()));
    }

    static NumberText of(Settings state) {
        String type = state.choice("type", List.of(ColumnType.NUMERIC.label(), ColumnType.DATE.label()));
        List<Dates.Format> formats = List.of(Dates.Format.values());
        List<String> patterns = formats.stream().map(Dates.Format::pattern).toList();
        return new NumberText(
                type.equals(ColumnType.DATE.label()) ? ColumnType.DATE : ColumnType.NUMERIC,
                state.flag("loose"),
                state.has("decimalComma") && state.flag("decimalComma")
                        ? Decimals.COMMA
                        : state.has("mixedDecimals") && state.flag("mixedDecimals") ? Decimals.EITHER : Decimals.POINT,
                state.has("lenient") && state.flag("lenient"),
                formats.get(patterns.indexOf(state.choice("dateFormat", patterns))),
                new MissingMarkers(Set.copyOf(state.texts("missing"))),
                state.has("flags") && state.flag("flags"));
    }
}
