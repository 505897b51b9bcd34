package io.github.churnml;

import io.github.churnml.settings.Settings;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * What an endpoint that serves a model, and {@link Scorer#score(Map)}, do with columns that a row leaves out; an endpoint can
 * be told otherwise. An empty value is imputed in any case; this is about columns that a caller does not know of. An immutable
 * value.
 *
 * @param imputesMissing whether every column may be left out, to be imputed as in training; else such rows are refused
 * @param optional names of columns that may be left out although others may not, each once
 */
public record ServingDefaults(boolean imputesMissing, List<String> optional) {

    private static final String REJECT = "reject";
    private static final String IMPUTE = "impute";

    /** Copies the names, each once. */
    public ServingDefaults {
        optional = List.copyOf(new LinkedHashSet<>(optional));
    }

    /** {@return every column is required} */
    public static ServingDefaults standard() {
        return new ServingDefaults(false, List.of());
    }

    /** {@return every column may be left out} */
    public static ServingDefaults imputing() {
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
        return new ServingDefaults(imputesMissing, List.copyOf(all));
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
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("missing", imputesMissing ? IMPUTE : REJECT);
        settings.put("optional", optional);
        return settings;
    }

    /**
     * Reads settings back.
     *
     * @param settings what {@link #settings} gave; absent keys take their defaults
     * @return the value
     */
    public static ServingDefaults of(Settings settings) {
        boolean imputes = settings.has("missing")
                && settings.choice("missing", List.of(REJECT, IMPUTE)).equals(IMPUTE);
        ServingDefaults read = new ServingDefaults(imputes, settings.texts("optional"));
        settings.finish();
        return read;
    }
}
