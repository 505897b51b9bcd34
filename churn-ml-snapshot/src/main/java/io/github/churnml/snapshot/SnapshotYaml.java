package io.github.churnml.snapshot;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.PlainYaml;
import io.github.churnml.settings.Settings;
import io.github.churnml.settings.YamlFile;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The YAML form of a plan: the section {@code snapshot} of a pipeline's file. */
final class SnapshotYaml {

    static final String SECTION = "snapshot";

    private SnapshotYaml() {}

    static Optional<SnapshotPlan> read(Path path) {
        String text = YamlFile.text(path, "Pipeline file", "Maybe the path is wrong.");
        String refused = "Pipeline file " + Wording.path(path) + " is refused. ";
        Settings settings = PlainYaml.settings(
                text, (problem, maybe) -> new ConfigurationException(refused + problem, maybe, Where.in(path)));
        if (!settings.has(SECTION)) {
            return Optional.empty();
        }
        Settings section = settings.section(SECTION);
        try {
            return Optional.of(of(section));
        } catch (ConfigurationException e) {
            throw e.path().isPresent()
                    ? e
                    : new ConfigurationException(refused + e.getMessage(), "", Where.in(path), e);
        }
    }

    static SnapshotPlan parse(String yaml) {
        return of(PlainYaml.settings(yaml, Blame.configuration(null)));
    }

    static String write(SnapshotPlan plan) {
        return PlainYaml.write(settings(plan));
    }

    static SnapshotPlan of(Settings settings) {
        SnapshotPlanBuilder builder = SnapshotPlan.builder();
        if (settings.has("folder")) {
            builder.folder(settings.text("folder"));
        }
        if (settings.has("customers")) {
            builder.customers(customers(settings.section("customers")));
        }
        if (settings.has("others")) {
            builder.others(customers(settings.section("others")));
        }
        for (Settings table : settings.sections("events")) {
            builder.events(events(table));
        }
        if (settings.has("zone")) {
            builder.zone(zone(settings, "zone"));
        }
        if (settings.has("at")) {
            builder.at(schedule(settings));
        }
        if (settings.has("label")) {
            builder.label(LabelYaml.read(settings.section("label")));
        }
        if (settings.has("until")) {
            builder.until(date(settings, "until"));
        }
        if (settings.has("windows")) {
            builder.windows(Days.readAll(settings, "windows", 1).stream()
                    .mapToInt(Integer::intValue)
                    .toArray());
        }
        if (settings.has("features")) {
            FeatureYaml.read(settings, builder);
        }
        if (settings.has("maxFeatures")) {
            builder.maxFeatures((int) settings.integer("maxFeatures", 1, 10_000));
        }
        settings.finish();
        return builder.build();
    }

    static Map<String, Object> settings(SnapshotPlan plan) {
        Map<String, Object> settings = new LinkedHashMap<>();
        putUnlessEmpty(settings, "folder", plan.folder());
        settings.put("customers", settings(plan.customers()));
        plan.others().ifPresent(others -> settings.put("others", settings(others)));
        settings.put(
                "events", plan.events().stream().map(SnapshotYaml::settings).toList());
        settings.put("zone", plan.zone().getId());
        settings.put("at", settings(plan.schedule()));
        settings.put("label", LabelYaml.settings(plan.label()));
        plan.until().ifPresent(day -> settings.put("until", day.toString()));
        settings.put("windows", plan.windows().stream().map(Days::text).toList());
        settings.put("features", FeatureYaml.settings(plan));
        settings.put("maxFeatures", plan.maxFeatures());
        return settings;
    }

    private static CustomerTable customers(Settings settings) {
        CustomerTable table = new CustomerTable(
                text(settings, "file", ""),
                settings.text("id"),
                optional(settings, "from"),
                optional(settings, "to"),
                optional(settings, "since"),
                settings.texts("attributes"));
        settings.finish();
        return table;
    }

