package io.github.churnml.cli;

import static io.github.churnml.cli.TextTable.count;
import static io.github.churnml.cli.TextTable.decimals;

import io.github.churnml.error.Wording;
import io.github.churnml.registry.variant.PairedGain;
import io.github.churnml.registry.variant.Segment;
import io.github.churnml.registry.variant.SegmentFigures;
import io.github.churnml.registry.variant.VariantPart;
import io.github.churnml.registry.variant.VariantSet;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a training of variants says when it is done: what any training says of the model of all customers, then segment by segment
 * which model answers, and why.
 *
 * @param pooled what is said of the model of all customers
 * @param set the models
 * @param artifacts where they were written
 */
record VariantReport(TrainReport pooled, VariantSet set, VariantArtifacts artifacts) {

    private static final int MOST = 20;

    Map<String, Object> json() {
        Map<String, Object> document = new LinkedHashMap<>(pooled.json());
        document.put("segments", set.segments().stream().map(Segment::json).toList());
        document.put("files", artifacts.files().stream().map(Path::toString).toList());
        return document;
    }

    String text(Bars.Style style) {
        StringBuilder text = new StringBuilder(pooled.said(style));
        text.append('\n').append(text(set));
        text.append(TrainReport.written(artifacts.files()));
        pooled.keptText(text);
        if (set.pooled().manifest().pipeline().containsKey("snapshot")) {
            return text.append("\nNext: churn snapshot --model ")
                    .append(new Artifacts(artifacts.folder()).model())
                    .append(" --at DATE --out now.csv, then churn predict --model ")
                    .append(artifacts.index())
                    .append(" --data now.csv\n")
                    .toString();
        }
        return text.append("\nNext: churn predict --model ")
                .append(artifacts.index())
                .append(" --data ")
                .append(pooled.file())
                .append(" --out scored.csv\n")
                .toString();
    }

    /** A set as a document. */
    static Map<String, Object> json(VariantSet set) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("created", set.created().toString());
        document.put("experiment", set.names().experiment());
        document.put("model", set.names().model());
        document.put("columns", set.by());
        Map<String, Object> models = new LinkedHashMap<>();
        set.models().keySet().forEach(name -> models.put(name, set.file(name)));
        document.put("models", models);
        document.put("segments", set.segments().stream().map(Segment::json).toList());
        return document;
    }

    /** Segment by segment which model answers, and why. */
    static String text(VariantSet set) {
        StringBuilder text = new StringBuilder();
        long own = answered(set, Segment.Answers.OWN);
        long moved = answered(set, Segment.Answers.SHIFTED);
        text.append("Variants by ").append(Wording.names(set.by())).append(": ");
        text.append(Wording.count(set.segments().size(), "segment", "segments")).append(", ");
        text.append(own == 0 ? "none" : count(own)).append(" with a model of ").append(own == 1 ? "its" : "their");
        text.append(" own");
        text.append(moved == 0 ? "" : ", " + count(moved) + " with that of all customers moved");
        text.append(".\n").append(table(set));
        for (Segment segment : shown(set)) {
            text.append("  - ")
                    .append(values(segment))
                    .append(": ")
                    .append(segment.why())
                    .append('\n');
        }
        int more = set.segments().size() - shown(set).size();
        if (more > 0) {
            text.append("  and ")
                    .append(count(more))
                    .append(" smaller ones, listed in ")
                    .append(VariantSet.FILE);
            text.append('\n');
        }
        return text.toString();
    }

    private static long answered(VariantSet set, Segment.Answers answers) {
        return set.segments().stream()
                .filter(segment -> segment.answers() == answers)
                .count();
    }

    /** The largest, in the order of the set. */
    private static List<Segment> shown(VariantSet set) {
        List<Segment> largest = set.segments().stream()
                .sorted(Comparator.comparingLong(Segment::rows).reversed())
                .limit(MOST)
                .toList();
        return set.segments().stream().filter(largest::contains).toList();
    }

    private static String table(VariantSet set) {
        TextTable table = TextTable.ofNumbers(
                "segment", "rows", "leavers", "AUC all", "AUC other", "log loss all", "other", "gain", "answers");
        for (Segment segment : shown(set)) {
            SegmentFigures figures = segment.figures().orElse(null);
            table.row(
                    values(segment),
                    count(segment.rows()),
                    count(segment.leavers()),
                    figures == null ? "" : decimals(figures.pooledRocAuc()),
                    figures == null ? "" : decimals(figures.otherRocAuc()),
                    figures == null ? "" : decimals(figures.pooledLogLoss()),
                    figures == null ? "" : decimals(figures.otherLogLoss()),
                    figures == null ? "" : gain(figures.gain()),
                    segment.answers().label());
        }
        return table.toString();
    }

    /** A gain in log loss with its interval. */
    static String gain(PairedGain gain) {
        return Double.isNaN(gain.low())
                ? String.format(Locale.ROOT, "%+.4f", gain.value())
                : String.format(Locale.ROOT, "%+.4f (%+.4f to %+.4f)", gain.value(), gain.low(), gain.high());
    }

    /** The values of a segment, without the columns. */
    static String values(Segment segment) {
        return segment.variant().parts().stream()
                .map(VariantPart::value)
                .map(Wording::plain)
                .collect(Collectors.joining(", "));
    }
}
