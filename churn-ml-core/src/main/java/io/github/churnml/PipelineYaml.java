package io.github.churnml;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Outcome;
import io.github.churnml.data.split.Split;
import io.github.churnml.data.split.SplitSettings;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.decide.ThresholdRule;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.Learners;
import io.github.churnml.prepare.Cleaning;
import io.github.churnml.prepare.DerivedFeature;
import io.github.churnml.prepare.Encoding;
import io.github.churnml.prepare.Imputing;
import io.github.churnml.recipe.ColumnSelection;
import io.github.churnml.resample.Resampler;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.PlainYaml;
import io.github.churnml.settings.Settings;
import io.github.churnml.settings.YamlFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The YAML form of a pipeline: every key is a method of {@link ChurnPipelineBuilder}, {@code calibration} that of calibrate. */
final class PipelineYaml {

    private PipelineYaml() {}

    static ChurnPipeline read(Path path) {
        Settings settings = PlainYaml.settings(text(path), blame(path));
        return checked(settings, path, () -> builder(settings).build());
    }

    static ChurnPipeline parse(String yaml) {
        Settings settings = PlainYaml.settings(yaml, Blame.configuration(null));
        return checked(settings, null, () -> builder(settings).build());
    }

    static String write(ChurnPipeline pipeline) {
        return PlainYaml.write(settings(pipeline));
    }

    /** The tree of a YAML file, to be changed before it is read as a pipeline; its keys and values are checked now. */
    static Map<String, Object> tree(Path path) {
        String text = text(path);
        Settings settings = PlainYaml.settings(text, blame(path));
        checked(settings, path, () -> builder(settings));
        return PlainYaml.read(text, blame(path));
    }

    /** The tree of a YAML text, to be changed before it is read as a pipeline. */
    static Map<String, Object> tree(String yaml) {
        return PlainYaml.read(yaml, Blame.configuration(null));
    }

    static ChurnPipeline of(Map<String, ?> settings) {
        return builder(Settings.of(settings, Blame.configuration(null))).build();
    }

    private static Blame blame(Path path) {
        return (problem, maybe) -> new ConfigurationException(refused(path) + problem, maybe, Where.in(path));
    }

    private static String refused(Path path) {
        return "Pipeline file " + Wording.path(path) + " is refused. ";
    }

    /** Adds file and line to what a step or the builder, which know neither, refuse. */
    private static <T> T checked(Settings settings, @Nullable Path path, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (ConfigurationException e) {
            String message = String.valueOf(e.getMessage());
            for (String key : settings.keys()) {
                String name = "Key " + Wording.name(key) + " ";
                String located = "Key " + settings.quoted(key) + " ";
                if (message.startsWith(name) && !message.startsWith(located)) {
                    message = located + message.substring(name.length());
                }
            }
            if (path != null && e.path().isEmpty()) {
                message = refused(path) + message;
            }
            throw message.equals(e.getMessage()) ? e : new ConfigurationException(message, "", Where.in(path), e);
        }
    }

