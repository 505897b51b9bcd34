package io.github.churnml.jobs.plan;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.jobs.step.RetryPolicy;
import io.github.churnml.jobs.step.Step;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.PlainYaml;
import io.github.churnml.settings.Settings;
import io.github.churnml.settings.YamlFile;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/** The YAML form of a {@link JobPlan}. */
final class JobYaml {

    private static final String NONE = "none";

    private JobYaml() {}

    static JobPlan read(Path path) {
        String text = YamlFile.text(path, "Job file", "Maybe the path is wrong.");
        Blame blame = (problem, maybe) -> new ConfigurationException(
                "Job file " + Wording.path(path) + " is refused. " + problem, maybe, Where.in(path));
        return of(PlainYaml.settings(text, blame));
    }

    static JobPlan parse(String yaml) {
        return of(PlainYaml.settings(yaml, Blame.configuration(null)));
    }

    private static JobPlan of(Settings settings) {
        String name = settings.text("job");
        JobPlanBuilder builder = Checked.at(settings, "job", () -> JobPlan.builder(name));
        if (settings.has("schedule")) {
            schedule(settings, builder);
        }
        RetryPolicy retries = settings.has("retries")
                ? RetryYaml.read(settings.section("retries"), RetryPolicy.STANDARD)
                : RetryPolicy.STANDARD;
        Duration timeout = settings.has("timeout") ? RetryYaml.duration(settings, "timeout") : Step.TIMEOUT;
        for (Settings item : settings.sections("steps")) {
            StepYaml.read(item, retries, timeout, builder);
        }
        settings.finish();
        return Checked.at(settings, settings.has("steps") ? "steps" : "job", builder::build);
    }

    private static void schedule(Settings settings, JobPlanBuilder builder) {
        if (settings.value("schedule") instanceof String text) {
            if (text.equals(NONE)) {
                builder.withoutSchedule();
            } else {
                Checked.at(settings, "schedule", () -> builder.schedule(text));
            }
            return;
        }
        Settings schedule = settings.section("schedule");
        if (schedule.has("zone")) {
            builder.zone(zone(schedule));
        }
        if (schedule.has("cron")) {
            String cron = schedule.text("cron");
            if (cron.equals(NONE)) {
                builder.withoutSchedule();
            } else {
                Checked.at(schedule, "cron", () -> builder.schedule(cron));
            }
        }
        if (schedule.has("catch-up")) {
            builder.catchUp((int) schedule.integer("catch-up", 0, 1_000));
        }
        if (schedule.has("overlap")) {
            builder.overlap(JobPlan.Overlap.valueOf(
                    schedule.choice("overlap", List.of("refuse", "queue")).toUpperCase(Locale.ROOT)));
        }
        schedule.finish();
    }

    private static ZoneId zone(Settings settings) {
        String text = settings.text("zone");
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw settings.problem(
                    "Key " + settings.quoted("zone") + " holds " + Wording.value(text) + ", which is no time zone.",
                    "Maybe UTC or Europe/Berlin.");
        }
    }
}
