package io.github.churnml.serving.oip;

import io.github.churnml.serving.http.JsonDocument;
import io.github.churnml.serving.http.Limits;
import io.github.churnml.serving.http.Tree;
import io.github.churnml.serving.model.ColumnRule;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.serving.policy.Policies;
import io.github.churnml.serving.rows.RowsReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request of the Open Inference Protocol with one row that is no one's, and what it is answered. */
public final class OipExample {

    private final OipModel model;
    private final Policies policies;
    private final Limits limits;
    private final Map<String, Object> request;

    public OipExample(ServedModel model, Policies policies, Limits limits, Map<String, @Nullable Object> row) {
        this.model = new OipModel(model);
        this.policies = policies;
        this.limits = limits;
        List<Object> inputs = new ArrayList<>();
        for (ColumnRule rule : model.rules()) {
            OipDatatype type = this.model.taken(rule).get(0);
            inputs.add(Tree.of(
                    "name",
                    rule.name(),
                    "shape",
                    List.of(1),
                    "datatype",
                    type.name(),
                    "data",
                    Collections.singletonList(value(rule, type, row.get(rule.name())))));
        }
        this.request = Tree.of("id", "42", "inputs", inputs);
    }

    public Map<String, Object> request() {
        return request;
    }

    public Object response() {
        byte[] body = JsonDocument.bytes(request);
        try {
            return JsonDocument.tree(new OipInference(model, policies, limits, RowsReader.json(limits))
                    .answer(body, body.length, (probability, notes) -> {}));
        } catch (RowsReader.Unreadable e) {
            throw new IllegalStateException("the example cannot be read: " + e.problem(), e);
        }
    }

    private static @Nullable Object value(ColumnRule rule, OipDatatype type, @Nullable Object value) {
        if (!(value instanceof String level)) {
            return value;
        }
        return switch (type) {
            case BOOL -> rule.input().readFlag(true, 0) == rule.input().read(level, 0);
            case INT64 -> Tree.number(io.github.churnml.data.Numbers.parse(level));
            default -> level;
        };
    }
}
