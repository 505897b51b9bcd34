package io.github.churnml.cli;

import static io.github.churnml.cli.TextTable.count;
import static io.github.churnml.error.Wording.percent;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.model.Manifest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a training says when it is done.
 *
 * @param file the table's file
 * @param data the table
 * @param notices what is worth knowing, in order
 * @param model what was learnt
 * @param artifacts where it was written
 * @param kept the files of an earlier run that were there
 * @param leaks the columns that seem to know who left
 */
record TrainReport(
        Path file,
        Dataset data,
        List<Notice> notices,
        ChurnModel model,
        Artifacts artifacts,
        Optional<Versions.Kept> kept,
        SuspectedLeaks leaks) {

    private static final int MOST_IMPORTANCES = 10;

    /** The content of {@code metrics.json}. */
    static Map<String, Object> metrics(ChurnModel model) {
        Manifest manifest = model.manifest();
        Map<String, Object> document = EvaluationReport.json(model.evaluation());
        document.put("calibration", CalibrationReport.of(model).json());
        if (manifest.found().get("selection") instanceof Map<?, ?> selection) {
            document.put("selection", selection);
        }
        ChoiceReport.of(manifest).ifPresent(choice -> document.put("choice", choice.choice()));
        VariantCard.of(manifest).ifPresent(card -> card.putInto(document));
        document.put("timestamp", manifest.created().toString());
        manifest.gitCommit().ifPresent(commit -> document.put("git_sha", commit));
        document.put("seed", manifest.seed());
        document.put("data_fingerprint", manifest.dataFingerprint());
        document.put("library_version", manifest.libraryVersion());
        document.put("rows", manifest.rows());
        document.put("test_rows", model.evaluation().rows());
        if (!model.outcome().isChurn()) {
            document.put("outcome", model.outcome().settings());
        }
        document.put("target", model.target().column());
        document.put("positive", model.target().positive());
        document.put("negative", model.target().negatives());
        document.put("notices", json(model.notices()));
        return document;
    }

    Map<String, Object> json() {
        Map<String, Object> document = metrics(model);
        document.put("suspected_leaks", leaks.json());
        document.put("learner", Learnt.learner(model.manifest()));
        document.put("found", model.manifest().found());
        document.put("importances", model.importances());
        document.put("notices", json(notices));
        kept.ifPresent(earlier -> document.put("kept", earlier.folder().toString()));
        document.put("files", artifacts.files().stream().map(Path::toString).toList());
        return document;
    }

    private static List<Object> json(List<Notice> notices) {
        List<Object> said = new ArrayList<>();
        for (Notice notice : notices) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("code", notice.code());
            one.put("column", notice.column());
            one.put("message", notice.message());
            said.add(one);
        }
        return said;
    }

    String text(Bars.Style style) {
        StringBuilder text = new StringBuilder(said(style));
        text.append(written(artifacts.files()));
        keptText(text);
        if (model.manifest().pipeline().containsKey("snapshot")) {
            text.append("\nNext: churn snapshot --model ")
                    .append(artifacts.model())
                    .append(" --at DATE --out now.csv, then churn predict --data now.csv\n");
            return text.toString();
        }
        text.append("\nNext: churn predict --model ")
                .append(artifacts.model())
                .append(" --data ")
                .append(file);
        return text.append(" --out scored.csv\n").toString();
    }

    static String written(List<?> files) {
        StringBuilder text = new StringBuilder("\nWritten:\n");
        files.forEach(path -> text.append("  ").append(path).append('\n'));
        return text.toString();
    }

    void keptText(StringBuilder text) {
        kept.ifPresent(earlier -> text.append("Kept, what was there before: ")
                .append(earlier.folder())
                .append('\n'));
    }

    /** What is said before the files. */
    String said(Bars.Style style) {
        Manifest manifest = model.manifest();
        StringBuilder text = new StringBuilder();
        text.append(Understood.learns(model.outcome(), model.target(), manifest.positives(), manifest.rows()));
        text.append("Data: ")
                .append(file)
                .append(", ")
                .append(count(data.rows()))
                .append(" rows of ");
        text.append(data.columns().size()).append(" columns\n");
        VariantCard.of(manifest).ifPresent(card -> text.append(card.text()));
        if (!notices.isEmpty()) {
            text.append("Noticed:\n").append(Subcommand.lines(notices));
        }
        text.append(leaks.text());
        text.append("\nLearnt: ").append(Learnt.of(manifest));
        ChoiceReport.of(manifest).ifPresent(choice -> text.append('\n').append(choice.text()));
        text.append("\nMeasured on ").append(model.evaluation().describes()).append(":\n");
        notices.stream()
                .filter(notice -> notice.code().equals("too-few-to-judge"))
                .forEach(notice -> text.append(notice.message()).append('\n'));
        text.append(EvaluationReport.metricsTable(model.evaluation()));
        text.append(EvaluationReport.money(model.evaluation(), model.outcome()));
        text.append(EvaluationReport.correction(model.evaluation()));
        text.append(CalibrationReport.of(model).text(style));
        text.append("\nWhat counts most:\n").append(importances(model, MOST_IMPORTANCES, style));
        return text.toString();
    }

    /** The columns that count most, with their share of the whole. */
    static String importances(ChurnModel model, int most, Bars.Style style) {
        Bars bars = new Bars(
                model.importances().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElse(0),
                style);
        TextTable table = TextTable.ofNumbers("column", "importance").besideNumbers();
        model.importances().entrySet().stream()
                .limit(most)
                .forEach(
                        entry -> table.row(entry.getKey(), percent(entry.getValue()), bars.ornament(entry.getValue())));
        return table.toString();
    }
}
