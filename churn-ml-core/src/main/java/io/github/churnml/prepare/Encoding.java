package io.github.churnml.prepare;

import io.github.churnml.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The wish how a typed table becomes features for one learner. A value with "withers": each returns a changed copy.
 *
 * @param levels how levels are given to the learner; {@link Levels#AUTO} (default) as it asks
 * @param rareBelow levels seen fewer times in training share one level; 10 by default, 0 or 1 pools none
 * @param mostLevels at most this many levels keep a place of their own, the most frequent ones; 100 by default
 */
public record Encoding(Levels levels, int rareBelow, int mostLevels) {

    /** How levels are given to a learner. */
    public enum Levels {
        /** Codes to a learner that takes nominal features, one-hot otherwise. */
        AUTO("auto"),
        /** One column of 0 and 1 per level. */
        ONE_HOT("oneHot"),
        /** One column of codes; read as nominal by a learner that can, as numbers by others. */
        ORDINAL("ordinal");

        private final String label;

        Levels(String label) {
            this.label = label;
        }

        /** {@return the name in YAML and JSON} */
        public String label() {
            return label;
        }
    }

    /** Checks the bounds. */
    public Encoding {
        if (rareBelow < 0 || mostLevels < 2) {
            throw new IllegalArgumentException("rareBelow must be at least 0 and mostLevels at least 2");
        }
    }

    /** {@return as the learner asks, levels rarer than 10 pooled, at most 100 levels} */
    public static Encoding standard() {
        return new Encoding(Levels.AUTO, 10, 100);
    }

    /** {@return the same with one column of 0 and 1 per level} */
    public Encoding oneHot() {
        return new Encoding(Levels.ONE_HOT, rareBelow, mostLevels);
    }

    /** {@return the same with one column of codes} */
    public Encoding ordinal() {
        return new Encoding(Levels.ORDINAL, rareBelow, mostLevels);
    }

    /**
     * With another bound for rare levels.
     *
     * @param times levels seen fewer times than this share one level
     * @return a changed copy
     */
    public Encoding withRareBelow(int times) {
        return new Encoding(levels, times, mostLevels);
    }

    /**
     * Learns which levels are rare, and means and standard deviations where numbers are to be scaled.
     *
     * @param table the prepared training rows
     * @param nominal whether the learner takes nominal features
     * @param scaled whether the learner wants numbers scaled
     * @return the fitted encoding
     */
    public FittedEncoding fit(TypedTable table, boolean nominal, boolean scaled) {
        boolean oneHot = levels == Levels.ONE_HOT || levels == Levels.AUTO && !nominal;
        return FittedEncoding.fit(table, this, oneHot, nominal, scaled);
    }

    /** {@return the settings by key, as {@link #of} reads them} */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("levels", levels.label());
        settings.put("rareBelow", rareBelow);
        settings.put("mostLevels", mostLevels);
        return settings;
    }

    /**
     * Reads the settings; an absent key takes its default.
     *
     * @param settings the keys {@code levels}, {@code rareBelow}, {@code mostLevels}
     * @return the encoding
     */
    public static Encoding of(Settings settings) {
        Encoding standard = standard();
        List<String> labels = List.of(Levels.AUTO.label, Levels.ONE_HOT.label, Levels.ORDINAL.label);
        Encoding encoding = new Encoding(
                settings.has("levels")
                        ? Levels.values()[labels.indexOf(settings.choice("levels", labels))]
                        : standard.levels,
                settings.has("rareBelow")
                        ? (int) settings.integer("rareBelow", 0, Integer.MAX_VALUE)
                        : standard.rareBelow,
                settings.has("mostLevels") ? (int) settings.integer("mostLevels", 2, 10_000) : standard.mostLevels);
        settings.finish();
        return encoding;
    }
}
