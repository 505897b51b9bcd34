package io.github.churnml.mlflow;

import io.github.churnml.prepare.Input;
import io.github.churnml.settings.PlainJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which columns a model takes and gives, as MLflow describes it. Columns are of type {@code any}, since the model reads values
 * itself: MLflow refuses a column of whole numbers for {@code double}, and of numbers for {@code string}, before a model sees them.
 */
final class ModelSignature {

    private ModelSignature() {}

    /** As MLmodel has it: lists in JSON, as texts. */
    static Map<String, Object> of(List<Input> inputs) {
        List<Map<String, Object>> in = new ArrayList<>();
        for (Input input : inputs) {
            in.add(column("any", input.name(), false));
        }
        List<Map<String, Object>> out =
                List.of(column("double", "probability", true), column("long", "predicted", true));
        Map<String, Object> signature = new LinkedHashMap<>();
        signature.put("inputs", json(in));
        signature.put("outputs", json(out));
        signature.put("params", null);
        return signature;
    }

    private static Map<String, Object> column(String type, String name, boolean required) {
        Map<String, Object> column = new LinkedHashMap<>();
        column.put("type", type);
        column.put("name", name);
        column.put("required", required);
        return column;
    }

    private static String json(List<Map<String, Object>> columns) {
        String line = new String(PlainJson.writeLine(Map.of("v", columns)), StandardCharsets.UTF_8).strip();
        return line.substring("{\"v\":".length(), line.length() - 1);
    }
}
