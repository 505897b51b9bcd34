package io.github.churnml.monitor;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.PlainYaml;
import io.github.churnml.settings.Settings;
import io.github.churnml.settings.YamlFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** The YAML form of a {@link RuleSet}. */
final class RuleYaml {

    private static final List<String> SEVERITIES = List.of("warn", "critical");

    private RuleYaml() {}

    static RuleSet read(Path path) {
        String text = YamlFile.text(path, "Rules file", "Maybe the path is wrong.");
        Blame blame = (problem, maybe) -> new ConfigurationException(
                "Rules file " + Wording.path(path) + " is refused. " + problem, maybe, Where.in(path));
        return of(PlainYaml.settings(text, blame));
    }

    static RuleSet parse(String yaml) {
        return of(PlainYaml.settings(yaml, Blame.configuration(null)));
    }

    private static RuleSet of(Settings settings) {
        if (settings.has("version")) {
            settings.integer("version", 1, 1);
        }
        List<Rule> rules = new ArrayList<>();
        Map<String, String> names = new HashMap<>();
        for (Settings rule : settings.sections("rules")) {
            Rule read = rule(rule);
            String other = names.putIfAbsent(read.name(), rule.quoted("name"));
            if (other != null) {
                throw rule.problem(
                        "Key " + rule.quoted("name") + " holds " + Wording.value(read.name()) + ", as does " + other
                                + ".",
                        "Maybe name them after their severities.");
            }
            rules.add(read);
        }
        settings.finish();
        return checked(settings, "rules", () -> new RuleSet(rules));
    }

    private static Rule rule(Settings settings) {
        String name = settings.text("name");
        Status severity = Status.valueOf(upper(settings.choice("severity", SEVERITIES)));
        List<Condition> conditions = new ArrayList<>();
        if (settings.value("when") instanceof Map) {
            conditions.add(condition(settings.section("when")));
        } else if (settings.has("when")) {
            settings.sections("when").forEach(condition -> conditions.add(condition(condition)));
        } else {
            settings.section("when"); // says that it is missing
        }
        List<ActionKind> actions = actions(settings);
        Duration coolDown = settings.has("cool_down") ? duration(settings, "cool_down") : Duration.ZERO;
        String reason = settings.has("reason") ? settings.text("reason") : "";
        settings.finish();
        return checked(settings, "name", () -> new Rule(name, conditions, severity, actions, coolDown, reason));
    }

    private static List<ActionKind> actions(Settings settings) {
        List<String> labels = Arrays.stream(ActionKind.values())
                .filter(kind -> kind != ActionKind.DO_NOTHING)
                .map(ActionKind::label)
                .toList();
        List<ActionKind> actions = new ArrayList<>();
        for (String text : settings.texts("actions")) {
            if (!labels.contains(text)) {
                throw settings.problem(
                        "Key " + settings.quoted("actions") + " holds the action " + Wording.value(text)
                                + ", which is not known.",
                        Wording.maybeNearest(text, labels));
            }
            actions.add(ActionKind.valueOf(upper(text)));
        }
        if (settings.has("page_oncall")) {
            boolean page = settings.flag("page_oncall");
            if (!page && actions.contains(ActionKind.PAGE_ONCALL)) {
                throw settings.problem(
                        "Key " + settings.quoted("page_oncall") + " is false, and page_oncall is among the actions.",
                        "Maybe remove one of them.");
            }
            if (page) {
                actions.add(ActionKind.PAGE_ONCALL);
            }
        }
        return actions;
    }

    private static Condition condition(Settings settings) {
        String metric = settings.text("metric");
        Measure measure = choice(settings, "measure", Measure.values(), Measure::key, Measure.VALUE);
        Aggregate usual = measure == Measure.VALUE ? Aggregate.LAST : Aggregate.MEDIAN;
        Aggregate aggregate = choice(settings, "aggregate", Aggregate.values(), Aggregate::key, usual);
        Duration window = settings.has("window") ? duration(settings, "window") : Condition.WEEK;
        List<Limit> limits = limits(settings, metric);
        double clear = settings.has("clear") ? settings.number("clear") : Double.NaN;
        int consecutive =
                settings.has("consecutive") ? (int) settings.integer("consecutive", 1, Condition.MOST_CONSECUTIVE) : 1;
        int minimum = settings.has("minimum")
                ? (int) settings.integer("minimum", 1, Condition.MOST_POINTS)
                : Condition.FEWEST_POINTS;
        settings.finish();
        Limit limit = only(limits, settings, metric);
        return checked(
                settings,
                "metric",
                () -> new Condition(
                        metric,
                        measure,
                        aggregate,
                        window,
                        limit.comparison,
                        limit.value,
                        clear,
                        consecutive,
                        minimum));
    }

    private record Limit(Comparison comparison, double value) {}

    private static List<Limit> limits(Settings settings, String metric) {
        List<Limit> limits = new ArrayList<>();
        for (Comparison comparison : Comparison.values()) {
            if (settings.has(comparison.key())) {
                limits.add(new Limit(comparison, settings.number(comparison.key())));
            }
        }
        if (settings.has("is")) {
            if (!metric.equals(Condition.DRIFT_OVERALL)) {
                throw settings.problem(
                        "Key " + settings.quoted("is") + " is for " + Condition.DRIFT_OVERALL + " alone.",
                        "Maybe use at_least, above, at_most or below.");
            }
            limits.add(new Limit(settings.flag("is") ? Comparison.AT_LEAST : Comparison.BELOW, 1));
        }
        return limits;
    }

    private static Limit only(List<Limit> limits, Settings settings, String metric) {
        if (limits.size() != 1) {
            throw settings.problem(
                    "The condition on " + Wording.value(metric) + " at " + settings.quoted("metric") + " has "
                            + (limits.isEmpty() ? "no limit." : limits.size() + " limits where one is required."),
                    "Maybe keep one of the keys at_least, above, at_most and below.");
        }
        return limits.get(0);
    }

    private static <T> T choice(Settings settings, String key, T[] values, Function<T, String> name, T otherwise) {
        if (!settings.has(key)) {
            return otherwise;
        }
        List<String> names = Arrays.stream(values).map(name).toList();
        return values[names.indexOf(settings.choice(key, names))];
    }

    private static Duration duration(Settings settings, String key) {
        String text = settings.text(key);
        return Durations.parse(text)
                .orElseThrow(() -> settings.problem(
                        "Key " + settings.quoted(key) + " holds " + Wording.value(text)
                                + " where a length of time is required.",
                        "Maybe write it as 7d, 12h, 30m or 90s."));
    }

    /** What the parts themselves refuse is said with the place in the file. */
    private static <T> T checked(Settings settings, String key, Supplier<T> parts) {
        try {
            return parts.get();
        } catch (ConfigurationException e) {
            String[] lines = String.valueOf(e.getMessage()).split("\n", 2);
            throw settings.problem(
                    "At key " + settings.quoted(key) + ": " + lines[0], lines.length > 1 ? lines[1] : "");
        }
    }

    private static String upper(String label) {
        return label.toUpperCase(Locale.ROOT);
    }
}
