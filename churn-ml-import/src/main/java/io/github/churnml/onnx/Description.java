package io.github.churnml.onnx;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.Dates;
import io.github.churnml.data.Decimals;
import io.github.churnml.data.Numbers;
import io.github.churnml.decide.DecisionRule;
import io.github.churnml.decide.RiskTier;
import io.github.churnml.error.DataException;
import io.github.churnml.files.Sha256;
import io.github.churnml.prepare.Input;
import io.github.churnml.prepare.Variable;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON beside an ONNX file: what a graph cannot say. How values of each column become its numbers and codes, and what the
 * answers mean. {@code docs/onnx.md} lists its keys.
 */
final class Description {

    private static final int FORMAT = 1;

    private Description() {}

    static Map<String, Object> of(
            ChurnModel model, List<String> inputs, byte[] onnx, String sha256, List<String> notExported) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("format", FORMAT);
        tree.put("onnxSha256", Sha256.hex(onnx));
        Map<String, Object> from = new LinkedHashMap<>();
        from.put("name", model.manifest().name());
        from.put("version", model.manifest().version());
        from.put("sha256", sha256);
        tree.put("model", from);
        Map<String, Object> target = new LinkedHashMap<>();
        target.put("column", model.target().column());
        target.put("positive", model.target().positive());
        target.put("negative", model.target().negative());
        tree.put("target", target);
        tree.put("threshold", model.threshold());
        tree.put("tiers", tiers(model.decisionRule()));
        tree.put("notExported", notExported);
        List<Object> columns = new ArrayList<>();
        for (int j = 0; j < inputs.size(); j++) {
            columns.add(column(model.inputs().get(j), inputs.get(j)));
        }
        tree.put("columns", columns);
        return tree;
    }

    private static List<Object> tiers(DecisionRule rule) {
        List<Object> tiers = new ArrayList<>();
        for (RiskTier tier : RiskTier.values()) {
            double from = tier == RiskTier.LOW
                    ? 0
                    : tier == RiskTier.MEDIUM
                            ? rule.tiers().mediumFrom()
                            : rule.tiers().highFrom();
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", tier.label());
            one.put("from", from);
            tiers.add(one);
        }
        return tiers;
    }

    static Map<String, Object> column(Input input, String name) {
        Settings state = Settings.of(input.state(), Blame.modelFile(null));
        Map<String, Object> column = new LinkedHashMap<>();
        column.put("column", input.name());
        column.put("input", name);
        String kind = state.text("kind");
        if (kind.equals("number")) {
            numbers(state, column);
        } else {
            levels(input, state, kind, column);
        }
        return column;
    }

    private static void numbers(Settings state, Map<String, Object> column) {
        boolean date = state.text("type").equals("date");
        List<String> missing = state.texts("missing");
        column.put("kind", date ? "date" : "number");
        column.put("missing", missing);
        column.put(
                "missingNumbers",
                missing.stream()
                        .map(marker -> number(marker, date, state))
                        .filter(Double::isFinite)
                        .toList());
        column.put("lenient", state.has("lenient") && state.flag("lenient"));
        if (date) {
            column.put("dateFormat", state.text("dateFormat"));
        } else {
            column.put("flags", state.has("flags") && state.flag("flags"));
            column.put("loose", state.flag("loose"));
            column.put("decimals", decimals(state).name().toLowerCase(Locale.ROOT));
        }
    }

    private static double number(String marker, boolean date, Settings state) {
        if (date) {
            for (Dates.Format format : Dates.Format.values()) {
                if (format.pattern().equals(state.text("dateFormat"))) {
                    return Dates.parse(marker, format);
                }
            }
        }
        return state.flag("loose") ? decimals(state).parse(marker) : Numbers.parse(marker);
    }

    private static Decimals decimals(Settings state) {
        return state.has("decimalComma") && state.flag("decimalComma")
                ? Decimals.COMMA
                : state.has("mixedDecimals") && state.flag("mixedDecimals") ? Decimals.EITHER : Decimals.POINT;
    }

    private static void levels(Input input, Settings state, String kind, Map<String, Object> column) {
        column.put("kind", kind);
        column.put("missing", state.texts("missing"));
        column.put("levels", input.levels());
        if (kind.equals("exact")) {
            column.put("kinds", state.text("kinds"));
        } else {
            column.put("boolean", state.text("type").equals("boolean"));
            column.put("trim", state.flag("trim"));
            column.put("foldCase", state.has("foldCase") && state.flag("foldCase"));
            column.put("synonyms", state.has("synonyms") ? state.plain("synonyms") : Map.of());
        }
        column.put("true", flag(input, true));
        column.put("false", flag(input, false));
    }

    /** The code of a boolean; null where one is refused. */
    private static @Nullable Long flag(Input input, boolean value) {
        try {
            double code = input.readFlag(value, 0);
            return code == Variable.UNKNOWN ? (Long) PreparationNodes.UNKNOWN : (Long) (long) code;
        } catch (DataException refused) {
            return null;
        }
    }
}
