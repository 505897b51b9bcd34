package io.github.churnml.serving.openapi;

import io.github.churnml.data.Dates;
import io.github.churnml.drift.ColumnProfile;
import io.github.churnml.drift.NumberProfile;
import io.github.churnml.prepare.Target;
import io.github.churnml.serving.http.Limits;
import io.github.churnml.serving.http.Tree;
import io.github.churnml.serving.model.ColumnRule;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.serving.policy.Policies;
import io.github.churnml.serving.rows.ExampleRow;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code GET /schema} tells: every column that the model needs, what may stand there, and what is done if it does not. */
public final class SchemaDocument {

    /** A column of more levels, such as one of places, is told by its first. */
    static final int MOST_LEVELS = 1_000;

    private final ServedModel model;
    private final Policies policies;
    private final Limits limits;
    private final Map<String, @Nullable Object> example;

    public SchemaDocument(ServedModel model, Policies policies, Limits limits) {
        this.model = model;
        this.policies = policies;
        this.limits = limits;
        this.example = new ExampleRow(model).values();
    }

    public Map<String, Object> tree() {
        Target target = model.model().target();
        return Tree.of(
                "model",
                Tree.of("name", model.name(), "version", model.version()),
                "target",
                Tree.of("column", target.column(), "positive", target.label(true), "negative", target.label(false)),
                "threshold",
                Tree.number(model.decisions().threshold()),
                "policies",
                policies(),
                "customerId",
                policies.customerId(),
                "limits",
                Tree.of("rows", limits.rows(), "bodyBytes", limits.bodyBytes(), "tableBytes", limits.tableBytes()),
                "columns",
                model.rules().stream().map(this::column).toList());
    }

    /** The range of the training rows: numbers, or for dates texts; null where it is not known. */
    static @Nullable Map<String, Object> range(ColumnRule rule) {
        if (rule.isNominal() || !Double.isFinite(rule.least()) || !Double.isFinite(rule.greatest())) {
            return null;
        }
        return rule.isDate()
                ? Tree.of("min", Dates.text(rule.least()), "max", Dates.text(rule.greatest()))
                : Tree.of("min", Tree.number(rule.least()), "max", Tree.number(rule.greatest()));
    }

    private Map<String, Object> policies() {
        boolean imputed = model.rules().stream().allMatch(ColumnRule::optional);
        return Tree.of(
                "missing",
                imputed ? "impute" : "reject",
                "unknownFields",
                word(policies.unknownFields()),
                "unknownLevels",
                word(policies.unknownLevels()),
                "outOfRange",
                word(policies.outOfRange()));
    }

    private Map<String, Object> column(ColumnRule rule) {
        ColumnProfile profile = model.profile(rule);
        List<String> levels = rule.levels();
        int shown = Math.min(levels.size(), MOST_LEVELS);
        return Tree.of(
                "name",
                rule.name(),
                "type",
                rule.input().type().label(),
                "optional",
                rule.optional(),
                "range",
                range(rule),
                "mean",
                profile instanceof NumberProfile numbers && !rule.isDate() ? Tree.number(numbers.mean()) : null,
                "levels",
                rule.isNominal() ? levels.subList(0, shown) : null,
                "moreLevels",
                shown < levels.size() ? levels.size() - shown : null,
                "example",
                example.get(rule.name()),
                "missingShare",
                profile == null ? null : Tree.number(profile.missingShare()));
    }

    private static String word(Enum<?> policy) {
        return policy.name().toLowerCase(Locale.ROOT);
    }
}
