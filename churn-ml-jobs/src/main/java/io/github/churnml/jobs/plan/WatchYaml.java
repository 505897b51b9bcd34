package io.github.churnml.jobs.plan;

import io.github.churnml.drift.DriftRule;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.jobs.step.Drift;
import io.github.churnml.jobs.step.Monitor;
import io.github.churnml.jobs.step.StepWork;
import io.github.churnml.monitor.Status;
import io.github.churnml.settings.Settings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/** The YAML forms of the steps that look at customers and model: drift and monitor. */
final class WatchYaml {

    /** A PSI above this is none. */
    private static final double MOST = 1_000;

    private WatchYaml() {}

    static StepWork drift(Settings settings) {
        DriftSettings drift = DriftSettings.standard();
        if (settings.has("threshold")) {
            double threshold = settings.number("threshold", Double.MIN_VALUE, MOST);
            DriftSettings other = drift;
            drift = Checked.at(settings, "threshold", () -> other.withThreshold(threshold));
        }
        if (settings.has("by")) {
            drift = drift.withRule(
                    settings.choice("by", List.of("threshold", "tests")).equals("tests")
                            ? DriftRule.TESTS
                            : DriftRule.THRESHOLD);
        }
        if (settings.has("exclude")) {
            drift = drift.withExcluded(new LinkedHashSet<>(settings.texts("exclude")));
        }
        Drift step = Drift.standard().settings(drift);
        if (settings.has("table")) {
            step = step.table(settings.text("table"));
        }
        return settings.has("fail-above")
                ? step.failAbove(settings.number("fail-above", Double.MIN_VALUE, MOST))
                : step;
    }

    static StepWork monitor(Settings settings) {
        Monitor first = Checked.at(settings, "metrics", () -> Monitor.of(settings.text("metrics")));
        Monitor ruled = settings.has("rules")
                ? Checked.at(settings, "rules", () -> first.rules(settings.text("rules")))
                : first;
        Monitor acting = settings.has("incidents")
                ? Checked.at(settings, "incidents", () -> ruled.act(settings.text("incidents")))
                : ruled;
        return settings.has("fail-on")
                ? acting.failOn(Status.valueOf(
                        settings.choice("fail-on", List.of("warn", "critical")).toUpperCase(Locale.ROOT)))
                : acting;
    }
}