    /** Every setting, defaults included, in the order of the builder. */
    static Map<String, Object> settings(ChurnPipeline pipeline) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("name", pipeline.name());
        settings.put("version", pipeline.version());
        Map<String, Object> target = new LinkedHashMap<>();
        target.put("column", pipeline.target());
        pipeline.positive().ifPresent(label -> target.put("positive", label));
        if (!pipeline.negative().isEmpty()) {
            target.put("negative", pipeline.negative());
        }
        settings.put("target", target);
        if (!pipeline.outcome().isChurn()) {
            settings.put("outcome", pipeline.outcome().settings());
        }
        settings.put("exclude", pipeline.exclude());
        Map<String, Object> types = new LinkedHashMap<>();
        new TreeMap<>(pipeline.types()).forEach((column, type) -> types.put(column, type.label()));
        settings.put("types", types);
        settings.put("clean", pipeline.clean().settings());
        settings.put(
                "derive",
                pipeline.derive().stream().map(DerivedFeature::settings).toList());
        settings.put("impute", pipeline.impute().settings());
        settings.put("balance", pipeline.balance().settings());
        settings.put("correctPrior", pipeline.correctPrior());
        settings.put("encode", pipeline.encode().settings());
        pipeline.select().ifPresent(select -> settings.put("select", select.settings()));
        Map<String, Object> learner = new LinkedHashMap<>();
        learner.put("name", pipeline.learner().name());
        learner.putAll(pipeline.learner().settings());
        settings.put("learner", learner);
        settings.put("calibration", calibration(pipeline));
        settings.put("holdOut", pipeline.holdOut());
        settings.put("split", pipeline.split().settings());
        settings.put("refit", pipeline.refit());
        settings.put("threshold", pipeline.thresholdRule().setting());
        pipeline.value().ifPresent(value -> settings.put("value", value.settings()));
        if (!pipeline.snapshot().isEmpty()) {
            settings.put("snapshot", pipeline.snapshot());
        }
        if (!pipeline.variants().isEmpty()) {
            settings.put("variants", pipeline.variants());
        }
        settings.put("seed", pipeline.seed());
        settings.put("serving", pipeline.serving().settings());
        return settings;
    }

    /** The settings that a model keeps; that rows are divided as fits the table is not said, as the evaluation says how. */
    static Map<String, Object> kept(ChurnPipeline pipeline) {
        Map<String, Object> settings = settings(pipeline);
        if (pipeline.split().equals(Split.auto())) {
            settings.remove("split");
        }
        return settings;
    }

    private static ChurnPipelineBuilder builder(Settings settings) {
        ChurnPipelineBuilder builder = ChurnPipeline.builder();
        readTarget(settings, builder);
        if (settings.has("name")) {
            builder.name(settings.text("name"));
        }
        if (settings.has("version")) {
            builder.version(settings.text("version"));
        }
        if (settings.has("outcome")) {
            builder.outcome(Outcome.of(settings.section("outcome")));
        }
        builder.exclude(settings.texts("exclude").toArray(String[]::new));
        readTypes(settings, builder);
        readSteps(settings, builder);
        if (settings.has("learner")) {
            builder.learner(learner(settings));
        }
        if (settings.has("calibration")) {
            readCalibration(settings, builder);
        }
        if (settings.has("holdOut")) {
            builder.holdOut(settings.number("holdOut", 0.01, 0.9));
        }
        if (settings.has("split")) {
            builder.split(SplitSettings.read(settings, "split"));
        }
        if (settings.has("refit")) {
            builder.refit(settings.flag("refit"));
        }
        if (settings.has("threshold")) {
            builder.threshold(ThresholdRule.of(settings, "threshold"));
        }
        if (settings.has("value")) {
            builder.value(CustomerValue.of(settings.section("value")));
        }
        if (settings.has("snapshot")) {
            builder.snapshot(settings.plain("snapshot"));
        }
        if (settings.has("variants")) {
            builder.variants(settings.plain("variants"));
        }
        if (settings.has("seed")) {
            builder.seed(settings.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE));
        }
        if (settings.has("serving")) {
            builder.serving(ServingDefaults.of(settings.section("serving")));
        }
        settings.finish();
        return builder;
    }

    private static void readTarget(Settings settings, ChurnPipelineBuilder builder) {
        if (!settings.has("target")) {
            return;
        }
        if (!(settings.value("target") instanceof Map)) {
            builder.target(settings.text("target"));
            return;
        }
        Settings target = settings.section("target");
        builder.target(target.text("column"));
        builder.positive = target.has("positive") ? target.text("positive") : null;
        builder.negative = target.texts("negative");
        target.finish();
    }

    private static Object calibration(ChurnPipeline pipeline) {
        if (pipeline.interval().equals(CalibratedFit.NO_INTERVAL)) {
            return pipeline.calibration();
        }
        Map<String, Object> calibration = new LinkedHashMap<>();
        calibration.put("kind", pipeline.calibration());
        calibration.put("interval", pipeline.interval());
        return calibration;
    }

    private static void readCalibration(Settings settings, ChurnPipelineBuilder builder) {
        if (!(settings.value("calibration") instanceof Map)) {
            builder.calibrate(settings.text("calibration"));
            return;
        }
        Settings calibration = settings.section("calibration");
        if (calibration.has("kind")) {
            builder.calibrate(calibration.text("kind"));
        }
        if (calibration.has("interval")) {
            builder.interval(calibration.choice("interval", CalibratedFit.INTERVALS));
        }
        calibration.finish();
    }

    private static void readTypes(Settings settings, ChurnPipelineBuilder builder) {
        if (!settings.has("types")) {
            return;
        }
        Settings types = settings.section("types");
        List<String> labels =
                Arrays.stream(ColumnType.values()).map(ColumnType::label).toList();
        for (String column : types.keys()) {
            builder.type(column, ColumnType.valueOf(types.choice(column, labels).toUpperCase(Locale.ROOT)));
        }
    }

    private static void readSteps(Settings settings, ChurnPipelineBuilder builder) {
        if (settings.has("clean")) {
            builder.clean(cleaning(settings));
        }
        for (Settings feature : settings.sections("derive")) {
            builder.derive(DerivedFeature.of(feature));
        }
        if (settings.has("impute")) {
            builder.impute(Imputing.of(settings.section("impute")));
        }
        if (settings.has("balance")) {
            builder.balance(balance(settings));
        }
        if (settings.has("correctPrior")) {
            builder.correctPrior(settings.flag("correctPrior"));
        }
        if (settings.has("encode")) {
            builder.encode(Encoding.of(settings.section("encode")));
        }
        if (settings.has("select") && !"none".equals(settings.value("select"))) {
            builder.select(selection(settings));
        }
    }

    private static ColumnSelection selection(Settings settings) {
        boolean section = settings.value("select") instanceof Map;
        Settings select = section
                ? settings.section("select")
                : Settings.of(Map.of("method", settings.text("select")), settings::problem);
        ColumnSelection made = ColumnSelection.of(select);
        select.finish();
        return made;
    }

    private static Resampler balance(Settings settings) {
        if (settings.value("balance") instanceof Map) {
            return Resampler.of(settings.section("balance"));
        }
        String method = settings.choice("balance", Resampler.names());
        return Resampler.of(Settings.of(Map.of("method", method), settings::problem));
    }

    private static Cleaning cleaning(Settings settings) {
        if (settings.value("clean") instanceof Map) {
            return Cleaning.of(settings.section("clean"));
        }
        return settings.choice("clean", List.of("standard", "none")).equals("none")
                ? Cleaning.none()
                : Cleaning.standard();
    }

    private static Learner learner(Settings settings) {
        if (!(settings.value("learner") instanceof Map)) {
            return Learners.byName(
                    settings.text("learner"),
                    Settings.of(Map.of(), (problem, maybe) -> settings.problem(problem, maybe)));
        }
        Settings learner = settings.section("learner");
        Learner made = Learners.byName(learner.text("name"), learner);
        learner.finish();
        return made;
    }

    private static String text(Path path) {
        return YamlFile.text(
                path,
                "Pipeline file",
                "Maybe the path is wrong; `churn train` writes the pipeline that it ran as pipeline.yaml.");
    }
}
