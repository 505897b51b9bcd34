package io.github.churnml.snapshot;

import io.github.churnml.error.Wording;
import io.github.churnml.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The YAML form of a label: one key that says which, with what it needs. */
final class LabelYaml {

    private static final List<String> NAMES = List.of("converted", "cancelled", "inactive", "inactiveMonths");

    private LabelYaml() {}

    static Label read(Settings settings) {
        List<String> given = NAMES.stream().filter(settings::has).toList();
        settings.finish();
        if (given.size() != 1) {
            throw settings.problem(
                    "The label of the snapshots needs one of " + Wording.names(NAMES) + ".",
                    "Maybe write it as label: {cancelled: {within: 60d}}.");
        }
        Settings inner = settings.section(given.get(0));
        Label label =
                switch (given.get(0)) {
                    case "converted" -> Label.converted(Days.read(inner, "within", 1));
                    case "cancelled" -> Label.cancelled(Days.read(inner, "within", 1));
                    case "inactive" ->
                        Label.inactive(
                                Days.read(inner, "for", 1),
                                inner.texts("events").toArray(String[]::new));
                    default -> months(inner);
                };
        if (inner.has("gap")) {
            label = label.gap(Days.read(inner, "gap", 0));
        }
        inner.finish();
        return label;
    }

    private static Label months(Settings inner) {
        return new Label.InactiveMonths(
                0,
                (int) inner.integer("atLeast", 1, 60),
                (int) inner.integer("of", 1, 60),
                inner.texts("events"),
                inner.has("value") ? inner.text("value") : "",
                inner.has("above") ? inner.number("above", 0, Double.MAX_VALUE) : 0);
    }

    static Map<String, Object> settings(Label label) {
        Map<String, Object> inner = new LinkedHashMap<>();
        String name;
        if (label instanceof Label.Converted converted) {
            name = "converted";
            inner.put("within", Days.text(converted.horizonDays()));
        } else if (label instanceof Label.Cancelled cancelled) {
            name = "cancelled";
            inner.put("within", Days.text(cancelled.horizonDays()));
        } else if (label instanceof Label.Inactive inactive) {
            name = "inactive";
            inner.put("for", Days.text(inactive.horizonDays()));
            if (!inactive.tables().isEmpty()) {
                inner.put("events", inactive.tables());
            }
        } else {
            Label.InactiveMonths months = (Label.InactiveMonths) label;
            name = "inactiveMonths";
            inner.put("atLeast", months.atLeast());
            inner.put("of", months.months());
            if (!months.tables().isEmpty()) {
                inner.put("events", months.tables());
            }
            if (!months.value().isEmpty()) {
                inner.put("value", months.value());
            }
            if (months.above() > 0) {
                inner.put("above", months.above());
            }
        }
        if (label.gapDays() > 0) {
            inner.put("gap", Days.text(label.gapDays()));
        }
        return Map.of(name, inner);
    }
}
