package io.github.churnml.cli;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.Notice;
import io.github.churnml.data.split.Split;
import io.github.churnml.error.Wording;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.profile.Finding;
import io.github.churnml.select.NoiseTargets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code churn doctor} says, as text and as plain values for JSON.
 *
 * @param asked how rows are divided as things stand
 * @param judged the ROC-AUC in folds of that division
 * @param byCustomer by customers, where some have several rows
 * @param inTime by the column that may say when rows were taken, where there is one
 * @param others the ROC-AUC in folds of divisions that are not asked for
 */
record DoctorReport(
        ChurnPipeline pipeline,
        Split asked,
        List<Notice> notices,
        SuspectedLeaks leaks,
        int[] labels,
        NoiseTargets noise,
        Estimate judged,
        @Nullable Split byCustomer,
        @Nullable Split inTime,
        Map<Split, Estimate> others) {

    private static final double TOO_GOOD = 0.98;
    private static final int FEW = 100;

    /** What to do, most important first; empty where nothing stands in the way. */
    List<String> advice() {
        List<String> advice = new ArrayList<>();
        if (!leaks.findings().isEmpty()) {
            Set<String> columns = new LinkedHashSet<>();
            leaks.findings().forEach((Finding finding) -> columns.addAll(finding.columns()));
            advice.add("Ask of " + Wording.names(columns)
                    + " whether it is known while the customer is still there; if not, leave it out: --exclude \""
                    + String.join(",", columns) + "\".");
        } else if (judged.value() >= TOO_GOOD) {
            advice.add("A ROC-AUC of " + TextTable.decimals(judged.value())
                    + " is too good for customers: look for a column that is written "
                    + (pipeline.outcome().isChurn() ? "when or after a customer leaves" : "once the outcome is known")
                    + ", by churn train (its importances) and churn profile, and leave it out with --exclude.");
        }
        if (noise.isSuspicious()) {
            advice.add(
                    byCustomer != null && !asked.equals(byCustomer)
                            ? "Shuffled outcomes were learnt: rows of one customer stand on both sides. Divide by customer: "
                                    + flag(byCustomer) + "."
                            : "Shuffled outcomes were learnt, which only rows on both sides explain: look for rows that"
                                    + " repeat (churn profile) and for a column that names customers, and divide by it:"
                                    + " --split grouped=COLUMN.");
        } else if (byCustomer != null && !asked.equals(byCustomer) && !(asked instanceof Split.Time)) {
            advice.add("Divide by customer, since some have several rows: " + flag(byCustomer) + ".");
        }
        if (inTime != null && !(asked instanceof Split.Time)) {
            advice.add("If " + Wording.name(column(inTime))
                    + " says when a row was taken, and not when the customer joined or was born, judge in time, as the model"
                    + " will be used: " + flag(inTime) + ":30d, with the days that an outcome takes to be known.");
        }
        int left = Arrays.stream(labels).sum();
        int fewer = Math.min(left, labels.length - left);
        if (fewer < FEW) {
            advice.add("Collect more customers who "
                    + (fewer == left
                            ? pipeline.outcome().did()
                            : pipeline.outcome().didNot()) + ": with " + fewer
                    + " no figure is sure, and learners differ by luck.");
        }
        return advice;
    }

    Map<String, Object> json() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("target", pipeline.target());
        map.put("seed", pipeline.seed());
        map.put("rows", labels.length);
        map.put("left", Arrays.stream(labels).sum());
        map.put("suspected_leaks", leaks.json());
        Map<String, Object> shuffled = new LinkedHashMap<>();
        shuffled.put("targets", noise.areas().size());
        shuffled.put("mean_roc_auc", noise.mean());
        shuffled.put("standard_error", noise.standardError());
        shuffled.put("standard_errors", noise.standardErrors());
        shuffled.put("learnt", noise.isSuspicious());
        map.put("shuffled_outcomes", shuffled);
        List<Object> divisions = new ArrayList<>();
        divisions.add(division(asked, judged));
        inOrder().forEach(split -> divisions.add(division(split, test(split))));
        map.put("divisions", divisions);
        map.put("to_do", advice());
        return map;
    }

    private static Map<String, Object> division(Split split, Estimate test) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("split", split.settings());
        map.put("roc_auc", test.value());
        map.put("low", test.low());
        map.put("high", test.high());
        return map;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        int left = Arrays.stream(labels).sum();
        text.append(Wording.count(labels.length))
                .append(" customers, of whom ")
                .append(Wording.count(left))
                .append(" " + pipeline.outcome().did() + " (")
                .append(Wording.percent((double) left / labels.length))
                .append(")\n")
                .append(Subcommand.lines(notices))
                .append(
                        leaks.findings().isEmpty()
                                ? "\nNo column seems to know who "
                                        + pipeline.outcome().did() + ".\n"
                                : leaks.text());
        text.append(String.format(
                Locale.ROOT,
                "%nLeak test: outcomes shuffled %d times reach a mean ROC-AUC of %.4f, %.1f standard errors %s 0.5:%n  %s.%n",
                noise.areas().size(),
                noise.mean(),
                Math.abs(noise.standardErrors()),
                noise.standardErrors() < 0 ? "below" : "above",
                noise.isSuspicious()
                        ? "something has seen the rows that it is judged by"
                        : "nothing has seen the rows that it is judged by"));
        text.append("\nROC-AUC of ").append(pipeline.learner().name()).append(", by how rows are divided:\n");
        TextTable table = TextTable.ofTexts("division", "roc_auc", "95 % interval");
        row(table, name(asked) + " (as things stand)", judged);
        inOrder().forEach(split -> row(table, name(split), test(split)));
        text.append(table);
        List<String> advice = advice();
        if (advice.isEmpty()) {
            return text.append("\nNothing to do: figures of this table can be believed.\n")
                    .toString();
        }
        text.append("\nWhat to do:\n");
        for (int i = 0; i < advice.size(); i++) {
            text.append("  ").append(i + 1).append(". ").append(advice.get(i)).append('\n');
        }
        return text.toString();
    }

    private static void row(TextTable table, String name, Estimate area) {
        table.row(
                name,
                TextTable.decimals(area.value()),
                TextTable.decimals(area.low()) + " to " + TextTable.decimals(area.high()));
    }

    /** The other divisions, always in the same order. */
    private List<Split> inOrder() {
        List<Split> all = new ArrayList<>();
        for (Split split : new Split[] {Split.stratified(), byCustomer, inTime}) {
            if (split != null && others.containsKey(split)) {
                all.add(split);
            }
        }
        return all;
    }

    private Estimate test(Split split) {
        Estimate test = others.get(split);
        if (test == null) {
            throw new IllegalArgumentException("no division " + split);
        }
        return test;
    }

    private static String name(Split split) {
        return split instanceof Split.Grouped || split instanceof Split.Time
                ? (split instanceof Split.Time ? "in time by " : "by customer, ") + Wording.name(column(split))
                : "at random";
    }

    private static String column(Split split) {
        return split instanceof Split.Grouped grouped
                ? grouped.by()
                : split instanceof Split.Time time ? time.by() : "";
    }

    private static String flag(Split split) {
        String column = column(split);
        String given = (split instanceof Split.Time ? "time=" : "grouped=") + column;
        return "--split " + (column.contains(" ") ? "\"" + given + "\"" : given);
    }
}
