package io.github.churnml.registry;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.RegistryException;
import io.github.churnml.error.Where;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.PlainJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The form of {@code registry.json}: for each version its date, metrics and status. It follows from the log and is read by
 * people and by other programs; a change made in it by hand is found by comparing.
 */
final class RegistryJson {

    static final String FILE = "registry.json";
    private static final String STATUS = "status";
    private static final String TOUCHED = "event";

    private RegistryJson() {}

    static byte[] of(RegistryState state) {
        Map<String, Object> document = new LinkedHashMap<>();
        for (ModelVersion version : state.versions()) {
            document.put(version.version().toString(), entry(version));
        }
        return PlainJson.write(document);
    }

    private static Map<String, Object> entry(ModelVersion version) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("date", version.date().toString());
        entry.put("roc_auc", version.fact("roc_auc"));
        entry.put("pr_auc", version.fact("pr_auc"));
        entry.put("features", version.fact("features"));
        entry.put("changes", version.changes());
        entry.put("data_fingerprint", version.fact("data_fingerprint"));
        entry.put("sha256", version.sha256());
        entry.put("file", version.file());
        entry.put(STATUS, version.status().label());
        entry.put(TOUCHED, version.touched());
        return entry;
    }

    /**
     * What is wrong with the file.
     *
     * @param json the file's bytes
     * @param state what follows from the log
     * @return what was changed by hand, in words; empty if nothing was, also if the file is behind the log as a killed process
     *     leaves it
     */
    static Optional<String> problem(byte[] json, RegistryState state) {
        if (Arrays.equals(json, of(state))) {
            return Optional.empty();
        }
        Map<String, Object> document;
        try {
            document = read(json);
        } catch (ChurnException e) {
            return Optional.of("it is no JSON that this library wrote");
        }
        List<String> champions = new ArrayList<>();
        for (Map.Entry<String, Object> version : document.entrySet()) {
            if (version.getValue() instanceof Map<?, ?> entry
                    && VersionStatus.CHAMPION.label().equals(entry.get(STATUS))) {
                champions.add(version.getKey());
            }
        }
        long touched = lastEvent(document);
        if (champions.size() > 1) {
            return Optional.of("it has two champions, " + champions.get(0) + " and " + champions.get(1));
        }
        if (touched > state.seq()) {
            return Optional.of("it tells of event " + touched + ", and the log ends with event " + state.seq()
                    + "; the log was cut off");
        }
        return isEarlier(json, state, touched) ? Optional.empty() : Optional.of("it is not what the log says");
    }

    private static Map<String, Object> read(byte[] json) {
        return PlainJson.read(json, (problem, maybe) -> new RegistryException(problem, maybe, Where.nowhere()), FILE);
    }

    /** The number of the last event that the file tells of; 0 if it tells of none, or is no JSON. */
    static long lastEvent(byte[] json) {
        try {
            return lastEvent(read(json));
        } catch (ChurnException e) {
            return 0;
        }
    }

    private static long lastEvent(Map<String, Object> document) {
        long last = 0;
        for (Object version : document.values()) {
            if (version instanceof Map<?, ?> entry && entry.get(TOUCHED) instanceof Number number) {
                last = Math.max(last, number.longValue());
            }
        }
        return last;
    }

    /** Whether the file is what followed from the log at some earlier event, from the last one that it tells of on. */
    private static boolean isEarlier(byte[] json, RegistryState state, long touched) {
        for (long seq = Math.max(1, touched); seq <= state.seq(); seq++) {
            if (Arrays.equals(json, of(state.upTo(seq)))) {
                return true;
            }
            if (seq > touched + 2) {
                return false; // every event but the first touches a version
            }
        }
        return false;
    }

    static Blame blame(String place) {
        return (problem, maybe) -> new RegistryException(
                "The log of the registry " + place + " is damaged: " + problem, maybe, Where.nowhere());
    }
}
