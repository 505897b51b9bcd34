package io.github.churnml.prepare;

import io.github.churnml.data.Column;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.LabelCounts;
import io.github.churnml.data.Outcome;
import io.github.churnml.data.OutcomeLabels;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is predicted: a column, the label in it that means a customer left, and those that mean that one stayed. Any other
 * label means neither: its rows are left out. Labels are compared by {@link OutcomeLabels#key}: blanks around them and case
 * do not count, {@code 1.0} is {@code 1}, and so are {@code yes} and {@code true}.
 *
 * @param column the column's name as the table has it
 * @param positive the label of customers who left
 * @param negative what a decision for staying reads as: the label of customers who stayed, or {@code not} and the positive
 *     one if there are several
 * @param negatives the labels of customers who stayed; empty if every label but the positive one means that, as in models
 *     saved before there were several
 */
public record Target(String column, String positive, String negative, List<String> negatives) {

    private static final int NEITHER = -1;

    /** Copies the labels. */
    public Target {
        negatives = List.copyOf(negatives);
    }

    /**
     * A target with one label of customers who stayed.
     *
     * @param column the column's name
     * @param positive the label of customers who left
     * @param negative the other label; {@code not} and the positive one for every other
     */
    public Target(String column, String positive, String negative) {
        this(column, positive, negative, negative.equals("not " + positive) ? List.of() : List.of(negative));
    }

    /**
     * Finds the target's labels in a table, those of customers who stayed by themselves.
     *
     * @param data the table
     * @param column the column's name: exact first, then trimmed
     * @param positive the label of customers who left, or null to work it out
     * @return the target
     * @throws DataException as the other one says
     */
    public static Target find(Dataset data, String column, @Nullable String positive) {
        return find(data, column, positive, List.of());
    }

    /**
     * Finds the target's labels in a table.
     *
     * @param data the table
     * @param column the column's name: exact first, then trimmed
     * @param positive the label of customers who left, or null to work it out, see {@link OutcomeLabels#whoLeft}
     * @param negatives the labels of customers who stayed, of which the table must hold one; empty to work them out: the only
     *     other label, else those that are known to mean the opposite
     * @return the target
     * @throws DataException if the column is not there (naming the nearest), has no values or one label only, does not hold
     *     {@code positive} or none of {@code negatives}, or if it cannot be told who left or who stayed
     */
    public static Target find(Dataset data, String column, @Nullable String positive, List<String> negatives) {
        return find(data, column, positive, negatives, Outcome.churn());
    }

    /**
     * Finds the target's labels in a table, where the positive class need not be that customers leave.
     *
     * @param data the table
     * @param column the column's name: exact first, then trimmed
     * @param positive the label of the positive class, or null to work it out; where it is not that customers leave, see
     *     {@link OutcomeLabels#affirmative}
     * @param negatives the labels of the other, as of the other method
     * @param outcome what the positive class is
     * @return the target
     * @throws DataException as the other one says
     */
    public static Target find(
            Dataset data, String column, @Nullable String positive, List<String> negatives, Outcome outcome) {
        Column values = data.column(column);
        LabelCounts counts = LabelCounts.of(values);
        String name = values.name();
        if (counts.labels().size() < 2) {
            throw refused(
                    name,
                    counts.labels().isEmpty()
                            ? " has no values."
                            : " has one class only, "
                                    + Wording.value(counts.labels().get(0)) + ".",
                    "Maybe another column is the target; learning needs customers who " + outcome.did()
                            + " and customers who " + outcome.didNot() + ".");
        }
        Set<String> given = new LinkedHashSet<>();
        for (String label : negatives) {
            int place = counts.indexOf(label);
            given.add(place < 0 ? label.strip() : counts.labels().get(place));
        }
        if (!given.isEmpty() && given.stream().allMatch(label -> counts.indexOf(label) < 0)) {
            match(name, counts, negatives.get(0), "negative");
        }
        String left =
                positive == null ? whoLeft(name, counts, given, outcome) : match(name, counts, positive, "positive");
        List<String> stayed = given.isEmpty() ? whoStayed(name, counts, left, outcome) : List.copyOf(given);
        if (stayed.contains(left)) {
            throw refused(
                    name,
                    ": the label " + Wording.name(left) + " is given for customers who " + outcome.did()
                            + " and for those who " + outcome.didNot() + ".",
                    "Maybe one of them is spelt wrong; the labels are " + counts + ".");
        }
        return new Target(name, left, stayed.size() == 1 ? stayed.get(0) : "not " + left, stayed);
    }

    private static String match(String column, LabelCounts counts, String label, String kind) {
        int place = counts.indexOf(label);
        if (place < 0) {
            throw refused(
                    column,
                    " never holds the " + kind + " label " + Wording.value(label) + ".",
                    "Maybe one of its labels was meant: " + counts + ".");
        }
        return counts.labels().get(place);
    }

    private static String whoLeft(String column, LabelCounts counts, Set<String> stayed, Outcome outcome) {
        List<String> others = counts.labels().stream()
                .filter(label -> !stayed.contains(label) && !OutcomeLabels.isUndecided(label))
                .toList();
        if (!stayed.isEmpty() && others.size() == 1) {
            return others.get(0);
        }
        return (outcome.isChurn() ? OutcomeLabels.whoLeft(column, counts) : OutcomeLabels.affirmative(counts.labels()))
                .orElseThrow(() -> refused(
                        column,
                        " has the labels " + counts + "; it cannot be told which means that a customer "
                                + (outcome.isChurn() ? "left." : "will " + outcome.does() + "."),
                        "Maybe name that label by --positive (positive in YAML)"
                                + (counts.labels().size() == 2
                                        ? "."
                                        : " and those of customers who " + outcome.didNot()
                                                + " by --negative; rows with any other are left out.")));
    }

    private static List<String> whoStayed(String column, LabelCounts counts, String left, Outcome outcome) {
        List<String> others =
                counts.labels().stream().filter(label -> !label.equals(left)).toList();
        List<String> stayed = others.size() == 1 && !OutcomeLabels.isUndecided(others.get(0))
                ? others
                : OutcomeLabels.opposites(others, left);
        if (stayed.isEmpty()) {
            throw refused(
                    column,
                    " has the labels " + counts + "; it cannot be told which of them mean that a customer "
                            + (outcome.isChurn() ? "stayed" : "will not " + outcome.does()) + " where "
                            + Wording.name(left) + " means that one "
                            + (outcome.isChurn() ? "left." : "will."),
                    "Maybe name those by --negative (negative in YAML); rows with any other are left out.");
        }
        return stayed;
    }

    private static DataException refused(String column, String problem, String maybe) {
        return new DataException("Target " + Wording.name(column) + problem, maybe, Where.column(column));
    }

    /**
     * The labels of a table's rows.
     *
     * @param data a table with the target column
     * @return 1 for the positive label, 0 for a negative one, −1 where the target is missing or has another label; one per
     *     row
     * @throws DataException if the column is not there
     */
    public int[] labels(Dataset data) {
        LabelCounts counts = LabelCounts.of(data.column(column));
        int[] sides = new int[counts.labels().size()];
        for (int i = 0; i < sides.length; i++) {
            sides[i] = side(counts.labels().get(i));
        }
        int[] labels = new int[data.rows()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = counts.ofRow(row) < 0 ? NEITHER : sides[counts.ofRow(row)];
        }
        return labels;
    }

    private int side(String label) {
        String key = OutcomeLabels.key(label);
        if (key.equals(OutcomeLabels.key(positive))) {
            return 1;
        }
        boolean stayed = negatives.isEmpty()
                || negatives.stream().anyMatch(one -> OutcomeLabels.key(one).equals(key));
        return stayed ? 0 : NEITHER;
    }

    /**
     * Labels that are neither positive nor negative; {@link #labels} leaves their rows out.
     *
     * @param data a table with the target column
     * @return each with the number of its rows, the most frequent first
     * @throws DataException if the column is not there
     */
    public Map<String, Long> otherLabels(Dataset data) {
        return LabelCounts.of(data.column(column)).counts(label -> side(label) == NEITHER);
    }

    /**
     * Rows whose outcome is not known, in words: those without a label and those with another one.
     *
     * @param data a table with the target column
     * @return such as {@code 3 without an outcome, 35 with another one than 'Yes' and 'No': 'Unknown' (35)}; empty if there
     *     is none
     * @throws DataException if the column is not there
     */
    public String leftOut(Dataset data) {
        Map<String, Long> others = otherLabels(data);
        long other = 0;
        for (long rows : others.values()) {
            other += rows;
        }
        long missing = -other;
        for (int label : labels(data)) {
            missing += label == NEITHER ? 1 : 0;
        }
        String without = missing == 0 ? "" : Wording.count(missing) + " without an outcome";
        return other == 0
                ? without
                : without + (missing == 0 ? "" : ", ") + Wording.count(other) + " with another one than "
                        + Wording.name(positive) + " and " + Wording.names(negatives) + ": " + LabelCounts.said(others);
    }

    /**
     * The label that a decision reads as.
     *
     * @param left whether the customer is predicted to leave
     * @return the positive or negative label
     */
    public String label(boolean left) {
        return left ? positive : negative;
    }
}