    private static Map<String, Object> settings(CustomerTable table) {
        Map<String, Object> settings = new LinkedHashMap<>();
        putUnlessEmpty(settings, "file", table.fileName());
        settings.put("id", table.id());
        table.ofFrom().ifPresent(column -> settings.put("from", column));
        table.ofTo().ifPresent(column -> settings.put("to", column));
        table.ofSince().ifPresent(column -> settings.put("since", column));
        if (!table.attributes().isEmpty()) {
            settings.put("attributes", table.attributes());
        }
        return settings;
    }

    private static EventTable events(Settings settings) {
        EventTable.Covers[] covers = {EventTable.Covers.MOMENT};
        settings.choice("covers", EventTable.Covers.values(), EventTable.Covers::label, value -> covers[0] = value);
        EventTable table = new EventTable(
                settings.text("name"),
                text(settings, "file", ""),
                settings.text("id"),
                settings.text("at"),
                optional(settings, "knownAt"),
                optional(settings, "kind"),
                settings.texts("kinds"),
                settings.texts("values"),
                covers[0]);
        settings.finish();
        return table;
    }

    private static Map<String, Object> settings(EventTable table) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("name", table.name());
        putUnlessEmpty(settings, "file", table.fileName());
        settings.put("id", table.id());
        settings.put("at", table.at());
        table.ofKnownAt().ifPresent(column -> settings.put("knownAt", column));
        table.ofKind().ifPresent(column -> settings.put("kind", column));
        if (!table.kinds().isEmpty()) {
            settings.put("kinds", table.kinds());
        }
        if (!table.values().isEmpty()) {
            settings.put("values", table.values());
        }
        if (table.covers() != EventTable.Covers.MOMENT) {
            settings.put("covers", table.covers().label());
        }
        return settings;
    }

    private static Schedule schedule(Settings settings) {
        Object at = settings.value("at");
        if (!(at instanceof Map)) {
            return new Schedule.OnDates(settings.texts("at").stream()
                    .map(text -> date(settings, "at", text))
                    .toList());
        }
        Settings section = settings.section("at");
        Schedule schedule;
        if (section.has("events")) {
            schedule = Schedule.atEvents(section.text("events"));
        } else {
            List<String> steps = Arrays.stream(Schedule.Step.values())
                    .map(Schedule.Step::label)
                    .toList();
            Schedule.Step step = Schedule.Step.values()[steps.indexOf(section.choice("every", steps))];
            schedule = new Schedule.Every(
                    step,
                    section.has("from") ? date(section, "from") : null,
                    section.has("to") ? date(section, "to") : null);
        }
        section.finish();
        return schedule;
    }

    private static Object settings(Schedule schedule) {
        if (schedule instanceof Schedule.OnDates on) {
            return on.dates().stream().map(LocalDate::toString).toList();
        }
        if (schedule instanceof Schedule.AtEvents at) {
            return Map.of("events", at.table());
        }
        Schedule.Every every = (Schedule.Every) schedule;
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("every", every.step().label());
        every.begin().ifPresent(day -> settings.put("from", day.toString()));
        every.end().ifPresent(day -> settings.put("to", day.toString()));
        return settings;
    }

    private static LocalDate date(Settings settings, String key) {
        return date(settings, key, settings.text(key));
    }

    private static LocalDate date(Settings settings, String key, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw settings.problem(
                    "Key " + settings.quoted(key) + " holds " + Wording.value(text)
                            + " where a date such as 2026-03-31 is required.",
                    "");
        }
    }

    private static ZoneId zone(Settings settings, String key) {
        String text = settings.text(key);
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw settings.problem(
                    "Key " + settings.quoted(key) + " holds " + Wording.value(text)
                            + " where a time zone such as Europe/Berlin is required.",
                    Wording.nearest(
                                    text,
                                    ZoneId.getAvailableZoneIds().stream()
                                            .sorted()
                                            .toList())
                            .map(near -> "Maybe " + near + " was meant.")
                            .orElse(""));
        }
    }

    private static @Nullable String optional(Settings settings, String key) {
        return settings.has(key) ? settings.text(key) : null;
    }

    private static String text(Settings settings, String key, String otherwise) {
        return settings.has(key) ? settings.text(key) : otherwise;
    }

    private static void putUnlessEmpty(Map<String, Object> settings, String key, String value) {
        if (!value.isEmpty()) {
            settings.put(key, value);
        }
    }
}
