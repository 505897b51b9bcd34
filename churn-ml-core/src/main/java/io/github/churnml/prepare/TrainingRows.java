package io.github.churnml.prepare;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.DuplicateRows;
import io.github.churnml.data.LabelCounts;
import io.github.churnml.data.Notice;
import io.github.churnml.data.Outcome;
import io.github.churnml.data.OutcomeLabels;
import io.github.churnml.data.OutcomeWords;
import io.github.churnml.error.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table that can be learnt from, with their labels: those that have a target, each exact duplicate once.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 *
 * @param data the rows kept, in their order
 * @param labels 1 for the positive class, 0 otherwise; one per row
 * @param target what is predicted
 * @param notices what was dropped, what was worked out, and how many customers merely look alike
 */
public record TrainingRows(Dataset data, int[] labels, Target target, List<Notice> notices) {

    private static final double MOST_COPIES_WITHOUT_IDENTIFIER = 0.05;

    /**
     * Selects the rows to learn from.
     *
     * @param table the table as read
     * @param targetColumn the target's name
     * @param positive the label of customers who left, or null to work it out
     * @param negatives the labels of customers who stayed, or empty to work them out
     * @param dropDuplicates whether rows equal in every column, the identifier included, are reduced to the first; without an
     *     identifier only where they are few, for many are customers who look alike
     * @return the rows
     * @throws io.github.churnml.error.DataException if the target cannot be used, see {@link Target#find}
     */
    public static TrainingRows select(
            Dataset table,
            String targetColumn,
            @Nullable String positive,
            List<String> negatives,
            boolean dropDuplicates) {
        return select(table, targetColumn, positive, negatives, dropDuplicates, Outcome.churn());
    }

    /**
     * Selects the rows to learn from, where the positive class need not be that customers leave.
     *
     * @param table the table as read
     * @param targetColumn the target's name
     * @param positive the label of the positive class, or null to work it out
     * @param negatives the labels of the other, or empty to work them out
     * @param dropDuplicates as of the other method
     * @param outcome what the positive class is
     * @return the rows
     * @throws io.github.churnml.error.DataException if the target cannot be used, see {@link Target#find}
     */
    public static TrainingRows select(
            Dataset table,
            String targetColumn,
            @Nullable String positive,
            List<String> negatives,
            boolean dropDuplicates,
            Outcome outcome) {
        Target target = Target.find(table, targetColumn, positive, negatives, outcome);
        List<Notice> notices = new ArrayList<>();
        if (positive == null) {
            notices.add(new Notice(
                    "positive-label",
                    target.column(),
                    "The label '" + target.positive() + "' of column '" + target.column()
                            + "' is taken to mean that a customer "
                            + (outcome.isChurn() ? "left" : "will " + outcome.does())
                            + ". Maybe state the positive label if it is not."));
        } else if (outcome.isChurn()
                && OutcomeLabels.meaning(target.column(), target.positive()) == OutcomeWords.STAYED) {
            notices.add(new Notice(
                    "positive-means-stayed",
                    target.column(),
                    "The label " + Wording.name(target.positive()) + " of column " + Wording.name(target.column())
                            + " seems to mean that a customer stayed, but is given for those who left. What is said of"
                            + " customers who left holds for it."));
        }
        if (negatives.size() > 1) {
            LabelCounts counts = LabelCounts.of(table.column(targetColumn));
            List<String> absent = target.negatives().stream()
                    .filter(label -> counts.indexOf(label) < 0)
                    .toList();
            if (!absent.isEmpty()) {
                notices.add(new Notice(
                        "negative-not-there",
                        target.column(),
                        "Column " + Wording.name(target.column()) + " never holds " + Wording.names(absent)
                                + ", given for customers who " + outcome.didNot() + "."));
            }
        }
        Dataset labelled = withTarget(table, target, outcome, notices);
        Dataset kept = dropDuplicates ? withoutDuplicates(labelled, notices) : labelled;
        reportLookAlikes(kept, notices);
        return new TrainingRows(kept, target.labels(kept), target, List.copyOf(notices));
    }

    private static Dataset withTarget(Dataset table, Target target, Outcome outcome, List<Notice> notices) {
        int[] labels = target.labels(table);
        int[] rows =
                IntStream.range(0, labels.length).filter(i -> labels[i] >= 0).toArray();
        int dropped = labels.length - rows.length;
        if (dropped == 0) {
            return table;
        }
        Map<String, Long> others = target.otherLabels(table);
        int other = (int) others.values().stream().mapToLong(Long::longValue).sum();
        if (other > 0) {
            notices.add(new Notice(
                    "rows-with-another-label",
                    target.column(),
                    Wording.count(other, "row has", "rows have") + " neither " + Wording.name(target.positive())
                            + " nor "
                            + Wording.names(target.negatives()) + " in column " + Wording.name(target.column())
                            + " and "
                            + (other == 1 ? "is" : "are") + " left out: " + LabelCounts.said(others)
                            + ". Maybe name what means that a customer "
                            + (outcome.isChurn() ? "stayed" : "will not " + outcome.does())
                            + " as negative."));
        }
        if (dropped > other) {
            notices.add(new Notice(
                    "rows-without-target",
                    target.column(),
                    Wording.count(dropped - other, "row has", "rows have") + " no target and cannot be learnt from."));
        }
        return table.select(rows);
    }

    /**
     * Exact duplicates are copies of one customer where an identifier is among what they share. Without one they may as well
     * be customers who look alike, of whom a narrow table has many: then only a few are taken for copies.
     */
    private static Dataset withoutDuplicates(Dataset table, List<Notice> notices) {
        int[] rows = DuplicateRows.firstOfEach(table, field -> true);
        int repeats = table.rows() - rows.length;
        if (repeats == 0) {
            return table;
        }
        boolean one = repeats == 1;
        if (!hasIdentifier(table) && repeats > MOST_COPIES_WITHOUT_IDENTIFIER * table.rows()) {
            notices.add(new Notice(
                    "look-alikes",
                    "",
                    Wording.count(repeats)
                            + " rows repeat another in every column. Without an identifier they are taken for customers"
                            + " who look alike, and stay. Maybe add the identifier to the table, so that copies can be"
                            + " told."));
            return table;
        }
        notices.add(new Notice(
                "duplicate-rows",
                "",
                Wording.count(repeats, "row repeats", "rows repeat") + " another in every column and "
                        + (one ? "is" : "are") + " left out of training."));
        return table.select(rows);
    }

    /** An identifier that has lost digits does not tell rows apart. */
    private static boolean hasIdentifier(Dataset table) {
        return table.schema().fields().stream()
                .filter(field -> field.type() == ColumnType.IDENTIFIER)
                .anyMatch(field -> table.notices().stream()
                        .noneMatch(notice -> notice.code().equals(Notice.DIGITS_LOST)
                                && notice.column().equals(field.name())));
    }

    private static void reportLookAlikes(Dataset table, List<Notice> notices) {
        if (!hasIdentifier(table)) {
            return;
        }
        int[] distinct = DuplicateRows.firstOfEach(table, field -> field.type() != ColumnType.IDENTIFIER);
        int alike = table.rows() - distinct.length;
        if (alike > 0) {
            notices.add(
                    new Notice(
                            "look-alikes",
                            "",
                            Wording.count(alike, "row repeats", "rows repeat")
                                    + " another in everything but the identifier; these customers merely look alike and stay."));
        }
    }
}
