package io.github.churnml.serving;

import io.github.churnml.data.Numbers;
import io.github.churnml.error.Wording;
import io.github.churnml.serving.ChurnServerBuilder.OutOfRange;
import io.github.churnml.serving.ChurnServerBuilder.UnknownFields;
import io.github.churnml.serving.ChurnServerBuilder.UnknownLevels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model's row as a JSON schema: what it lets through is accepted, save for dates outside the training rows where those are
 * refused, and for levels of a column that has too many to list.
 */
final class OpenApiRow {

    private final ServedModel model;
    private final Policies policies;
    private final Map<String, @Nullable Object> example;

    OpenApiRow(ServedModel model, Policies policies, Map<String, @Nullable Object> example) {
        this.model = model;
        this.policies = policies;
        this.example = example;
    }

    Map<String, Object> schema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (ColumnRule rule : model.rules()) {
            properties.put(rule.name(), column(rule));
            if (!rule.optional()) {
                required.add(rule.name());
            }
        }
        properties.putIfAbsent(
                model.model().target().column(),
                Tree.of("description", "Ignored: rows of a table with known outcomes may be sent as they are."));
        return Tree.of(
                "type",
                "object",
                "description",
                "A customer, with one value per column; null stands for a value that is not known.",
                "properties",
                properties,
                "required",
                required.isEmpty() ? null : required,
                "additionalProperties",
                policies.unknownFields() == UnknownFields.IGNORE,
                "examples",
                List.of(example));
    }

    private Map<String, Object> column(ColumnRule rule) {
        Object some = example.get(rule.name());
        Map<String, Object> kind = rule.isNominal() ? levels(rule) : rule.isDate() ? date(rule) : number(rule);
        return some == null ? kind : Tree.with(kind, Tree.of("examples", List.of(some)));
    }

    private Map<String, Object> number(ColumnRule rule) {
        Map<String, Object> range = SchemaDocument.range(rule);
        boolean strict = range != null && policies.outOfRange() == OutOfRange.REJECT;
        return Tree.of(
                "type",
                List.of("number", "null"),
                "description",
                "A number; " + trained(range),
                "minimum",
                strict ? range.get("min") : null,
                "maximum",
                strict ? range.get("max") : null);
    }

    private Map<String, Object> date(ColumnRule rule) {
        return Tree.of(
                "type",
                List.of("string", "null"),
                "format",
                "date",
                "description",
                "A date in ISO's form; " + trained(SchemaDocument.range(rule)));
    }

    private String trained(@Nullable Map<String, Object> range) {
        return range == null
                ? "its range in the training rows is not known."
                : "the training rows held " + range.get("min") + " to " + range.get("max") + "; what lies outside is "
                        + (policies.outOfRange() == OutOfRange.REJECT ? "refused." : "scored and flagged.");
    }

    private Map<String, Object> levels(ColumnRule rule) {
        boolean refused = policies.unknownLevels() == UnknownLevels.REJECT;
        boolean listed = rule.levels().size() <= SchemaDocument.MOST_LEVELS;
        String description = "One of " + rule.levels().size() + " levels"
                + (listed && refused ? "" : ", such as " + Wording.names(rule.levels()))
                + "; others are " + (refused ? "refused." : "scored and flagged.");
        if (!refused || !listed) {
            List<String> types = listed ? List.of("string", "number", "boolean", "null") : List.of("string", "null");
            return Tree.of("type", types, "description", description);
        }
        Set<@Nullable Object> values = spellings(rule);
        return Tree.of("enum", new ArrayList<>(values), "description", description);
    }

    /** Every way to write a level in JSON: its text, a boolean or a number that means it, and null. */
    private static Set<@Nullable Object> spellings(ColumnRule rule) {
        Set<@Nullable Object> values = new LinkedHashSet<>(rule.levels());
        for (boolean flag : new boolean[] {true, false}) {
            if (rule.input().readFlag(flag, 0) >= 0) {
                values.add(flag);
            }
        }
        for (String level : rule.levels()) {
            double number = Numbers.parse(level);
            if (Double.isFinite(number) && rule.input().readNumber(number, 0) >= 0) {
                values.add(Tree.number(number));
            }
        }
        values.add(null);
        return values;
    }
}
