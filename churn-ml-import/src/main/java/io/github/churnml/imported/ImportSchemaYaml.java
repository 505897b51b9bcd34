package io.github.churnml.imported;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Target;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.PlainYaml;
import io.github.churnml.settings.Settings;
import io.github.churnml.settings.YamlFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The YAML form of an {@link ImportSchema}. */
final class ImportSchemaYaml {

    private static final List<String> TYPES = List.of("number", "boolean", "categorical");

    private ImportSchemaYaml() {}

    static ImportSchema read(Path path) {
        String text = YamlFile.text(path, "Schema file", "Maybe the path is wrong.");
        Blame blame = (problem, maybe) -> new ConfigurationException(
                "Schema file " + Wording.path(path) + " is refused. " + problem, maybe, Where.in(path));
        return of(Settings.of(PlainYaml.read(text, blame), blame));
    }

    static ImportSchema parse(String yaml) {
        Blame blame = Blame.configuration(null);
        return of(Settings.of(PlainYaml.read(yaml, blame), blame));
    }

    private static ImportSchema of(Settings settings) {
        List<ImportSchema.Column> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> features = new HashSet<>();
        for (Settings column : settings.sections("columns")) {
            ImportSchema.Column read = column(column);
            requireNew(read.name(), names, "name", column);
            requireNew(read.featureName(), features, "feature", column);
            columns.add(read);
        }
        ImportSchema schema = new ImportSchema(
                optional(settings, "name"),
                optional(settings, "version"),
                settings.has("target") ? target(settings.section("target")) : ImportSchema.TARGET,
                settings.has("threshold") ? settings.number("threshold", Double.MIN_VALUE, 1) : ImportSchema.THRESHOLD,
                settings.texts("missing"),
                columns);
        settings.finish();
        return schema;
    }

    private static Target target(Settings settings) {
        Target standard = ImportSchema.TARGET;
        String positive = settings.has("positive") ? settings.text("positive") : standard.positive();
        List<String> negatives = settings.has("negative") ? settings.texts("negative") : standard.negatives();
        Target target = new Target(
                settings.has("column") ? settings.text("column") : standard.column(),
                positive,
                negatives.size() == 1 ? negatives.get(0) : "not " + positive,
                negatives);
        settings.finish();
        return target;
    }

    private static ImportSchema.Column column(Settings settings) {
        String name = settings.text("name");
        if (name.isBlank()) {
            throw settings.problem("Key " + Wording.name(settings.nameOf("name")) + " is blank.", "");
        }
        Map<String, Double> levels = settings.has("levels") ? levels(settings) : Map.of();
        ImportSchema.Type type = type(settings, !levels.isEmpty());
        if (levels.isEmpty() == (type == ImportSchema.Type.CATEGORICAL)) {
            throw settings.problem(
                    levels.isEmpty()
                            ? "Key " + Wording.name(settings.nameOf("levels"))
                                    + " is missing; the column is categorical."
                            : "Key " + Wording.name(settings.nameOf("levels")) + " is given; the column is "
                                    + type.name().toLowerCase(Locale.ROOT) + " and has no levels.",
                    levels.isEmpty()
                            ? "Maybe list the levels in the order of their codes, or map each level to its code."
                            : "Maybe declare it categorical.");
        }
        ImportSchema.Column column =
                new ImportSchema.Column(name, optional(settings, "feature"), type, levels, settings.texts("missing"));
        settings.finish();
        return column;
    }

    private static ImportSchema.Type type(Settings settings, boolean hasLevels) {
        if (!settings.has("type")) {
            return hasLevels ? ImportSchema.Type.CATEGORICAL : ImportSchema.Type.AS_IN_FILE;
        }
        return ImportSchema.Type.values()[TYPES.indexOf(settings.choice("type", TYPES))];
    }

    private static Map<String, Double> levels(Settings settings) {
        Map<String, Double> levels = new LinkedHashMap<>();
        if (settings.value("levels") instanceof Map) {
            Settings codes = settings.section("levels");
            codes.keys().forEach(level -> add(level, codes.number(level), levels, settings));
        } else {
            for (String level : settings.texts("levels")) {
                add(level, levels.size(), levels, settings);
            }
        }
        return levels;
    }

    private static void add(String level, double code, Map<String, Double> levels, Settings settings) {
        if (levels.putIfAbsent(level, code) != null) {
            throw settings.problem(
                    "Key " + Wording.name(settings.nameOf("levels")) + " holds the level " + Wording.value(level)
                            + " twice.",
                    "Maybe one of them is spelt wrong.");
        }
    }

    private static void requireNew(String name, Set<String> seen, String key, Settings settings) {
        if (!seen.add(name.strip())) {
            throw settings.problem(
                    "Key " + Wording.name(settings.nameOf(key)) + " is " + Wording.name(name)
                            + ", as that of another column.",
                    "Maybe one of them is spelt wrong.");
        }
    }

    private static @Nullable String optional(Settings settings, String key) {
        return settings.has(key) ? settings.text(key) : null;
    }
}
