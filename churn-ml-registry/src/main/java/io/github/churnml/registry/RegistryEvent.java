package io.github.churnml.registry;

import io.github.churnml.error.ChurnException;
import io.github.churnml.monitor.log.ChainedLine;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was done to a registry.
 *
 * @param seq its number, from 1
 * @param at when, in milliseconds; never before the event before
 * @param actor who
 * @param kind what was done
 * @param pointer which pointer moved; null if none did
 * @param from the version that the pointer led to before; null if to none
 * @param to the version that it is about; null if about none
 * @param why what was said about it
 * @param forced whether it was done although a gate did not pass
 * @param gates what gates measured
 * @param facts what else is kept of it, such as metrics and digests
 * @param hash the SHA-256 that the next event names
 */
public record RegistryEvent(
        long seq,
        Instant at,
        String actor,
        EventKind kind,
        @Nullable Pointer pointer,
        @Nullable String from,
        @Nullable String to,
        String why,
        boolean forced,
        List<GateResult> gates,
        Map<String, Object> facts,
        String hash) {

    /** Copies the collections. */
    public RegistryEvent {
        gates = List.copyOf(gates);
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** What is to be written, before it has a number and a hash. */
    record Draft(
            EventKind kind,
            @Nullable Pointer pointer,
            @Nullable String from,
            @Nullable String to,
            String why,
            boolean forced,
            List<GateResult> gates,
            Map<String, Object> facts) {

        static Draft of(EventKind kind, @Nullable String to, String why) {
            return new Draft(kind, null, null, to, why, false, List.of(), Map.of());
        }

        Draft moving(Pointer moved, @Nullable String before) {
            return new Draft(kind, moved, before, to, why, forced, gates, facts);
        }

        Draft with(List<GateResult> measured, boolean byForce) {
            return new Draft(kind, pointer, from, to, why, byForce, measured, facts);
        }

        Draft with(Map<String, Object> known) {
            return new Draft(kind, pointer, from, to, why, forced, gates, known);
        }

        Map<String, Object> toMap(Instant at, String actor) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("at", at.toString());
            map.put("actor", actor);
            map.put("event", kind.label());
            if (pointer != null) {
                map.put("pointer", pointer.label());
            }
            map.put("from", from);
            map.put("to", to);
            map.put("why", why);
            if (forced) {
                map.put("forced", true);
            }
            if (!gates.isEmpty()) {
                map.put("gates", gates.stream().map(GateResult::toMap).toList());
            }
            if (!facts.isEmpty()) {
                map.put("facts", facts);
            }
            return map;
        }
    }

    /**
     * Reads an event.
     *
     * @throws ChurnException made by {@code blame} if the line is no event
     */
    static RegistryEvent of(ChainedLine line, Blame blame) {
        Map<String, Object> entry = new LinkedHashMap<>(line.entry());
        entry.keySet().removeAll(List.of("seq", "prev", "hash"));
        @Nullable String from = nullable(entry, "from");
        @Nullable String to = nullable(entry, "to");
        Settings state = Settings.of(entry, blame);
        List<GateResult> gates = new ArrayList<>();
        if (state.has("gates")) {
            state.sections("gates").forEach(gate -> gates.add(GateResult.of(gate)));
        }
        List<String> kinds = labels(EventKind.values(), EventKind::label);
        List<String> pointers = labels(Pointer.values(), Pointer::label);
        RegistryEvent event = new RegistryEvent(
                line.number(),
                instant(state),
                state.text("actor"),
                EventKind.values()[kinds.indexOf(state.choice("event", kinds))],
                state.has("pointer") ? Pointer.values()[pointers.indexOf(state.choice("pointer", pointers))] : null,
                from,
                to,
                state.text("why"),
                state.has("forced") && state.flag("forced"),
                gates,
                state.has("facts") ? state.plain("facts") : Map.of(),
                line.hash());
        state.finish();
        return event;
    }

    private static <T> List<String> labels(T[] values, Function<T, String> label) {
        return Arrays.stream(values).map(label).toList();
    }

    /** Takes a text that may be null out of an entry. */
    private static @Nullable String nullable(Map<String, Object> entry, String key) {
        Object value = entry.get(key);
        return value == null || value instanceof String ? (String) entry.remove(key) : null;
    }

    private static Instant instant(Settings state) {
        String text = state.text("at");
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw state.problem(
                    state.nameOf("at") + " holds " + text + " where a time is required.",
                    "Maybe the line was changed by hand.");
        }
    }

    /**
     * A fact that is a number.
     *
     * @param name its name
     * @return the number; empty if there is none
     */
    public Optional<Double> number(String name) {
        return facts.get(name) instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
    }

    /**
     * A fact that is a text.
     *
     * @param name its name
     * @return the text; empty if there is none
     */
    public String text(String name) {
        return facts.get(name) instanceof String text ? text : "";
    }
}
