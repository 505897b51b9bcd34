package io.github.churnml.cli;

import static io.github.churnml.cli.TextTable.count;
import static io.github.churnml.cli.TextTable.decimals;
import static io.github.churnml.cli.TextTable.percent;

import io.github.churnml.DomainClassifier;
import io.github.churnml.drift.ColumnDrift;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.DriftRule;
import io.github.churnml.drift.ShareChange;
import io.github.churnml.drift.Verdict;
import io.github.churnml.error.Wording;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code churn drift} says, as JSON and as text.
 *
 * @param scored what was found
 * @param reference what was compared with, as given
 * @param current the new table, as given
 * @param added columns that only the new table has
 * @param lost columns that only the reference has
 * @param ignored columns that both have and that cannot be compared: identifiers, free text
 * @param targets columns that are named like a target, reported and not counted
 * @param together how well the tables can be told apart, or null if that was not asked for
 */
record DriftAnswer(
        ScoreDrift scored,
        String reference,
        String current,
        List<String> added,
        List<String> lost,
        List<String> ignored,
        List<String> targets,
        DomainClassifier.@Nullable Difference together) {

    DriftReport report() {
        return scored.report();
    }

    /** What is shown: the score if there is one, and all columns. */
    List<ColumnDrift> rows() {
        return Stream.concat(report().score().stream(), report().columns().stream())
                .toList();
    }

    /** What a row is called; a column might be named score, too. */
    String label(ColumnDrift row) {
        return report().score().filter(score -> score == row).isPresent() ? "score of the model" : row.name();
    }

    Map<String, Object> json() {
        DriftReport report = report();
        Map<String, Object> document = new LinkedHashMap<>();
        report.toMap().forEach((key, value) -> {
            switch (key) {
                case "reference" -> document.put(key, side(reference, report.referenceRows()));
                case "new" -> {
                    document.put(key, side(current, report.currentRows()));
                    document.put("columns_only_in_new", added);
                    document.put("columns_only_in_reference", lost);
                    document.put("columns_not_compared", ignored);
                    document.put("columns_like_a_target", targets);
                }
                case "columns" -> {
                    if (!scored.note().isEmpty()) {
                        document.put("score_note", scored.note());
                    }
                    if (together != null) {
                        document.put("classifier", classifier(together));
                    }
                    document.put(key, value);
                }
                default -> document.put(key, value);
            }
        });
        return document;
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
        TextTable table = TextTable.ofNumbers("column", "PSI", "by chance", "KS", "KS p", "missing", "verdict");
        for (ColumnDrift column : rows()) {
            ShareChange missing = column.missing();
            String gaps = missing.reference() + missing.current() == 0
                    ? ""
                    : percent(missing.reference()) + " > " + percent(missing.current());
            table.row(
                    Wording.plain(label(column)),
                    decimals(column.psi(), 3),
                    decimals(column.criticalPsi(), 3),
                    column.ks().map(ks -> decimals(ks.statistic(), 3)).orElse(""),
                    column.ks().map(ks -> probability(ks.pValue())).orElse(""),
                    gaps,
                    column.counted()
                            ? column.verdict().label()
                            : "(" + column.verdict().label() + ")");
        }
        return "Reference: " + reference + ", " + count(report.referenceRows()) + " rows\nNew: " + current + ", "
                + count(report.currentRows()) + " rows\n\n" + table + "\n" + headline() + "\n" + report.rule() + "\n"
                + tests() + notes();
    }

    /** The answer in a few words. */
    String headline() {
        return switch (report().status()) {
            case DRIFTED, SHIFTED -> "Drift: yes (" + report().status().label() + ").";
            case STABLE -> "Drift: no.";
            case NOT_ENOUGH_DATA -> "Drift: not enough data to tell.";
        };
    }

    /** What tests say where the threshold decides; nothing where they decide, or nobody can. */
    String tests() {
        DriftReport report = report();
        boolean asked = report.settings().rule() == DriftRule.TESTS || report.verdict() == Verdict.NOT_ENOUGH_DATA;
        return asked ? "" : "By tests: " + report.verdict().label() + ". " + report.verdictRule() + "\n";
    }

    private String notes() {
        String notes = notCompared();
        boolean uncounted = rows().stream().anyMatch(column -> !column.counted());
        if (!scored.note().isEmpty()) {
            notes += scored.note() + "\n";
        }
        if (together != null) {
            notes += multivariate() + "\n";
        }
        return notes + (uncounted ? "In parentheses: reported, not counted.\n" : "");
    }

    /** Which columns were not compared, and why, a line each; nothing if all were. */
    String notCompared() {
        String ignoring = ignored.isEmpty() ? "" : "Identifiers and free text, not compared: " + plain(ignored) + ".\n";
        String left = targets.isEmpty()
                ? ""
                : "Looks like the target, reported and not counted: " + plain(targets) + " (--count counts it).\n";
        return only("new table", added) + only("reference", lost) + ignoring + left;
    }

    private static String only(String where, List<String> names) {
        return names.isEmpty() ? "" : "Only in the " + where + ", not compared: " + plain(names) + ".\n";
    }

    /** Names from a file, without what would move a terminal's cursor or colour it. */
    private static String plain(Collection<String> names) {
        return names.stream().map(Wording::plain).collect(Collectors.joining(", "));
    }

    /** What the classifier says, or nothing. */
    String multivariate() {
        if (together == null) {
            return "";
        }
        String apart = together.isSure()
                ? "Rows can be told apart, mostly by "
                        + plain(together.columns().keySet().stream().limit(3).toList())
                : "Rows cannot be told apart better than by chance";
        return apart + " (ROC-AUC " + decimals(together.rocAuc(), 3) + ", by chance up to "
                + decimals(together.byChance(), 3) + ").";
    }

    static String probability(double p) {
        return !Double.isFinite(p) ? "-" : p < 1e-4 ? "<0.0001" : String.format(Locale.ROOT, "%.4f", p);
    }
}
