package io.github.churnml.cli;

import static io.github.churnml.cli.TextTable.decimals;

import io.github.churnml.registry.GateResult;
import io.github.churnml.registry.ModelVersion;
import io.github.churnml.registry.RegistryEvent;
import io.github.churnml.registry.RegistryState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The registry's versions and events as JSON, and as text. */
final class RegistryReport {

    private static final int LONGEST = 60;

    private RegistryReport() {}

    static Map<String, Object> json(ModelVersion version) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("version", version.version().toString());
        document.put("status", version.status().label());
        document.put("date", version.date().toString());
        document.put("registered_by", version.registered().actor());
        document.put("changes", version.changes());
        document.putAll(version.registered().facts());
        return document;
    }

    static Map<String, Object> json(RegistryState state) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", state.name());
        document.put("events", state.seq());
        document.put(
                "champion",
                state.champion().map(found -> found.version().toString()).orElse(null));
        document.put(
                "versions", state.versions().stream().map(RegistryReport::json).toList());
        return document;
    }

    static String table(RegistryState state) {
        TextTable table = TextTable.ofTexts("version", "status", "date", "roc_auc", "pr_auc", "features", "changes");
        List<ModelVersion> versions = new ArrayList<>(state.versions());
        for (int i = versions.size() - 1; i >= 0; i--) { // the newest is what is looked for
            ModelVersion version = versions.get(i);
            table.row(
                    version.version().toString(),
                    version.status().label(),
                    day(version.registered()),
                    decimals(version.metric("roc_auc").orElse(Double.NaN)),
                    decimals(version.metric("pr_auc").orElse(Double.NaN)),
                    String.valueOf(
                            version.metric("features").map(Double::longValue).orElse(0L)),
                    shortened(version.changes()));
        }
        return state.name() + ", " + state.versions().size() + " versions, "
                + state.champion()
                        .map(champion -> champion.version() + " serves")
                        .orElse("none serves")
                + ":\n" + table;
    }

    private static String day(RegistryEvent event) {
        return event.at().toString().substring(0, 10);
    }

    static Map<String, Object> json(RegistryEvent event) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("seq", event.seq());
        document.put("at", event.at().toString());
        document.put("actor", event.actor());
        document.put("event", event.kind().label());
        if (event.pointer() != null) {
            document.put("pointer", event.pointer().label());
        }
        document.put("from", event.from());
        document.put("to", event.to());
        document.put("why", event.why());
        document.put("forced", event.forced());
        document.put("gates", event.gates().stream().map(GateResult::toMap).toList());
        document.put("hash", event.hash());
        return document;
    }

    static String history(List<RegistryEvent> events) {
        TextTable table = TextTable.ofTexts("event", "at", "by", "what", "why");
        events.forEach(event -> table.row(
                Long.toString(event.seq()),
                event.at().toString(),
                shortened(event.actor()),
                what(event),
                shortened(event.why())));
        return table.toString();
    }

    static String what(RegistryEvent event) {
        String failed = event.gates().stream()
                .filter(gate -> !gate.passed())
                .map(GateResult::gate)
                .findFirst()
                .map(gate -> ", not passed: " + gate)
                .orElse("");
        String from = event.from() == null ? "none" : event.from();
        return switch (event.kind()) {
            case CREATE -> "registry of " + event.text("name");
            case REGISTER -> "register " + event.to();
            case PROMOTE -> (event.forced() ? "force " : "promote ") + from + " to " + event.to() + failed;
            case REFUSE -> "refuse " + event.to() + failed;
            case ROLLBACK -> "roll back " + from + " to " + event.to();
            case ASSIGN, RELEASE -> pointer(event) + " " + from + " to " + (event.to() == null ? "none" : event.to());
            case PRUNE -> "prune " + event.to();
        };
    }

    private static String pointer(RegistryEvent event) {
        return event.pointer() == null ? "" : event.pointer().label();
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\p{Cc}+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
