package io.github.churnml.cli;

import io.github.churnml.error.Wording;
import io.github.churnml.mlflow.LoggedModel;
import io.github.churnml.mlflow.MlflowVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of logging a model, for people and programs.
 *
 * @param logged what came of it
 * @param notes what a user should know
 */
record MlflowReport(LoggedModel logged, List<String> notes) {

    Map<String, Object> json() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("server", logged.server());
        document.put("experiment", logged.experiment());
        document.put("run", logged.run());
        document.put("model", logged.address());
        document.put("sha256", logged.sha256());
        document.put("flavours", logged.flavours());
        logged.version().ifPresent(version -> document.put("version", version(version)));
        document.put("notes", notes);
        return document;
    }

    static Map<String, Object> version(MlflowVersion version) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("address", version.address());
        document.put("name", version.name());
        document.put("number", version.number());
        document.put("aliases", version.aliases());
        document.put("tags", version.tags());
        return document;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("Logged: run ").append(logged.run());
        text.append(" of experiment ").append(Wording.name(logged.experiment()));
        text.append(" on ").append(logged.server()).append('\n');
        text.append("Model: ").append(logged.address()).append(", SHA-256 ");
        text.append(logged.sha256(), 0, 12).append("…\n");
        logged.version().ifPresent(version -> text.append(text(version)));
        notes.forEach(note -> text.append("  - ").append(note).append('\n'));
        String address = logged.version().map(MlflowReport::shortest).orElse(logged.address());
        return text.append("\nNext: churn mlflow pull ")
                .append(address)
                .append(" --out model.churn\n")
                .toString();
    }

    static String text(MlflowVersion version) {
        return "Version: " + version.address()
                + (version.aliases().isEmpty() ? "" : ", alias " + String.join(", ", version.aliases())) + "\n";
    }

    private static String shortest(MlflowVersion version) {
        return version.aliases().isEmpty()
                ? version.address()
                : "models:/" + version.name() + "@" + version.aliases().get(0);
    }
}
