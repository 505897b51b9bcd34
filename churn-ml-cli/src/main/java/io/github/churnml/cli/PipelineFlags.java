package io.github.churnml.cli;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.Numbers;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The configuration of a model, as options: a YAML file if given, changed by named options, changed by {@code --set}. */
class PipelineFlags {

    @Option(
            names = "--pipeline",
            paramLabel = "FILE",
            description =
                    "The pipeline as YAML, such as the pipeline.yaml of an earlier run. The options below win over it.")
    @Nullable
    Path pipeline;

    @Option(
            names = "--target",
            paramLabel = "COLUMN",
            description = "The column that says who left. Default: the one that is named like it, such as churned.")
    @Nullable
    String target;

    @Mixin
    final LabelFlags labels = new LabelFlags();

    @Option(
            names = "--exclude",
            paramLabel = "COLUMN",
            split = ",",
            description = "Columns that the model must not see, separated by commas.")
    @Nullable
    List<String> exclude;

    @Option(
            names = "--type",
            paramLabel = "COLUMN=TYPE",
            description =
                    "A column's type: numeric, categorical, boolean, date, identifier or text. Default: worked out.")
    List<String> types = List.of();

    @Option(names = "--seed", paramLabel = "N", description = "Decides every random step. Default: 42.")
    @Nullable
    Long seed;

    @Option(
            names = "--split",
            paramLabel = "HOW",
            description = "How rows are divided: auto, stratified, grouped=COLUMN (whole customers), or time=COLUMN or"
                    + " time=COLUMN:30d (the latest rows are held out, after a gap). Default: auto, by customer"
                    + " where an identifier repeats.")
    @Nullable
    String split;

    @Mixin
    final MoneyFlags money = new MoneyFlags();

    @Option(
            names = "--threshold",
            paramLabel = "HOW",
            description =
                    "The probability from which a customer is predicted to leave: a number, or learnt from training"
                            + " rows by f1, profit (needs --value), share=0.1 (of customers contacted) or payoff=TP,FP,TN,FN."
                            + " Default: 0.5.")
    @Nullable
    String threshold;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Any other key of the YAML, such as learner.trees=500; may be repeated.")
    List<String> settings = List.of();

    /** The pipeline that is asked for; the default target holds where neither file nor option names one. */
    ChurnPipeline pipeline(@Nullable String defaultTarget) {
        Map<String, Object> tree = pipeline == null ? Map.of() : ChurnPipeline.readSettings(pipeline);
        SettingsTree configuration = new SettingsTree(tree);
        putTarget(configuration, defaultTarget);
        if (exclude != null) {
            configuration.put("exclude", exclude);
        }
        types.forEach(type -> putType(configuration, type));
        if (seed != null) {
            configuration.put("seed", seed);
        }
        if (split != null) {
            configuration.put("split", split(split));
        }
        putMore(configuration);
        money.put(configuration);
        if (threshold != null) {
            configuration.put("threshold", threshold(threshold));
        }
        settings.forEach(configuration::set);
        putWhatIsLeft(configuration);
        return ChurnPipeline.ofSettings(configuration.tree());
    }

    /** What a command adds to the options of all. */
    void putMore(SettingsTree configuration) {}

    /** What a command adds where neither file nor option has said it. */
    void putWhatIsLeft(SettingsTree configuration) {}

    private void putTarget(SettingsTree configuration, @Nullable String defaultTarget) {
        Map<String, Object> section = configuration.section("target", "column");
        String column = target != null ? target : section.containsKey("column") ? null : defaultTarget;
        if (column != null && !column.equals(section.get("column"))) {
            section.clear();
            section.put("column", column);
        }
        if (labels.positive != null && !labels.positive.equals(section.put("positive", labels.positive))) {
            section.remove("negative");
        }
        if (!labels.negative.isEmpty()) {
            section.put("negative", labels.negative);
        }
    }

    /** Whether a file or an option says which column is the target. */
    boolean namesTarget() {
        return target != null
                || setsTarget()
                || pipeline != null
                        && new SettingsTree(ChurnPipeline.readSettings(pipeline))
                                .section("target", "column")
                                .containsKey("column");
    }

    private boolean setsTarget() {
        return settings.stream()
                .anyMatch(setting -> setting.startsWith("target=") || setting.startsWith("target.column="));
    }

    /** The split as YAML has it. */
    private static Object split(String given) {
        int equals = given.indexOf('=');
        if (equals < 0) {
            return given;
        }
        String how = given.substring(0, equals);
        String by = given.substring(equals + 1);
        int colon = how.equals("time") ? by.lastIndexOf(':') : -1;
        return colon > 0 && by.substring(colon + 1).matches("[0-9].*")
                ? Map.of(how, Map.of("by", by.substring(0, colon), "gap", by.substring(colon + 1)))
                : Map.of(how, Map.of("by", by));
    }

    /** The threshold as YAML has it. */
    private static Object threshold(String given) {
        double number = Numbers.parse(given);
        int equals = given.indexOf('=');
        if (!Double.isNaN(number) || equals < 0) {
            return Double.isNaN(number) ? given : (Object) number;
        }
        String kind = given.substring(0, equals);
        List<Object> amounts = new ArrayList<>();
        for (String part : given.substring(equals + 1).split(",", -1)) {
            double amount = Numbers.parse(part.strip());
            amounts.add(Double.isNaN(amount) ? part : (Object) amount);
        }
        return Map.of(kind, amounts.size() == 1 ? amounts.get(0) : amounts);
    }

    private static void putType(SettingsTree configuration, String given) {
        int equals = given.lastIndexOf('=');
        if (equals < 1) {
            throw new ConfigurationException(
                    "Option --type holds " + Wording.value(given) + " where COLUMN=TYPE is required.",
                    "Maybe write it as --type \"zip=categorical\".",
                    Where.nowhere());
        }
        configuration.section("types", "").put(given.substring(0, equals), given.substring(equals + 1));
    }
}
