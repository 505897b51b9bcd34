package io.github.churnml.report.watch;

import io.github.churnml.drift.ColumnDrift;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.DriftRule;
import io.github.churnml.drift.Verdict;
import io.github.churnml.error.Wording;
import io.github.churnml.monitor.drift.DomainClassifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What came of comparing two tables, with the words for it, which a terminal and a page share.
 *
 * @param report the drift of each column
 * @param scoreNote what is to be said of the model's scores in a sentence, or an empty string
 * @param reference what was compared with, as given
 * @param current the new table, as given
 * @param columns which columns took no part
 * @param together how well the tables can be told apart, or null if that was not asked for
 */
public record DriftComparison(
        DriftReport report,
        String scoreNote,
        String reference,
        String current,
        Uncompared columns,
        DomainClassifier.@Nullable Difference together) {

    /**
     * The columns that took no part in a comparison, or were not counted.
     *
     * @param added columns that only the new table has
     * @param lost columns that only the reference has
     * @param ignored columns that both have and that cannot be compared: identifiers, free text
     * @param targets columns that are named like a target: reported, not counted
     */
    public record Uncompared(List<String> added, List<String> lost, List<String> ignored, List<String> targets) {

        /** Copies the lists. */
        public Uncompared {
            added = List.copyOf(added);
            lost = List.copyOf(lost);
            ignored = List.copyOf(ignored);
            targets = List.copyOf(targets);
        }
    }

    /** {@return what is shown: the score if there is one, and all columns} */
    public List<ColumnDrift> rows() {
        return Stream.concat(report.score().stream(), report.columns().stream()).toList();
    }

    /**
     * The name that a row is shown by; a column might be named score, too.
     *
     * @param row one of {@link #rows()}
     * @return the name
     */
    public String label(ColumnDrift row) {
        return report.score().filter(score -> score == row).isPresent() ? "score of the model" : row.name();
    }

    /** {@return the answer in a few words} */
    public String headline() {
        return switch (report.status()) {
            case DRIFTED, SHIFTED -> "Drift: yes (" + report.status().label() + ").";
            case STABLE -> "Drift: no.";
            case NOT_ENOUGH_DATA -> "Drift: not enough data to tell.";
        };
    }

    /** {@return what tests say where the threshold decides; empty where they decide, or there is not enough data} */
    public String byTests() {
        boolean said = report.settings().rule() == DriftRule.TESTS || report.verdict() == Verdict.NOT_ENOUGH_DATA;
        return said ? "" : "By tests: " + report.verdict().label() + ". " + report.verdictRule();
    }

    /** {@return which columns were not compared or not counted, and why, a sentence for each reason} */
    public List<String> notCompared() {
        List<String> sentences = new ArrayList<>();
        add(sentences, "Only in the new table, not compared: ", columns.added(), ".");
        add(sentences, "Only in the reference, not compared: ", columns.lost(), ".");
        add(sentences, "Identifiers and free text, not compared: ", columns.ignored(), ".");
        add(sentences, "Looks like the target, reported and not counted: ", columns.targets(), " (--count counts it).");
        return List.copyOf(sentences);
    }

    private static void add(List<String> sentences, String begin, List<String> names, String end) {
        if (!names.isEmpty()) {
            sentences.add(begin + plain(names) + end);
        }
    }

    /** {@return what the classifier says; empty if it was not asked} */
    public String multivariate() {
        if (together == null) {
            return "";
        }
        String apart = together.isSure()
                ? "Rows can be told apart, mostly by "
                        + plain(together.columns().keySet().stream().limit(3).toList())
                : "Rows cannot be told apart better than by chance";
        return apart + " (ROC-AUC " + measure(together.rocAuc()) + ", by chance up to " + measure(together.byChance())
                + ").";
    }

    /** Names from a file, without what would move a terminal's cursor or colour it. */
    private static String plain(Collection<String> names) {
        return names.stream().map(Wording::plain).collect(Collectors.joining(", "));
    }

    /**
     * A measure with three decimals.
     *
     * @param value the measure
     * @return the text; a dash if it is not finite
     */
    public static String measure(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "-";
    }

    /**
     * The distance of Kolmogorov and Smirnov.
     *
     * @param row one of {@link #rows()}
     * @return the text; empty where there is no such test
     */
    public static String distance(ColumnDrift row) {
        return row.ks().map(ks -> measure(ks.statistic())).orElse("");
    }

    /**
     * The p-value of the test of Kolmogorov and Smirnov.
     *
     * @param row one of {@link #rows()}
     * @return the text; empty where there is no such test
     */
    public static String probability(ColumnDrift row) {
        return row.ks().map(ks -> probability(ks.pValue())).orElse("");
    }

    private static String probability(double p) {
        return !Double.isFinite(p) ? "-" : p < 1e-4 ? "<0.0001" : String.format(Locale.ROOT, "%.4f", p);
    }
}
