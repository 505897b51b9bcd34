package io.github.churnml.monitor;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.Blame;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a program sends to be judged: points, and a drift report. */
final class Payload {

    static final Blame BLAME = (problem, maybe) -> new DataException(problem, maybe, Where.nowhere());
    private static final List<String> KEYS = List.of("metrics", "drift");

    private Payload() {}

    static void requireKnown(Map<String, ?> payload) {
        for (String key : payload.keySet()) {
            if (!KEYS.contains(key)) {
                throw BLAME.of(
                        "Key " + Wording.name(key) + " of the payload is not known.", Wording.maybeNearest(key, KEYS));
            }
        }
    }

    static List<?> metrics(Map<String, ?> payload) {
        if (payload.get("metrics") instanceof List<?> list) {
            return list;
        }
        String found = payload.containsKey("metrics") ? "is not a list" : "is missing";
        throw BLAME.of(
                "Key 'metrics' of the payload " + found + ".",
                "Maybe write {\"metrics\": [{\"ts\": \"2026-01-31T12:00:00Z\", \"roc_auc\": 0.91}], \"drift\": {…}}.");
    }

    static @Nullable DriftSummary drift(Map<String, ?> payload) {
        Object drift = payload.get("drift");
        if (drift == null) {
            return null;
        }
        if (!(drift instanceof Map<?, ?> map)) {
            throw BLAME.of("Key 'drift' of the payload is not a mapping.", "Maybe send the drift report itself.");
        }
        return DriftSummary.of(texts(map), BLAME, "Key 'drift' of the payload");
    }

    @SuppressWarnings("unchecked") // every key is checked
    private static Map<String, ?> texts(Map<?, ?> map) {
        for (Object key : map.keySet()) {
            if (!(key instanceof String)) {
                throw BLAME.of("Key 'drift' of the payload has a key that is not a text.", "");
            }
        }
        return (Map<String, ?>) map;
    }
}
