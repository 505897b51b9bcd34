package io.github.churnml.report.registry;

import io.github.churnml.error.Wording;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.registry.ModelVersion;
import io.github.churnml.registry.Pointer;
import io.github.churnml.report.Words;
import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Figure;
import io.github.churnml.report.figure.Mark;
import io.github.churnml.report.figure.Tone;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How good the versions are, as measured when each was registered. */
final class VersionSection {

    private static final int MOST_DRAWN = 20;
    private static final int MOST_ROWS = 200;
    private static final Map<String, String> DRAWN = drawn();

    private VersionSection() {}

    private static Map<String, String> drawn() {
        Map<String, String> drawn = new LinkedHashMap<>();
        drawn.put("roc_auc", "ROC-AUC");
        drawn.put("pr_auc", "PR-AUC");
        drawn.put("brier_score", "Brier score");
        return drawn;
    }

    /** The champion's ROC-AUC beside that of the version before, as a sentence. */
    static Optional<String> beside(RegistryFacts facts) {
        Optional<ModelVersion> champion = facts.state().champion();
        Optional<Estimate> now = champion.flatMap(version -> measured(facts, version, "roc_auc"));
        if (champion.isEmpty() || now.isEmpty()) {
            return Optional.empty();
        }
        String sentence = "Its ROC-AUC was " + Words.with(now.get(), Words::measure) + " when it was registered";
        return Optional.of(facts.state()
                .find(Pointer.PREVIOUS)
                .flatMap(before -> measured(facts, before, "roc_auc")
                        .map(estimate -> sentence + "; that of " + before.version() + " before it, "
                                + Words.measure(estimate.value()) + ", each on rows of its own."))
                .orElse(sentence + "."));
    }

    static Section of(RegistryFacts facts) {
        List<Block> blocks = new ArrayList<>();
        List<ModelVersion> versions = RegistryFacts.newest(facts.state(), MOST_ROWS);
        List<ModelVersion> shown = versions.subList(0, Math.min(MOST_DRAWN, versions.size()));
        DRAWN.forEach((metric, label) -> picture(facts, shown, metric, label).ifPresent(blocks::add));
        if (blocks.isEmpty()) {
            blocks.add(new Paragraph("No version has metrics: none was judged before it was registered."));
        } else {
            blocks.add(
                    new Paragraph(
                            "Each version was measured when it was registered, on the rows that were held out then; versions of"
                                    + " different tables are not judged on the same customers. Gates and churn evaluate compare on the same."));
        }
        blocks.add(table(versions));
        int all = facts.state().versions().size();
        if (all > versions.size()) {
            blocks.add(new Paragraph("The newest " + MOST_ROWS + " of " + Wording.count(all)
                    + " versions are shown; churn registry list has all."));
        }
        return new Section("How good the versions are", blocks);
    }

    private static Optional<Estimate> measured(RegistryFacts facts, ModelVersion version, String metric) {
        Estimate read = facts.metrics()
                .getOrDefault(version.version().toString(), Map.of())
                .get(metric);
        return read != null
                ? Optional.of(read)
                : version.metric(metric).map(value -> new Estimate(value, Double.NaN, Double.NaN, 0.95));
    }

    private static Optional<Block> picture(
            RegistryFacts facts, List<ModelVersion> versions, String metric, String label) {
        List<String> names = new ArrayList<>();
        List<Mark.Point> points = new ArrayList<>();
        List<Mark.Point> champion = new ArrayList<>();
        List<Mark.Span> spans = new ArrayList<>();
        Table.Builder numbers = Table.of(label + " by version, the newest first", "version", label, "low", "high");
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        String best = "";
        double most = Double.NaN;
        boolean less = metric.equals("brier_score");
        for (ModelVersion version : versions) {
            Optional<Estimate> found = measured(facts, version, metric);
            if (found.isEmpty()) {
                continue;
            }
            Estimate estimate = found.get();
            int place = names.size();
            String number = version.version().toString();
            boolean serves = facts.state().champion().filter(version::equals).isPresent();
            String said = number + ": " + Words.with(estimate, Words::measure);
            (serves ? champion : points).add(new Mark.Point(estimate.value(), place, said));
            if (estimate.hasInterval()) {
                spans.add(new Mark.Span(place, estimate.low(), estimate.high()));
            }
            low = Math.min(low, estimate.hasInterval() ? estimate.low() : estimate.value());
            high = Math.max(high, estimate.hasInterval() ? estimate.high() : estimate.value());
            if (best.isEmpty() || (less ? estimate.value() < most : estimate.value() > most)) {
                most = estimate.value();
                best = number;
            }
            names.add(number);
            numbers.row(
                    Cell.of(number),
                    Cell.exact(estimate.value()),
                    Cell.exact(estimate.low()),
                    Cell.exact(estimate.high()));
        }
        if (names.isEmpty()) {
            return Optional.empty();
        }
        String finding = names.size() == 1
                ? "Version " + best + " has a " + label + " of " + Words.measure(most) + "."
                : "Of the " + names.size() + " newest versions " + best + " has the " + (less ? "least " : "greatest ")
                        + label + ", " + Words.measure(most) + (less ? "; less is better." : ".")
                        + " The newest stands above; the axis does not begin at 0.";
        List<Mark> marks = new ArrayList<>();
        if (!spans.isEmpty()) {
            marks.add(new Mark.Intervals("95 % interval", Tone.QUIET, spans));
        }
        if (!champion.isEmpty()) {
            marks.add(new Mark.Points("champion", Tone.FIRST, champion));
        }
        if (!points.isEmpty()) {
            marks.add(new Mark.Points("other versions", Tone.SECOND, points));
        }
        Figure figure = new Figure(
                label + " by version",
                finding,
                Axis.Numbers.around(label + " when registered", Unit.PLAIN, low, high),
                new Axis.Names("", names),
                marks);
        return Optional.of(new Picture(figure, numbers.build()));
    }

    private static Table table(List<ModelVersion> versions) {
        List<Table.Column> columns = List.of(
                new Table.Column("version", false),
                new Table.Column("status", false),
                new Table.Column("registered", false),
                new Table.Column("by", false),
                new Table.Column("roc_auc", true),
                new Table.Column("pr_auc", true),
                new Table.Column("rows", true),
                new Table.Column("columns", true),
                new Table.Column("what changed", false));
        List<List<Cell>> rows = new ArrayList<>();
        for (ModelVersion version : versions) {
            rows.add(List.of(
                    Cell.of(version.version().toString()),
                    Cell.of(version.status().label()),
                    Cell.of(RegistryPage.time(version.registered())),
                    Cell.of(Words.name(version.registered().actor())),
                    Cell.exact(version.metric("roc_auc").orElse(Double.NaN)),
                    Cell.exact(version.metric("pr_auc").orElse(Double.NaN)),
                    Cell.of(Unit.COUNT, version.metric("rows").orElse(Double.NaN)),
                    Cell.of(Unit.COUNT, version.metric("features").orElse(Double.NaN)),
                    Cell.of(RegistryPage.said(version.changes()))));
        }
        return new Table("Versions, the newest first", columns, rows);
    }
}
