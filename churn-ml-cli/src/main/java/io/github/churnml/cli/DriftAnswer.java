package io.github.churnml.cli;

import static io.github.churnml.cli.TextTable.count;
import static io.github.churnml.error.Wording.percent;

import io.github.churnml.drift.ColumnDrift;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.ShareChange;
import io.github.churnml.error.Wording;
import io.github.churnml.monitor.drift.DomainClassifier;
import io.github.churnml.registry.variant.VariantDrift;
import io.github.churnml.report.watch.DriftComparison;
import io.github.churnml.report.watch.DriftPeriod;
import io.github.churnml.report.watch.ScoreShare;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code churn drift} says, as JSON and as text.
 *
 * @param periods what was found in each table, the newest last, of which the whole answer is
 * @param variants what was found segment by segment; null for a single model
 */
record DriftAnswer(List<DriftPeriod> periods, @Nullable VariantDrift variants) {

    private static final int MOST_NAMED = 4;

    private DriftComparison comparison() {
        return newest().comparison();
    }

    private DriftPeriod newest() {
        return periods.get(periods.size() - 1);
    }

    private DriftReport report() {
        return comparison().report();
    }

    Map<String, Object> json() {
        DriftReport report = report();
        DriftComparison comparison = comparison();
        Map<String, Object> document = new LinkedHashMap<>();
        report.toMap().forEach((key, value) -> {
            switch (key) {
                case "reference" -> document.put(key, side(comparison.reference(), report.referenceRows()));
                case "new" -> {
                    document.put(key, side(comparison.current(), report.currentRows()));
                    document.put("columns_only_in_new", comparison.columns().added());
                    document.put(
                            "columns_only_in_reference", comparison.columns().lost());
                    document.put("columns_not_compared", comparison.columns().ignored());
                    document.put("columns_like_a_target", comparison.columns().targets());
                }
                case "columns" -> {
                    if (!comparison.scoreNote().isEmpty()) {
                        document.put("score_note", comparison.scoreNote());
                    }
                    if (comparison.together() != null) {
                        document.put("classifier", classifier(comparison.together()));
                    }
                    document.put(key, value);
                }
                default -> document.put(key, value);
            }
        });
        newest().scores().ifPresent(share -> document.put("score_share", share.toMap()));
        if (periods.size() > 1) {
            document.put("periods", periods.stream().map(DriftAnswer::period).toList());
        }
        if (variants != null) {
            Map<String, Object> segments = new LinkedHashMap<>();
            segments.put("drift", variants.hasDrift());
            segments.putAll(variants.json());
            document.put("variants", segments);
        }
        return document;
    }

    private static Map<String, Object> period(DriftPeriod period) {
        DriftReport report = period.comparison().report();
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("period", period.name());
        one.put("file", period.comparison().current());
        one.put("rows", report.currentRows());
        Map<String, Object> all = report.toMap();
        for (String key : List.of("overall_drift", "status", "features")) {
            one.put(key, all.get(key));
        }
        report.score().ifPresent(score -> one.put("score_psi", score.psi()));
        period.scores().ifPresent(share -> one.put("score_share", share.toMap()));
        return one;
    }

    private static Map<String, Object> classifier(DomainClassifier.Difference together) {
        Map<String, Object> classifier = new LinkedHashMap<>();
        classifier.put("roc_auc", together.rocAuc());
        classifier.put("by_chance_up_to", together.byChance());
        classifier.put("columns", together.columns());
        return classifier;
    }

    private static Map<String, Object> side(String file, long rows) {
        Map<String, Object> side = new LinkedHashMap<>();
        side.put("file", file);
        side.put("rows", rows);
        return side;
    }

    String text() {
        DriftReport report = report();
        DriftComparison comparison = comparison();
        TextTable table = TextTable.ofNumbers("column", "PSI", "by chance", "KS", "KS p", "missing", "verdict");
        for (ColumnDrift column : comparison.rows()) {
            ShareChange missing = column.missing();
            String gaps = missing.reference() + missing.current() == 0
                    ? ""
                    : percent(missing.reference()) + " > " + percent(missing.current());
            table.row(
                    Wording.plain(comparison.label(column)),
                    DriftComparison.measure(column.psi()),
                    DriftComparison.measure(column.criticalPsi()),
                    DriftComparison.distance(column),
                    DriftComparison.probability(column),
                    gaps,
                    column.counted()
                            ? column.verdict().label()
                            : "(" + column.verdict().label() + ")");
        }
        return "Reference: " + comparison.reference() + ", " + count(report.referenceRows()) + " rows\nNew: "
                + comparison.current() + ", " + count(report.currentRows()) + " rows\n\n" + table + "\n"
                + String.join("\n", sentences()) + "\n" + (periods.size() > 1 ? overTime() : "")
                + (variants == null ? "" : segments(variants));
    }

    private String overTime() {
        TextTable table = TextTable.ofNumbers(
                "period", "rows", "greatest PSI", "mean probability", "reach the threshold", "verdict", "of column");
        for (DriftPeriod period : periods) {
            DriftReport of = period.comparison().report();
            Optional<ColumnDrift> first =
                    of.columns().stream().filter(ColumnDrift::counted).findFirst();
            table.row(
                    Wording.plain(period.name()),
                    count(of.currentRows()),
                    DriftComparison.measure(first.map(ColumnDrift::psi).orElse(Double.NaN)),
                    period.scores().map(ScoreShare::mean).map(Wording::percent).orElse("-"),
                    period.scores()
                            .map(ScoreShare::shareAbove)
                            .map(Wording::percent)
                            .orElse("-"),
                    of.status().label(),
                    first.map(column -> Wording.plain(column.name())).orElse(""));
        }
        return "\nPeriod by period, each against the same reference; the newest is the one above:\n" + table;
    }

    private static String segments(VariantDrift variants) {
        TextTable table = TextTable.ofNumbers("segment", "rows", "verdict", "columns that drifted", "model");
        for (VariantDrift.OfSegment one : variants.segments()) {
            List<String> moved = one.columns();
            table.row(
                    VariantReport.values(one.segment()),
                    count(one.rows()),
                    one.verdict(),
                    String.join(
                                    ", ",
                                    moved.stream()
                                            .limit(MOST_NAMED)
                                            .map(Wording::plain)
                                            .toList())
                            + (moved.size() > MOST_NAMED ? " and " + (moved.size() - MOST_NAMED) + " more" : ""),
                    one.segment().model());
        }
        long others = variants.missing() + variants.unknown();
        return "\nSegment by segment, each against what its own model was trained on:\n" + table
                + (others == 0
                        ? ""
                        : count(variants.missing()) + " rows have no value that says the segment, "
                                + count(variants.unknown()) + " are of one that training never saw.\n")
                + (variants.segments().stream().anyMatch(one -> one.verdict().equals("pooled"))
                        ? "pooled: the model of all customers answers; its customers are compared above, with all others.\n"
                        : "");
    }

    /** The answer, and what else is to be known, a sentence a line. */
    private List<String> sentences() {
        DriftComparison comparison = comparison();
        List<String> sentences = new ArrayList<>(List.of(comparison.headline(), report().rule(), comparison.byTests()));
        sentences.addAll(comparison.notCompared());
        sentences.add(comparison.scoreNote());
        sentences.add(comparison.multivariate());
        boolean uncounted = comparison.rows().stream().anyMatch(column -> !column.counted());
        sentences.add(uncounted ? "In parentheses: reported, not counted." : "");
        sentences.removeIf(String::isEmpty);
        return sentences;
    }
}
