package io.github.churnml.prepare;

import io.github.churnml.settings.Settings;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The configuration of how a typed table becomes features for one learner. A value with
 * "withers": each returns a changed copy.
 *
 * @param levels how levels are given to the learner; {@link Levels#AUTO} (default) as it asks
 * @param rareBelow levels seen fewer times in training share one level, in one-hot and ordinal encoding; 10 by default, 0
 *     or 1 pools none
 * @param mostLevels at most this many levels keep a place of their own, the most frequent ones, in one-hot and ordinal
 *     encoding; 100 by default
 * @param columns exceptions to {@code levels} by column
 * @param targetSmoothing for how many rows the churn rate over all rows counts in the target encoding of a level; 20 by
 *     default, 0 smooths nothing
 * @param targetFolds in how many folds training rows are target-encoded, each by the others; 5 by default
 * @param scale how numbers are scaled; {@link Scale#AUTO} (default) as the learner asks
 * @param winsorising at which quantiles numbers are clipped before they are scaled; off by default
 */
public record Encoding(
        Levels levels,
        int rareBelow,
        int mostLevels,
        Map<String, Levels> columns,
        double targetSmoothing,
        int targetFolds,
        Scale scale,
        Winsorising winsorising) {

    private static final double MOST_SMOOTHING = 1e9;
    private static final int MOST_FOLDS = 100;

    /** How levels are given to a learner. */
    public enum Levels {
        /** Codes to a learner that takes nominal features, one-hot otherwise. */
        AUTO("auto"),
        /** One column of 0 and 1 per level. */
        ONE_HOT("oneHot"),
        /** One column of codes; read as nominal by a learner that can, as numbers by others. */
        ORDINAL("ordinal"),
        /** One column with the share of training rows that hold the level, 0 for a level never seen. */
        FREQUENCY("frequency"),
        /** One column with the level's smoothed churn rate; cross-fitted in training, see {@link CrossFitted}. */
        TARGET("target");

        private final String label;

        Levels(String label) {
            this.label = label;
        }

        /** {@return the name in YAML and JSON} */
        public String label() {
            return label;
        }

        static Levels of(Settings settings, String key) {
            List<String> labels = Arrays.stream(values()).map(Levels::label).toList();
            return values()[labels.indexOf(settings.choice(key, labels))];
        }
    }

    /** How numbers are scaled. */
    public enum Scale {
        /** As {@link #STANDARD} for a learner that wants numbers scaled, not at all for others. */
        AUTO("auto"),
        /** Not at all. */
        NONE("none"),
        /** To mean 0 and standard deviation 1. */
        STANDARD("standard"),
        /**
         * To median 0 and interquartile range 1, so that extreme values do not decide the scale; where half of the values are
         * equal, by the root of their mean squared distance from the median.
         */
        ROBUST("robust");

        private final String label;

        Scale(String label) {
            this.label = label;
        }

        /** {@return the name in YAML and JSON} */
        public String label() {
            return label;
        }

        static Scale of(Settings settings, String key) {
            List<String> labels = Arrays.stream(values()).map(Scale::label).toList();
            return values()[labels.indexOf(settings.choice(key, labels))];
        }
    }

    /** Checks the bounds. */
    public Encoding {
        if (rareBelow < 0 || mostLevels < 2) {
            throw new IllegalArgumentException("rareBelow must be at least 0 and mostLevels at least 2");
        }
        if (!(targetSmoothing >= 0 && targetSmoothing <= MOST_SMOOTHING)
                || targetFolds < 2
                || targetFolds > MOST_FOLDS) {
            throw new IllegalArgumentException("targetSmoothing must be from 0 to 1e9 and targetFolds from 2 to 100");
        }
        columns = Collections.unmodifiableMap(new TreeMap<>(columns));
    }

    /**
     * With defaults for the rest.
     *
     * @param levels how levels are given to the learner
     * @param rareBelow levels seen fewer times in training share one level
     * @param mostLevels at most this many levels keep a place of their own
     */
    public Encoding(Levels levels, int rareBelow, int mostLevels) {
        this(levels, rareBelow, mostLevels, Map.of(), 20, 5, Scale.AUTO, Winsorising.off());
    }

    /** {@return as the learner asks, levels rarer than 10 pooled, at most 100 levels, nothing clipped} */
    public static Encoding standard() {
        return new Encoding(Levels.AUTO, 10, 100);
    }

    /** {@return the same with one column of 0 and 1 per level} */
    public Encoding oneHot() {
        return withLevels(Levels.ONE_HOT);
    }

    /** {@return the same with one column of codes} */
    public Encoding ordinal() {
        return withLevels(Levels.ORDINAL);
    }

    /**
     * With another encoding of levels.
     *
     * @param all how the levels of every column are encoded that has no exception
     * @return a changed copy
     */
    public Encoding withLevels(Levels all) {
        return new Encoding(all, rareBelow, mostLevels, columns, targetSmoothing, targetFolds, scale, winsorising);
    }

    /**
     * With another encoding for the levels of one column.
     *
     * @param column the column's or derived feature's name
     * @param encoding how its levels are encoded
     * @return a changed copy
     */
    public Encoding with(String column, Levels encoding) {
        Map<String, Levels> more = new TreeMap<>(columns);
        more.put(column, encoding);
        return new Encoding(levels, rareBelow, mostLevels, more, targetSmoothing, targetFolds, scale, winsorising);
    }

    /**
     * With another bound for rare levels.
     *
     * @param times levels seen fewer times than this share one level
     * @return a changed copy
     */
    public Encoding withRareBelow(int times) {
        return new Encoding(levels, times, mostLevels, columns, targetSmoothing, targetFolds, scale, winsorising);
    }

    /**
     * With another way of target encoding.
     *
     * @param smoothing for how many rows the churn rate over all rows counts, from 0 to 1e9
     * @param folds in how many folds training rows are encoded, from 2 to 100
     * @return a changed copy
     */
    public Encoding withTarget(double smoothing, int folds) {
        return new Encoding(levels, rareBelow, mostLevels, columns, smoothing, folds, scale, winsorising);
    }

    /**
     * With another scaling of numbers.
     *
     * @param numbers how numbers are scaled
     * @return a changed copy
     */
    public Encoding withScale(Scale numbers) {
        return new Encoding(levels, rareBelow, mostLevels, columns, targetSmoothing, targetFolds, numbers, winsorising);
    }

    /**
     * With numbers clipped at quantiles of the training rows.
     *
     * @param clip the quantiles
     * @return a changed copy
     */
    public Encoding withWinsorising(Winsorising clip) {
        return new Encoding(levels, rareBelow, mostLevels, columns, targetSmoothing, targetFolds, scale, clip);
    }

    /**
     * Learns an encoding that needs no labels: which levels are rare or frequent, quantiles, means and deviations.
     *
     * @param table the prepared training rows
     * @param nominal whether the learner takes nominal features
     * @param scaled whether the learner wants numbers scaled
     * @return the fitted encoding
     * @throws io.github.churnml.error.ConfigurationException if a column named here is not there or holds numbers, or if
     *     one is to be target-encoded, which takes {@link #crossFit}
     */
    public FittedEncoding fit(TypedTable table, boolean nominal, boolean scaled) {
        return EncodingFit.of(this, table, nominal, scaled).withoutLabels();
    }

    /**
     * Learns an encoding and encodes the training rows. Target-encoded columns are cross-fitted: a training row's value comes
     * from rows outside of its own fold. All other columns are as {@link #fit} learns them.
     *
     * @param training the prepared training rows with their labels
     * @param nominal whether the learner takes nominal features
     * @param scaled whether the learner wants numbers scaled
     * @param seed decides the folds
     * @return the training rows' features, and the encoding for all other rows
     * @throws io.github.churnml.error.ConfigurationException if a column named here is not there or holds numbers
     * @throws io.github.churnml.error.DataException if a column is to be target-encoded and a class has only one row
     */
    public CrossFitted crossFit(TrainingTable training, boolean nominal, boolean scaled, long seed) {
        return EncodingFit.of(this, training.table(), nominal, scaled).crossFit(training, seed);
    }

    /** {@return the settings by key, as {@link #of} reads them} */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("levels", levels.label());
        settings.put("rareBelow", rareBelow);
        settings.put("mostLevels", mostLevels);
        if (!columns.isEmpty()) {
            Map<String, Object> exceptions = new LinkedHashMap<>();
            columns.forEach((column, encoding) -> exceptions.put(column, encoding.label()));
            settings.put("columns", exceptions);
        }
        settings.put("targetSmoothing", targetSmoothing);
        settings.put("targetFolds", targetFolds);
        settings.put("scale", scale.label());
        settings.put("winsorise", winsorising.settings());
        return settings;
    }

    /**
     * Reads the settings; an absent key takes its default.
     *
     * @param settings the keys {@code levels}, {@code rareBelow}, {@code mostLevels}, {@code columns}, {@code
     *     targetSmoothing}, {@code targetFolds}, {@code scale}, {@code winsorise}
     * @return the encoding
     */
    public static Encoding of(Settings settings) {
        Encoding standard = standard();
        Map<String, Levels> columns = new TreeMap<>();
        if (settings.has("columns")) {
            Settings exceptions = settings.section("columns");
            exceptions.keys().forEach(column -> columns.put(column, Levels.of(exceptions, column)));
        }
        Encoding encoding = new Encoding(
                settings.has("levels") ? Levels.of(settings, "levels") : standard.levels,
                settings.has("rareBelow")
                        ? (int) settings.integer("rareBelow", 0, Integer.MAX_VALUE)
                        : standard.rareBelow,
                settings.has("mostLevels") ? (int) settings.integer("mostLevels", 2, 10_000) : standard.mostLevels,
                columns,
                settings.has("targetSmoothing")
                        ? settings.number("targetSmoothing", 0, MOST_SMOOTHING)
                        : standard.targetSmoothing,
                settings.has("targetFolds")
                        ? (int) settings.integer("targetFolds", 2, MOST_FOLDS)
                        : standard.targetFolds,
                settings.has("scale") ? Scale.of(settings, "scale") : standard.scale,
                settings.has("winsorise") ? Winsorising.of(settings, "winsorise") : standard.winsorising);
        settings.finish();
        return encoding;
    }
}
