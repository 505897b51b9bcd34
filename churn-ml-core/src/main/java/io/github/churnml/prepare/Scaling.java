package io.github.churnml.prepare;

import io.github.churnml.settings.Settings;
import java.util.Arrays;
import java.util.Map;

/**
 * Clipping, then centring, then scaling of one number.
 *
 * @param lower values below are raised to it; may be negative infinity
 * @param upper values above are lowered to it; may be infinity
 * @param center what is subtracted
 * @param scale what is divided by, positive
 */
record Scaling(double lower, double upper, double center, double scale) {

    static final Scaling NONE = new Scaling(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0, 1);

    static Scaling fit(double[] values, Winsorising winsorising, Encoding.Scale scale) {
        Scaling clip = clip(values, winsorising);
        double[] clipped =
                clip == NONE ? values : Arrays.stream(values).map(clip::of).toArray();
        if (scale == Encoding.Scale.STANDARD) {
            return clip.standard(clipped);
        }
        return scale == Encoding.Scale.ROBUST ? clip.robust(clipped) : clip;
    }

    double of(double value) {
        double clipped = Math.min(upper, Math.max(lower, value));
        return scale == 1 && center == 0 ? clipped : (clipped - center) / scale;
    }

    void putState(Map<String, Object> state) {
        if (lower > Double.NEGATIVE_INFINITY) {
            state.put("lower", lower);
        }
        if (upper < Double.POSITIVE_INFINITY) {
            state.put("upper", upper);
        }
        state.put("center", center);
        state.put("scale", scale);
    }

    static Scaling of(Settings state) {
        double lower = state.has("lower") ? state.number("lower") : NONE.lower;
        double upper = state.has("upper") ? state.number("upper", lower, Double.MAX_VALUE) : NONE.upper;
        return new Scaling(
                lower, upper, state.number("center"), state.number("scale", Double.MIN_VALUE, Double.MAX_VALUE));
    }

    /** Clips nothing where that would leave fewer than two values, or where there are only two. */
    private static Scaling clip(double[] values, Winsorising winsorising) {
        if (!winsorising.isOn() || values.length == 0) {
            return NONE;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double lower = winsorising.lower() > 0 ? Quantiles.of(sorted, winsorising.lower()) : NONE.lower;
        double upper = winsorising.upper() < 1 ? Quantiles.of(sorted, winsorising.upper()) : NONE.upper;
        double least = Math.max(lower, sorted[0]);
        double most = Math.min(upper, sorted[sorted.length - 1]);
        boolean severalValues = Arrays.stream(sorted).distinct().limit(3).count() == 3;
        return severalValues && least < most ? new Scaling(lower, upper, 0, 1) : NONE;
    }

    private Scaling standard(double[] values) {
        double mean = 0;
        for (int i = 0; i < values.length; i++) {
            mean += (values[i] - mean) / (i + 1);
        }
        double deviation = deviation(values, mean);
        return new Scaling(lower, upper, mean, isUsable(deviation) ? deviation : 1);
    }

    /** Median and interquartile range; where half of the values are equal, the deviation from the median. */
    private Scaling robust(double[] values) {
        if (values.length == 0) {
            return this;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double median = Quantiles.of(sorted, 0.5);
        double range = Quantiles.of(sorted, 0.75) - Quantiles.of(sorted, 0.25);
        double width = isUsable(range) ? range : deviation(values, median);
        return new Scaling(lower, upper, median, isUsable(width) ? width : 1);
    }

    private static double deviation(double[] values, double center) {
        double squares = 0;
        for (double value : values) {
            squares += (value - center) * (value - center);
        }
        return Math.sqrt(squares / values.length);
    }

    private static boolean isUsable(double width) {
        return width > 0 && Double.isFinite(width);
    }
}
