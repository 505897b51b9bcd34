package io.github.churnml.jobs.plan;

import io.github.churnml.error.Wording;
import io.github.churnml.jobs.step.RetryPolicy;
import io.github.churnml.jobs.step.Step;
import io.github.churnml.jobs.step.StepWork;
import io.github.churnml.settings.Settings;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The YAML form of a step: its kind, and under it its settings, or a text that stands for the one that matters. */
final class StepYaml {

    /** The kinds of steps; each reads its own keys. */
    private static final Map<String, Function<Settings, StepWork>> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("fetch", WorkYaml::fetch);
        KINDS.put("features", WorkYaml::features);
        KINDS.put("model", WorkYaml::model);
        KINDS.put("predict", WorkYaml::predict);
        KINDS.put("store", WorkYaml::store);
        KINDS.put("drift", WatchYaml::drift);
        KINDS.put("monitor", WatchYaml::monitor);
    }

    private StepYaml() {}

    static void read(Settings item, RetryPolicy usual, Duration usualTimeout, JobPlanBuilder builder) {
        List<String> kinds = new ArrayList<>(item.keys());
        if (kinds.size() != 1 || !KINDS.containsKey(kinds.get(0))) {
            String first = kinds.isEmpty() ? "" : kinds.get(0);
            throw item.problem(
                    kinds.size() > 1
                            ? "The step at " + item.quoted(first) + " has " + kinds.size()
                                    + " keys where one is required: its kind."
                            : "Key " + item.quoted(first) + " is no kind of step: there are "
                                    + String.join(", ", KINDS.keySet()) + ".",
                    kinds.size() > 1
                            ? "Maybe its settings are to be indented below " + first + ":, or it is two steps."
                            : Wording.maybeNearest(first, KINDS.keySet()));
        }
        String kind = kinds.get(0);
        Settings settings = item.value(kind) == null
                ? inside(item, kind, Map.of())
                : item.value(kind) instanceof Map ? item.section(kind) : WorkYaml.shortForm(item, kind);
        StepWork work = Objects.requireNonNull(KINDS.get(kind)).apply(settings);
        String name = settings.has("name") ? settings.text("name") : kind;
        RetryPolicy retries = settings.has("retries") ? RetryYaml.read(settings.section("retries"), usual) : usual;
        Duration timeout = settings.has("timeout") ? RetryYaml.duration(settings, "timeout") : usualTimeout;
        settings.finish();
        Checked.at(item, kind, () -> builder.step(new Step(name, work, retries, timeout, ZoneOffset.UTC)));
    }

    /** Settings that the file does not spell out, whose faults are told at the step. */
    static Settings inside(Settings item, String kind, Map<String, Object> values) {
        return Settings.of(
                values, (problem, maybe) -> item.problem("At key " + item.quoted(kind) + ": " + problem, maybe));
    }
}
