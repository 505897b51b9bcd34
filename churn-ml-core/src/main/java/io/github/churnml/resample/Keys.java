package io.github.churnml.resample;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.Settings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The keys of the settings, what each may hold, and its default; both Java and YAML are checked by them. */
final class Keys {

    static final String METHOD = "method";
    static final String RATIO = "ratio";
    static final String NEIGHBOURS = "neighbours";
    static final String STANDARDISE = "standardise";

    static final double DEFAULT_RATIO = 1;
    static final int DEFAULT_NEIGHBOURS = 5;

    private static final int MOST_NEIGHBOURS = 100;
    private static final String RATIOS = "a number above 0 and up to 1";
    private static final String RATIO_HINT = "Maybe leave it out: 1 makes both classes equal.";

    private Keys() {}

    static double ratio(Settings settings) {
        if (!settings.has(RATIO)) {
            return DEFAULT_RATIO;
        }
        double ratio = settings.number(RATIO);
        if (!isRatio(ratio)) {
            throw settings.problem(wrong(settings.nameOf(RATIO), ratio, RATIOS), RATIO_HINT);
        }
        return ratio;
    }

    static int neighbours(Settings settings) {
        return settings.has(NEIGHBOURS) ? (int) settings.integer(NEIGHBOURS, 1, MOST_NEIGHBOURS) : DEFAULT_NEIGHBOURS;
    }

    static boolean standardise(Settings settings) {
        return !settings.has(STANDARDISE) || settings.flag(STANDARDISE);
    }

    static void checkRatio(double ratio) {
        if (!isRatio(ratio)) {
            throw new ConfigurationException(wrong(RATIO, ratio, RATIOS), RATIO_HINT, Where.nowhere());
        }
    }

    static void checkNeighbours(int neighbours) {
        if (neighbours < 1 || neighbours > MOST_NEIGHBOURS) {
            String allowed = "a whole number from 1 to " + MOST_NEIGHBOURS;
            throw new ConfigurationException(wrong(NEIGHBOURS, neighbours, allowed), "", Where.nowhere());
        }
    }

    /** Settings in their order: the method, then keys and values by turns. */
    static Map<String, Object> settings(String method, Object... keysAndValues) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put(METHOD, method);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return Collections.unmodifiableMap(settings);
    }

    private static boolean isRatio(double ratio) {
        return ratio > 0 && ratio <= 1;
    }

    private static String wrong(String key, Object value, String allowed) {
        return "Key " + Wording.name(key) + " holds " + Wording.value(value) + " where " + allowed + " is required.";
    }
}
