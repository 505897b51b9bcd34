package io.github.churnml.monitor.webhook;

import io.github.churnml.files.Sha256;
import io.github.churnml.monitor.ActionKind;
import io.github.churnml.monitor.MonitoringPlan;
import io.github.churnml.settings.PlainJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook sends: a plan as JSON, with its id and the action before it. Not to be changed.
 *
 * @param id the SHA-256 of the body without an id, the same for the same plan and action
 * @param bytes the JSON
 */
record WebhookBody(String id, byte[] bytes) {

    static WebhookBody of(ActionKind action, MonitoringPlan plan) {
        String id = Sha256.hex(json(action, plan, ""));
        return new WebhookBody(id, json(action, plan, id));
    }

    private static byte[] json(ActionKind action, MonitoringPlan plan, String id) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("id", id);
        body.put("action", action.label());
        plan.toMap().forEach((key, value) -> body.put(key, finite(value)));
        byte[] line = PlainJson.writeLine(body);
        return Arrays.copyOf(line, line.length - 1); // without the line feed
    }

    /** The same maps and lists, with null for every number that is not finite, which JSON does not have. */
    private static @Nullable Object finite(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>();
            map.forEach((key, inner) -> tree.put(String.valueOf(key), finite(inner)));
            return tree;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>(list.size());
            list.forEach(item -> items.add(finite(item)));
            return items;
        }
        return value instanceof Double number && !Double.isFinite(number) ? null : value;
    }
}
