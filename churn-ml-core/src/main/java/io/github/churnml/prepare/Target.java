package io.github.churnml.prepare;

import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Numbers;
import io.github.churnml.data.OutcomeLabels;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is predicted: a column and the label in it that means a customer left.
 *
 * @param column the column's name as the table has it
 * @param positive the label of customers who left
 * @param negative the other label, or {@code not} and the positive one if there are several others
 */
public record Target(String column, String positive, String negative) {

    /**
     * Finds the target's labels in a table.
     *
     * @param data the table
     * @param column the column's name: exact first, then trimmed
     * @param positive the label of customers who left, or null to work it out: by its meaning, else the rarer one
     * @return the target
     * @throws DataException if the column is not there (naming the nearest), has no values or one class only, has more
     *     than two classes while {@code positive} is null, or does not hold {@code positive}
     */
    public static Target find(Dataset data, String column, @Nullable String positive) {
        Column values = data.column(column);
        Map<String, Integer> counts = classes(values);
        if (counts.size() < 2) {
            throw new DataException(
                    "Target " + Wording.name(values.name())
                            + (counts.isEmpty()
                                    ? " has no values."
                                    : " has one class only, "
                                            + Wording.value(
                                                    counts.keySet().iterator().next()) + "."),
                    "Maybe another column is the target; learning needs customers who left and customers who stayed.",
                    Where.column(values.name()));
        }
        List<String> labels = new ArrayList<>(counts.keySet());
        if (positive == null && labels.size() > 2) {
            throw new DataException(
                    "Target " + Wording.name(values.name()) + " has " + labels.size() + " classes: "
                            + Wording.names(labels) + ".",
                    "Maybe say which label means that a customer left; all others then mean that one stayed.",
                    Where.column(values.name()));
        }
        String chosen = positive == null ? workOut(counts) : match(values, labels, positive);
        List<String> others =
                labels.stream().filter(label -> !label.equals(chosen)).toList();
        return new Target(values.name(), chosen, others.size() == 1 ? others.get(0) : "not " + chosen);
    }

    /**
     * The labels of a table's rows.
     *
     * @param data a table with the target column
     * @return 1 for the positive label, 0 for any other, −1 where the target is missing; one per row
     * @throws DataException if the column is not there
     */
    public int[] labels(Dataset data) {
        Column values = data.column(column);
        String wanted = key(positive, values.type());
        int[] labels = new int[values.rows()];
        for (int i = 0; i < labels.length; i++) {
            String text = values.text(i);
            labels[i] = text == null || text.isBlank() ? -1 : sameLabel(text, wanted, values.type()) ? 1 : 0;
        }
        return labels;
    }

    /**
     * Labels that are neither the positive nor the negative one; {@link #labels} counts them as customers who stayed.
     *
     * @param data a table with the target column
     * @return each with the number of its rows, by name; empty if training had several labels for customers who stayed, so
     *     that any other means it
     * @throws DataException if the column is not there
     */
    public Map<String, Integer> otherLabels(Dataset data) {
        Column values = data.column(column);
        if (negative.equals("not " + positive)) {
            return Map.of();
        }
        Map<String, Integer> others = new TreeMap<>(classes(values));
        others.keySet().removeIf(label -> {
            String key = key(label, values.type());
            return sameLabel(key, key(positive, values.type()), values.type())
                    || sameLabel(key, key(negative, values.type()), values.type());
        });
        return others;
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

    private static boolean sameLabel(String text, String wanted, ColumnType type) {
        String key = key(text, type);
        if (key.equals(wanted)) {
            return true;
        }
        double number = Numbers.parse(key);
        return !Double.isNaN(number) && number == Numbers.parse(wanted);
    }

    private static Map<String, Integer> classes(Column values) {
        Map<String, Integer> counts = new TreeMap<>();
        Map<String, String> spelling = new TreeMap<>();
        for (int i = 0; i < values.rows(); i++) {
            String text = values.text(i);
            if (text != null && !text.isBlank()) {
                String label = spelling.computeIfAbsent(key(text, values.type()), key -> text.strip());
                counts.merge(label, 1, Integer::sum);
            }
        }
        return counts;
    }

    private static String key(String label, ColumnType type) {
        String bare = label.strip();
        return type == ColumnType.BOOLEAN ? bare.toLowerCase(Locale.ROOT) : bare;
    }

    private static String match(Column values, List<String> labels, String positive) {
        for (String label : labels) {
            if (sameLabel(positive, key(label, values.type()), values.type())) {
                return label;
            }
        }
        for (String label : labels) {
            if (label.equalsIgnoreCase(positive.strip())) {
                return label;
            }
        }
        throw new DataException(
                "Target " + Wording.name(values.name()) + " never holds the positive label " + Wording.value(positive)
                        + ".",
                "Maybe one of its labels was meant: " + Wording.names(labels) + ".",
                Where.column(values.name()));
    }

    private static String workOut(Map<String, Integer> counts) {
        List<String> labels = List.copyOf(counts.keySet());
        Optional<String> meant = OutcomeLabels.whoLeft(labels.get(0), labels.get(1));
        if (meant.isPresent()) {
            return meant.get();
        }
        return counts.get(labels.get(0)) <= counts.get(labels.get(1)) ? labels.get(0) : labels.get(1);
    }
}
