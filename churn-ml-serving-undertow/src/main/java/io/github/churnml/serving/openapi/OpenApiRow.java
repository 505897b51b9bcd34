package io.github.churnml.serving.openapi;

import io.github.churnml.data.Numbers;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Wording;
import io.github.churnml.serving.http.Tree;
import io.github.churnml.serving.model.ColumnRule;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.serving.policy.OutOfRange;
import io.github.churnml.serving.policy.Policies;
import io.github.churnml.serving.policy.UnknownFields;
import io.github.churnml.serving.policy.UnknownLevels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model's row as a JSON schema: what it lets through is accepted, save for dates outside the training rows where those are
 * refused, and for levels of a column that has too many to list, or such that no client could name them. It is narrower than
 * the server, so that clients in typed languages can be generated from it: a level is a text.
 */
final class OpenApiRow {

    /** What means something else in a regular expression. */
    private static final String SPECIAL = "[\\\\^$.|?*+()\\[\\]{}/]";

    private final ServedModel model;
    private final Policies policies;
    private final Map<String, @Nullable Object> example;

    OpenApiRow(ServedModel model, Policies policies, Map<String, @Nullable Object> example) {
        this.model = model;
        this.policies = policies;
        this.example = example;
    }

    Map<String, Object> schema() {
        Map<String, Object> columns = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (ColumnRule rule : model.rules()) {
            columns.put(rule.name(), column(rule));
            if (!rule.optional()) {
                required.add(rule.name());
            }
        }
        columns.putIfAbsent(
                model.model().target().column(),
                Tree.of("description", "Ignored: rows of a table with known outcomes may be sent as they are."));
        if (policies.customerId() != null) {
            columns.putIfAbsent(
                    policies.customerId(),
                    Tree.of(
                            "type",
                            List.of("string", "number", "null"),
                            "description",
                            "The customer's id, which divides customers while an experiment runs; no column of the model."));
        }
        Map<String, Object> fields = new LinkedHashMap<>(columns);
        fields.keySet().retainAll(ClientNames.fields(columns.keySet()));
        Map<String, Object> others = new LinkedHashMap<>();
        columns.forEach((name, column) -> {
            if (!fields.containsKey(name)) {
                others.put("^" + name.replaceAll(SPECIAL, "\\\\$0") + "$", column);
            }
        });
        List<String> alone = required.stream().filter(fields::containsKey).toList();
        List<String> besides =
                required.stream().filter(name -> !fields.containsKey(name)).toList();
        boolean ignores = policies.unknownFields() == UnknownFields.IGNORE;
        return Tree.of(
                "type",
                "object",
                "description",
                "A customer, with one value per column; null stands for a value that is not known."
                        + (others.isEmpty()
                                ? ""
                                : " Columns whose names a generated client cannot tell apart, or make no field of, are"
                                        + " given as additional properties."),
                "properties",
                fields,
                "patternProperties",
                others.isEmpty() ? null : others,
                // Names are restricted by this keyword then, which generators pass over.
                "propertyNames",
                others.isEmpty() || ignores ? null : Tree.of("enum", List.copyOf(columns.keySet())),
                "required",
                required.isEmpty() ? null : alone.isEmpty() ? required : alone,
                // As good as required, since what they depend on is.
                "dependentRequired",
                besides.isEmpty() || alone.isEmpty() ? null : Tree.of(alone.get(0), besides),
                "additionalProperties",
                ignores || !others.isEmpty(),
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
        Map<String, Object> limits = policies.outOfRange() == OutOfRange.REJECT ? range : null;
        return Tree.of(
                "type",
                List.of("number", "null"),
                "description",
                "A number; " + trained(range),
                "minimum",
                limits == null ? null : limits.get("min"),
                "maximum",
                limits == null ? null : limits.get("max"));
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
        boolean listed = rule.levels().size() <= SchemaDocument.MOST_LEVELS && ClientNames.areConstants(rule.levels());
        String description = "One of " + rule.levels().size() + " levels"
                + (listed && refused ? "" : ", such as " + Wording.names(rule.levels()))
                + "; others are " + (refused ? "refused." : "scored and flagged.") + otherForms(rule);
        if (!refused || !listed) {
            return Tree.of("type", List.of("string", "null"), "description", description);
        }
        List<@Nullable Object> values = new ArrayList<>(rule.levels());
        values.add(null);
        return Tree.of("type", List.of("string", "null"), "enum", values, "description", description);
    }

    /** Clients have one type for a field: what else the server takes is said in words. */
    private static String otherForms(ColumnRule rule) {
        boolean flags = takesFlag(rule, true) || takesFlag(rule, false);
        boolean numbers = rule.levels().stream()
                .mapToDouble(Numbers::parse)
                .anyMatch(number -> Double.isFinite(number) && rule.input().readNumber(number, 0) >= 0);
        return flags || numbers
                ? " " + (flags && numbers ? "A boolean or a number" : flags ? "A boolean" : "A number")
                        + " that means one of them is taken, too."
                : "";
    }

    private static boolean takesFlag(ColumnRule rule, boolean flag) {
        try {
            return rule.input().readFlag(flag, 0) >= 0;
        } catch (DataException none) {
            return false;
        }
    }
}
