package io.github.churnml.registry.gate;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.learn.boosting.Monotone;
import io.github.churnml.metrics.Metric;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.PlainYaml;
import io.github.churnml.settings.Settings;
import io.github.churnml.settings.YamlFile;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gates as YAML: one key each, unknown ones rejected. */
final class GatesYaml {

    private static final List<String> LABELS =
            Stream.of(Metric.values()).map(Metric::label).toList();

    private GatesYaml() {}

    static Gates read(Path path) {
        String text = YamlFile.text(
                path,
                "Gates file",
                "Maybe the path is wrong; `churn promote --print-gates` prints gates to begin with.");
        String refused = "Gates file " + Wording.path(path) + " is refused. ";
        Blame blame = (problem, maybe) -> new ConfigurationException(refused + problem, maybe, Where.in(path));
        return read(PlainYaml.settings(text, blame), path::resolveSibling);
    }

    static Gates parse(String yaml) {
        return read(PlainYaml.settings(yaml, Blame.configuration(null)), Path::of);
    }

    static String write(Gates gates) {
        return PlainYaml.write(gates.toSettings());
    }

    private static Gates read(Settings settings, Function<String, Path> beside) {
        if (settings.keys().isEmpty()) {
            throw settings.problem(
                    "It asks for nothing.", "Maybe begin with what `churn promote --print-gates` prints.");
        }
        GatesBuilder gates = Gates.builder();
        if (settings.has("holdout")) {
            Settings holdout = settings.section("holdout");
            gates.holdout(
                    whole(holdout, "minRows", 2 * GatesBuilder.LEAST_PER_CLASS, Gates.ROWS),
                    whole(holdout, "minPerClass", GatesBuilder.LEAST_PER_CLASS, Gates.PER_CLASS));
            holdout.finish();
        }
        if (settings.has("metrics")) {
            Settings metrics = asked(settings, "metrics");
            metrics.keys().forEach(label -> gates.metric(metric(metrics, label)));
        }
        number(settings, "calibrationInTheLarge", gates::calibrationInTheLarge);
        if (settings.has("scoreDrift")) {
            Settings drift = asked(settings, "scoreDrift");
            number(drift, "training", gates::scoreDriftFromTraining);
            number(drift, "champion", gates::scoreDriftFromChampion);
            drift.finish();
        }
        if (settings.has("golden")) {
            gates.golden(golden(settings.section("golden"), beside));
        }
        number(settings, "microsPerRow", gates::microsPerRow);
        if (settings.has("bytes")) {
            gates.bytes(settings.integer("bytes", 1, Long.MAX_VALUE));
        }
        if (settings.value("segments") instanceof List<?> all) {
            if (all.isEmpty()) {
                throw nothing(settings, "segments");
            }
            settings.sections("segments").forEach(one -> gates.segments(segments(one)));
        } else if (settings.has("segments")) {
            gates.segments(segments(settings.section("segments")));
        }
        Monotone.read(settings, gates::monotone);
        settings.finish();
        return gates.build();
    }

    private static Settings asked(Settings settings, String key) {
        Settings section = settings.section(key);
        if (section.keys().isEmpty()) {
            throw nothing(settings, key);
        }
        return section;
    }

    /** Whoever writes a key and nothing below it believes that something is judged. */
    private static ChurnException nothing(Settings settings, String key) {
        return settings.problem("Key " + settings.quoted(key) + " asks for nothing.", "Maybe leave it out.");
    }

    private static MetricGate metric(Settings metrics, String label) {
        if (!LABELS.contains(label)) {
            throw metrics.problem(
                    "Key " + metrics.quoted(label) + " is no metric.", Wording.maybeNearest(label, LABELS));
        }
        Settings settings = metrics.section(label);
        Metric metric = Metric.values()[LABELS.indexOf(label)];
        return gate(settings, metric, metrics.quoted(label));
    }

    private static SegmentGate segments(Settings settings) {
        List<String> by = settings.texts("by");
        Metric metric = Metric.values()[LABELS.indexOf(settings.choice("metric", LABELS))];
        int rows = whole(settings, "minRows", SegmentGate.LEAST_ROWS, SegmentGate.ROWS);
        int leavers = whole(settings, "minLeavers", SegmentGate.LEAST_LEAVERS, SegmentGate.LEAVERS);
        MetricGate gate = gate(settings, metric, settings.quoted("metric"));
        return checked(settings, "Key " + settings.quoted("by"), () -> new SegmentGate(by, gate, rows, leavers));
    }

    /** The keys that ask something of a metric, which are the last ones to be read. */
    private static MetricGate gate(Settings settings, Metric metric, String key) {
        String asked = metric.higherIsBetter() ? "floor" : "ceiling";
        String other = metric.higherIsBetter() ? "ceiling" : "floor";
        if (settings.has(other)) {
            throw settings.problem(
                    "Key " + settings.quoted(other) + " is the wrong way round: " + metric.label() + " is better the "
                            + (metric.higherIsBetter() ? "higher" : "lower") + " it is.",
                    "Maybe write " + asked + ".");
        }
        @Nullable Double limit = settings.has(asked) ? settings.number(asked) : null;
        @Nullable Double noWorseBy = settings.has("noWorseBy") ? settings.number("noWorseBy") : null;
        double confidence = settings.has("confidence") ? settings.number("confidence") : MetricGate.CONFIDENCE;
        settings.finish();
        return checked(settings, "Key " + key, () -> new MetricGate(metric, limit, noWorseBy, confidence));
    }

    private static GoldenFile golden(Settings settings, Function<String, Path> beside) {
        GoldenFile golden = new GoldenFile(
                beside.apply(settings.text("file")),
                settings.has("column") ? settings.text("column") : GoldenFile.COLUMN,
                settings.has("tolerance") ? settings.number("tolerance", 0, 1) : GoldenFile.TOLERANCE);
        settings.finish();
        return golden;
    }

    /** What a value says of itself, with the place in the file. */
    private static <T> T checked(Settings settings, String key, Supplier<T> value) {
        try {
            return value.get();
        } catch (ConfigurationException e) {
            String[] lines = String.valueOf(e.getMessage()).split("\n", 2);
            throw settings.problem(key + ": " + lines[0], lines.length > 1 ? lines[1] : "");
        }
    }

    private static int whole(Settings settings, String key, int least, int otherwise) {
        return settings.has(key) ? (int) settings.integer(key, least, Integer.MAX_VALUE) : otherwise;
    }

    private static void number(Settings settings, String key, DoubleFunction<GatesBuilder> setter) {
        if (settings.has(key)) {
            checked(settings, "Key " + settings.quoted(key), () -> setter.apply(settings.number(key)));
        }
    }
}
