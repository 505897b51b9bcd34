package io.github.churnml.cli;

import io.github.churnml.model.Manifest;
import io.github.churnml.select.blend.Auto;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which learners were tried by {@link Auto}, and why one or a blend of them was kept.
 *
 * @param choice as it stands in the manifest
 */
record ChoiceReport(Map<?, ?> choice) {

    /** What a model says of it; empty where its learner was named. */
    static Optional<ChoiceReport> of(Manifest manifest) {
        return manifest.found().get(Auto.NAME) instanceof Map<?, ?> choice
                ? Optional.of(new ChoiceReport(choice))
                : Optional.empty();
    }

    String kept() {
        return String.valueOf(choice.get("kept"));
    }

    String text() {
        StringBuilder text = new StringBuilder("Chosen: ").append(kept()).append('\n');
        text.append(choice.get("because")).append('\n');
        if (choice.get("tried") instanceof List<?> tried) {
            TextTable table = TextTable.ofNumbers("tried", "log loss", "ROC-AUC", "weight");
            for (Object one : tried) {
                if (one instanceof Map<?, ?> entry) {
                    table.row(
                            String.valueOf(entry.get("name")),
                            decimals(entry.get("logLoss")),
                            decimals(entry.get("rocAuc")),
                            entry.containsKey("skipped") ? "not tried" : decimals(entry.get("weight")));
                }
            }
            text.append(table);
            for (Object one : tried) {
                if (one instanceof Map<?, ?> entry && entry.containsKey("skipped")) {
                    text.append(entry.get("name"))
                            .append(" was not tried: ")
                            .append(entry.get("skipped"))
                            .append('\n');
                }
            }
        }
        if (Boolean.FALSE.equals(choice.get("repeatable"))) {
            text.append("The time was over before all were tried: another run may choose otherwise.\n");
        }
        return text.toString();
    }

    private static String decimals(@Nullable Object value) {
        return value instanceof Number number ? TextTable.decimals(number.doubleValue(), 4) : "-";
    }
}
