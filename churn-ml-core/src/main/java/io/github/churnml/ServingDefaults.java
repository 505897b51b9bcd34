package io.github.churnml;

import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * What an endpoint that serves a model, and {@link Scorer#score(Map)}, do with columns that a row leaves out, and how an
 * endpoint answers; an endpoint can be told otherwise. An empty value is imputed in any case; this is about columns that a
 * caller does not know of. An immutable value.
 *
 * @param imputesMissing whether every column may be left out, to be imputed as in training; else such rows are refused
 * @param optional names of columns that may be left out although others may not, each once
 * @param conversion whether the positive class is one that is wished for, such as a sale: answers then hold a {@code
 *     conversion_probability} and whether the customer {@code will_convert}
 */
public record ServingDefaults(boolean imputesMissing, List<String> optional, boolean conversion) {

    private static final String REJECT = "reject";
    private static final String IMPUTE = "impute";
    private static final String OUTCOME = "outcome";
    private static final String CONVERSION = "conversion";

    /** Copies the names, each once. */
    public ServingDefaults {
        optional = List.copyOf(new LinkedHashSet<>(optional));
    }

    /**
     * Answers about customers who leave.
     *
     * @param imputesMissing whether every column may be left out
     * @param optional names of columns that may be left out although others may not
     */
    public ServingDefaults(boolean imputesMissing, List<String> optional) {
        this(imputesMissing, optional, false);
    }

    /** {@return every column is required} */
    public static ServingDefaults standard() {
        return new ServingDefaults(false, List.of());
    }

    /** {@return every column may be left out} */
    static ServingDefaults imputing() {
        return new ServingDefaults(true, List.of());
    }

    /**
     * Lets some columns be left out.
     *
     * @param columns their names, added to those named before
     * @return a changed copy
     */
    public ServingDefaults withOptional(String... columns) {
        LinkedHashSet<String> all = new LinkedHashSet<>(optional);
        all.addAll(List.of(columns));
        return new ServingDefaults(imputesMissing, List.copyOf(all), conversion);
    }

    /** {@return a changed copy whose answers are about a conversion} */
    public ServingDefaults withConversion() {
        return new ServingDefaults(imputesMissing, optional, true);
    }

    /**
     * Tells of one column; its name counts with and without the blanks around it.
     *
     * @param column the column's name
     * @return whether a row may leave it out
     */
    public boolean mayLeaveOut(String column) {
        return imputesMissing || optional.contains(column) || optional.contains(column.strip());
    }

    /** {@return the settings as YAML has them} */
    Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("missing", imputesMissing ? IMPUTE : REJECT);
        settings.put("optional", optional);
        if (conversion) {
            settings.put(OUTCOME, CONVERSION);
        }
        return settings;
    }

    /** Those of a pipeline's settings; without such a key, as in older and imported models, the standard. */
    static ServingDefaults ofPipeline(Map<String, Object> pipeline) {
        Settings settings = Settings.of(pipeline, Blame.configuration(null));
        return settings.has("serving") ? of(settings.section("serving")) : standard();
    }

    /**
     * Reads settings back.
     *
     * @param settings what {@link #settings} gave; absent keys take their defaults
     * @return the value
     */
    static ServingDefaults of(Settings settings) {
        boolean imputes = settings.has("missing")
                && settings.choice("missing", List.of(REJECT, IMPUTE)).equals(IMPUTE);
        ServingDefaults read = new ServingDefaults(
                imputes,
                settings.texts("optional"),
                settings.has(OUTCOME)
                        && settings.choice(OUTCOME, List.of("churn", CONVERSION))
                                .equals(CONVERSION));
        settings.finish();
        return read;
    }
}
