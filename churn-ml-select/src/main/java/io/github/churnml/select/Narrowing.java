package io.github.churnml.select;

import io.github.churnml.prepare.DerivedFeature;
import io.github.churnml.prepare.Encoding;
import io.github.churnml.prepare.Imputing;
import io.github.churnml.prepare.Preparation;
import io.github.churnml.recipe.Recipe;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Takes raw columns out of a recipe, with whatever is derived from them and what its settings say of them. */
final class Narrowing {

    private Narrowing() {}

    static Recipe without(Recipe recipe, Set<String> columns) {
        if (columns.isEmpty()) {
            return recipe;
        }
        Preparation from = recipe.preparation();
        Set<String> gone = new HashSet<>();
        columns.forEach(column -> gone.add(column.strip()));
        List<DerivedFeature> derive = new ArrayList<>();
        for (DerivedFeature feature : from.derive()) {
            if (feature.columns().stream().anyMatch(column -> gone.contains(column.strip()))) {
                gone.add(feature.name().strip());
            } else {
                derive.add(feature);
            }
        }
        Set<String> exclude = new TreeSet<>(from.exclude());
        exclude.addAll(columns);
        Imputing imputing = from.imputing();
        Encoding encoding = recipe.encoding();
        return recipe.with(
                new Preparation(
                        from.cleaning(),
                        derive,
                        new Imputing(
                                imputing.numbers(),
                                imputing.levels(),
                                imputing.indicator(),
                                left(imputing.columns(), gone)),
                        exclude,
                        from.types(),
                        from.hiddenNumbers()),
                new Encoding(
                        encoding.levels(),
                        encoding.rareBelow(),
                        encoding.mostLevels(),
                        left(encoding.columns(), gone),
                        encoding.targetSmoothing(),
                        encoding.targetFolds(),
                        encoding.scale(),
                        encoding.winsorising()));
    }

    private static <T> Map<String, T> left(Map<String, T> byColumn, Set<String> gone) {
        Map<String, T> left = new TreeMap<>(byColumn);
        left.keySet().removeIf(column -> gone.contains(column.strip()));
        return left;
    }

    /** The columns that settings name, so that they cannot go: of the learner, as in constraints, and what imputing groups by. */
    static Set<String> named(Recipe recipe, Collection<String> columns) {
        Set<String> texts = new HashSet<>();
        collect(recipe.learner().settings(), texts);
        Imputing imputing = recipe.preparation().imputing();
        collectGroups(imputing.numbers().settings(), texts);
        collectGroups(imputing.levels().settings(), texts);
        imputing.columns().values().forEach(fill -> collectGroups(fill.settings(), texts));
        Map<String, DerivedFeature> derived = new HashMap<>();
        for (DerivedFeature feature : recipe.preparation().derive()) {
            derived.put(feature.name().strip(), feature);
        }
        Set<String> sources = new HashSet<>();
        texts.forEach(text -> addSources(text, derived, sources));
        Set<String> named = new HashSet<>();
        columns.stream().filter(column -> sources.contains(column.strip())).forEach(named::add);
        return named;
    }

    private static void addSources(String name, Map<String, DerivedFeature> derived, Set<String> sources) {
        DerivedFeature feature = derived.get(name);
        if (feature == null) {
            sources.add(name);
        } else {
            feature.columns().forEach(column -> addSources(column.strip(), derived, sources));
        }
    }

    private static void collectGroups(Object fill, Set<String> texts) {
        if (fill instanceof Map<?, ?> map) {
            collect(map.get("by"), texts);
        }
    }

    private static void collect(@Nullable Object value, Set<String> texts) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, part) -> {
                collect(key, texts);
                collect(part, texts);
            });
        } else if (value instanceof Iterable<?> parts) {
            parts.forEach(part -> collect(part, texts));
        } else if (value instanceof String text) {
            texts.add(text.strip());
        }
    }
}
