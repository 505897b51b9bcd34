package io.github.churnml.snapshot;

import io.github.churnml.error.Wording;
import io.github.churnml.settings.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The YAML form of features: a list of mappings, each with one statistic, such as {@code {sum: usage.amount, windows: [28d]}}. */
final class FeatureYaml {

    private static final String STANDARD = "standard";
    private static final List<String> NAMES =
            Arrays.stream(Statistic.values()).map(Statistic::label).toList();

    private FeatureYaml() {}

    static void read(Settings settings, SnapshotPlanBuilder builder) {
        if (STANDARD.equals(settings.value("features"))) {
            return;
        }
        for (Settings item : settings.sections("features")) {
            if (item.has(STANDARD)) {
                builder.standardFeatures(item.texts(STANDARD).toArray(String[]::new));
                item.finish();
                continue;
            }
            builder.features(read(item, builder.windows).toArray(Feature[]::new));
        }
    }

    private static List<Feature> read(Settings item, List<Integer> windows) {
        List<String> given = NAMES.stream().filter(item::has).toList();
        boolean has = item.has("kind") | item.has("windows") | item.has(STANDARD);
        item.finish();
        if (given.size() != 1) {
            throw item.problem(
                    "A feature of the snapshots "
                            + (given.isEmpty() ? "names no statistic" : "names several statistics")
                            + (has ? " beside its other keys" : "") + ".",
                    "Maybe write it as {count: usage, windows: [28d]}; there are " + String.join(", ", NAMES) + ".");
        }
        String name = given.get(0);
        Statistic statistic = Statistic.values()[NAMES.indexOf(name)];
        if (statistic == Statistic.TENURE) {
            if (!item.flag(name)) {
                throw item.problem("Key " + item.quoted(name) + " holds (false).", "Maybe leave it out.");
            }
            return List.of(Feature.tenure());
        }
        String of = item.text(name);
        int dot = of.indexOf('.');
        String table = dot < 0 ? of : of.substring(0, dot);
        String value = dot < 0 ? "" : of.substring(dot + 1);
        String kind = item.has("kind") ? item.text("kind") : "";
        List<Integer> days = item.has("windows") ? Days.readAll(item, "windows", 1) : defaults(statistic, windows);
        if (days.isEmpty()) {
            throw item.problem("Key " + item.quoted("windows") + " is empty.", "Maybe leave it out.");
        }
        if (!statistic.hasWindow() && item.has("windows")) {
            throw item.problem(
                    "Key " + item.quoted("windows") + " is given, but " + Wording.name(name) + " has no window.",
                    "Maybe leave it out.");
        }
        return days.stream()
                .map(window -> new Feature(statistic, table, kind, value, window))
                .toList();
    }

    private static List<Integer> defaults(Statistic statistic, List<Integer> windows) {
        return statistic.hasWindow() ? StandardFeatures.fitting(statistic, windows) : List.of(0);
    }

    static Object settings(SnapshotPlan plan) {
        if (plan.features().isEmpty() && plan.standardFeatures().isEmpty()) {
            return STANDARD;
        }
        List<Object> items = new ArrayList<>();
        if (!plan.standardFeatures().isEmpty()) {
            items.add(Map.of(STANDARD, plan.standardFeatures()));
        }
        for (Feature feature : plan.features()) {
            Map<String, Object> item = new LinkedHashMap<>();
            String label = feature.statistic().label();
            if (feature.statistic() == Statistic.TENURE) {
                item.put(label, true);
            } else {
                item.put(label, feature.value().isEmpty() ? feature.table() : feature.table() + "." + feature.value());
                if (!feature.kind().isEmpty()) {
                    item.put("kind", feature.kind());
                }
                if (feature.statistic().hasWindow()) {
                    item.put("windows", List.of(Days.text(feature.days())));
                }
            }
            items.add(item);
        }
        return items;
    }
}
