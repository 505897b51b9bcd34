package io.github.churnml.registry;

import io.github.churnml.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one gate measured and asked for, as it is kept in the log.
 *
 * @param gate the gate, such as {@code roc_auc floor} or {@code golden rows}
 * @param value what was measured; null where it is not a number
 * @param limit what was asked for; null where it is not a number
 * @param passed whether the version passed
 * @param note what is to be told beside it, such as the interval; empty if nothing is
 */
public record GateResult(
        String gate, @Nullable Double value, @Nullable Double limit, boolean passed, String note) {

    /** Takes what is not finite as no number: JSON has none. */
    public GateResult {
        value = finite(value);
        limit = finite(limit);
    }

    private static @Nullable Double finite(@Nullable Double number) {
        return number == null || !Double.isFinite(number) ? null : number;
    }

    /** {@return as a mapping, for JSON} */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("gate", gate);
        if (value != null) {
            map.put("value", value);
        }
        if (limit != null) {
            map.put("limit", limit);
        }
        map.put("passed", passed);
        if (!note.isEmpty()) {
            map.put("note", note);
        }
        return map;
    }

    static GateResult of(Settings state) {
        GateResult result = new GateResult(
                state.text("gate"),
                state.has("value") ? state.number("value") : null,
                state.has("limit") ? state.number("limit") : null,
                state.flag("passed"),
                state.has("note") ? state.text("note") : "");
        state.finish();
        return result;
    }
}
