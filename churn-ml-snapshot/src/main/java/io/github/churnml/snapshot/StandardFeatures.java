package io.github.churnml.snapshot;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The features that fit most tables of events, and the budget that all features of a plan keep within. */
final class StandardFeatures {

    private static final int MONTH = 28;

    private StandardFeatures() {}

    /** All features of a plan; of tables whose values are known by name. */
    static List<Feature> of(SnapshotPlan plan) {
        Set<Feature> all = new LinkedHashSet<>();
        boolean none = plan.features().isEmpty() && plan.standardFeatures().isEmpty();
        if (none) {
            all.add(Feature.tenure());
        }
        for (EventTable table : plan.events()) {
            if (none || plan.standardFeatures().contains(table.name())) {
                all.addAll(of(table, plan.windows()));
            }
        }
        all.addAll(plan.features());
        if (all.size() > plan.maxFeatures()) {
            throw tooMany(plan, all);
        }
        requireNames(all);
        return List.copyOf(all);
    }

    private static void requireNames(Set<Feature> all) {
        Map<String, Feature> names = new HashMap<>();
        for (Feature feature : all) {
            Feature other = names.put(feature.name(), feature);
            if (other != null) {
                throw new ConfigurationException(
                        "Two features are named " + Wording.name(feature.name()) + ", of " + said(other) + " and of "
                                + said(feature) + ".",
                        "Maybe rename a kind or a column of values: letters and digits alone tell names apart.",
                        Where.nowhere());
            }
        }
    }

    private static String said(Feature feature) {
        return "kind " + Wording.value(feature.kind()) + " and column " + Wording.value(feature.value());
    }

    private static List<Feature> of(EventTable table, List<Integer> windows) {
        String name = table.name();
        int longest = windows.get(windows.size() - 1);
        List<Feature> features = new ArrayList<>();
        windows.forEach(days -> features.add(Feature.count(name, days)));
        windows.stream()
                .filter(days -> days >= MONTH)
                .forEach(days -> features.add(Feature.of(Statistic.ACTIVE_WEEKS, name, days)));
        windows.forEach(days -> features.add(Feature.of(Statistic.RATIO, name, days)));
        features.add(Feature.of(Statistic.DAYS_SINCE, name, 0));
        features.add(Feature.of(Statistic.MEAN_GAP, name, longest));
        features.add(Feature.of(Statistic.LONGEST_GAP, name, longest));
        features.add(Feature.of(Statistic.CURRENT_GAP, name, longest));
        if (table.kindColumn() != null) {
            features.add(Feature.of(Statistic.DISTINCT_KINDS, name, longest));
        }
        for (String kind : table.kinds()) {
            windows.forEach(days -> features.add(Feature.count(name, days).ofKind(kind)));
            features.add(Feature.of(Statistic.DAYS_SINCE, name, 0).ofKind(kind));
        }
        for (String value : table.values()) {
            windows.forEach(days -> features.add(Feature.of(Statistic.SUM, name, value, days)));
            windows.stream()
                    .filter(days -> days >= MONTH)
                    .limit(1)
                    .forEach(days -> features.add(Feature.of(Statistic.RATIO, name, value, days)));
            features.add(Feature.of(Statistic.MEAN, name, value, longest));
            features.add(Feature.of(Statistic.LAST, name, value, longest));
        }
        return features;
    }

    /** Those of several windows that a statistic can look at; all where none fits, so that the message names them. */
    static List<Integer> fitting(Statistic statistic, List<Integer> windows) {
        int least = statistic == Statistic.SLOPE ? 14 : statistic == Statistic.ACTIVE_WEEKS ? 7 : 1;
        List<Integer> fitting = windows.stream().filter(days -> days >= least).toList();
        return fitting.isEmpty() ? windows : fitting;
    }

    private static ConfigurationException tooMany(SnapshotPlan plan, Set<Feature> all) {
        String each = plan.events().stream()
                .map(table -> table.name() + " "
                        + all.stream()
                                .filter(feature -> feature.table().equals(table.name()))
                                .count())
                .collect(Collectors.joining(", "));
        return new ConfigurationException(
                "The snapshots have " + all.size() + " features (" + each + ") where at most " + plan.maxFeatures()
                        + " are allowed.",
                "Maybe list fewer values, kinds or windows, raise maxFeatures, and let select: null-importance find the"
                        + " useless ones; " + Wording.count(all.size()) + " columns of few customers are mostly noise.",
                Where.nowhere());
    }
}
