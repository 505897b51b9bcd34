package io.github.churnml.select;

import io.github.churnml.error.Wording;
import io.github.churnml.prepare.DerivedFeature;
import io.github.churnml.recipe.Recipe;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which columns stay and which go.
 *
 * @param method the name of what selected
 * @param recipe the recipe without those that go
 * @param columns each raw column, most important first
 * @param lossOfAll the log loss with all columns, on inner folds
 * @param lossOfKept the same with those that stay
 */
public record SelectedColumns(
        String method, Recipe recipe, List<ColumnVerdict> columns, double lossOfAll, double lossOfKept) {

    /** Copies the list. */
    public SelectedColumns {
        columns = List.copyOf(columns);
    }

    /** {@return the columns that stay, most important first} */
    public List<String> kept() {
        return columns.stream()
                .filter(ColumnVerdict::kept)
                .map(ColumnVerdict::column)
                .toList();
    }

    /** {@return the columns that go, most important first} */
    public List<String> dropped() {
        return columns.stream()
                .filter(one -> !one.kept())
                .map(ColumnVerdict::column)
                .toList();
    }

    /**
     * Settings of a pipeline that leaves out what goes, and selects no more.
     *
     * @param pipeline all settings of the pipeline whose recipe it was selected for, as {@code ChurnPipeline.toSettings} gives them
     * @return the same without those columns and whatever is derived from them, for {@code ChurnPipeline.ofSettings}
     */
    public Map<String, Object> in(Map<String, ?> pipeline) {
        Map<String, Object> settings = new LinkedHashMap<>(pipeline);
        Set<Object> exclude = new LinkedHashSet<>();
        if (settings.get("exclude") instanceof List<?> before) {
            exclude.addAll(before);
        }
        exclude.addAll(dropped());
        settings.put("exclude", List.copyOf(exclude));
        settings.put(
                "derive",
                recipe.preparation().derive().stream()
                        .map(DerivedFeature::settings)
                        .toList());
        settings.put("impute", recipe.preparation().imputing().settings());
        settings.put("encode", recipe.encoding().settings());
        settings.remove("select");
        return settings;
    }

    /** {@return in one sentence, what goes and what that does} */
    public String verdict() {
        if (dropped().isEmpty()) {
            return "Selecting columns by " + Wording.value(method) + " leaves none of " + columns.size() + " out.";
        }
        return "Of " + columns.size() + " columns, " + dropped().size() + " are left out by " + Wording.value(method)
                + ": " + Wording.names(dropped()) + ". The log loss on inner folds is "
                + String.format(Locale.ROOT, "%.4f with all, %.4f without them.", lossOfAll, lossOfKept);
    }

    /** {@return everything as plain values, for JSON} */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("method", method);
        map.put("verdict", verdict());
        map.put("kept", kept());
        map.put("dropped", dropped());
        map.put("log_loss_of_all", lossOfAll);
        map.put("log_loss_of_kept", lossOfKept);
        map.put("columns", columns.stream().map(ColumnVerdict::toMap).toList());
        return map;
    }
}
