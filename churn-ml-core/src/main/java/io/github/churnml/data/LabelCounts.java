package io.github.churnml.data;

import io.github.churnml.error.Wording;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The labels of a target and how many rows have each; spellings that {@link OutcomeLabels#key} takes for one label are one,
 * under the most frequent of them. Immutable.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class LabelCounts {

    private static final int MISSING = -1;
    private static final int MOST_SHOWN = 5;

    private final List<String> labels;
    private final long[] counts;
    private final int[] ofRow;

    private LabelCounts(List<Label> sorted, @Nullable Label[] rows) {
        List<String> texts = new ArrayList<>();
        counts = new long[sorted.size()];
        for (Label label : sorted) {
            label.place = texts.size();
            counts[label.place] = label.rows;
            texts.add(label.text);
        }
        labels = List.copyOf(texts);
        ofRow = new int[rows.length];
        for (int row = 0; row < rows.length; row++) {
            Label label = rows[row];
            ofRow[row] = label == null ? MISSING : label.first.place;
        }
    }

    /**
     * Counts a column's labels.
     *
     * @param column the target
     * @return its labels, the most frequent first, equally frequent ones by their text
     */
    public static LabelCounts of(Column column) {
        Map<String, Label> spelt = new TreeMap<>();
        Label[] ofRow = new Label[column.rows()];
        for (int row = 0; row < ofRow.length; row++) {
            String text = column.text(row);
            if (text != null && !text.isBlank()) {
                ofRow[row] = spelt.computeIfAbsent(text, Label::new);
                ofRow[row].rows++;
            }
        }
        Map<String, Label> byKey = new HashMap<>();
        for (Label spelling : sorted(spelt.values())) {
            spelling.first = byKey.computeIfAbsent(OutcomeLabels.key(spelling.text), key -> spelling);
            if (spelling.first != spelling) {
                spelling.first.rows += spelling.rows;
            }
        }
        return new LabelCounts(sorted(byKey.values()), ofRow);
    }

    /** The most frequent first, equally frequent ones by their text. */
    private static List<Label> sorted(Collection<Label> labels) {
        List<Label> sorted = new ArrayList<>(labels);
        sorted.sort((a, b) -> a.rows == b.rows ? a.text.compareTo(b.text) : Long.compare(b.rows, a.rows));
        return sorted;
    }

    /** A spelling, or all spellings of one label under their first. */
    private static final class Label {
        final String text;
        long rows;
        int place;
        Label first = this;

        Label(String text) {
            this.text = text.strip();
        }
    }

    /** {@return the labels, the most frequent first} */
    public List<String> labels() {
        return labels;
    }

    /**
     * How many rows have a label.
     *
     * @param label its position among the labels
     * @return the count
     */
    public long count(int label) {
        return counts[label];
    }

    /**
     * A row's label.
     *
     * @param row the row, from 0
     * @return its position among the labels, or −1 where it is missing
     */
    public int ofRow(int row) {
        return ofRow[row];
    }

    /**
     * Finds a label in any spelling.
     *
     * @param label the label
     * @return its position among the labels, or −1
     */
    public int indexOf(String label) {
        String key = OutcomeLabels.key(label);
        for (int i = 0; i < labels.size(); i++) {
            if (OutcomeLabels.key(labels.get(i)).equals(key)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Some of the labels with the number of their rows.
     *
     * @param which whether a label is wanted
     * @return the wanted ones, the most frequent first
     */
    public Map<String, Long> counts(Predicate<String> which) {
        Map<String, Long> some = new LinkedHashMap<>();
        for (int i = 0; i < counts.length; i++) {
            if (which.test(labels.get(i))) {
                some.put(labels.get(i), counts[i]);
            }
        }
        return some;
    }

    /** {@return the labels with their counts for a message, at most five: {@code 'No' (5,174), 'Yes' (1,869)}} */
    @Override
    public String toString() {
        return said(counts(label -> true));
    }

    /**
     * Labels with their counts for a message, at most five.
     *
     * @param counts the number of rows by label
     * @return such as {@code 'No' (5,174), 'Yes' (1,869) and 7 more}
     */
    public static String said(Map<String, Long> counts) {
        List<String> said = new ArrayList<>();
        for (Map.Entry<String, Long> entry : counts.entrySet()) {
            if (said.size() == MOST_SHOWN) {
                return String.join(", ", said) + " and " + (counts.size() - MOST_SHOWN) + " more";
            }
            said.add(Wording.name(entry.getKey()) + " (" + Wording.count(entry.getValue()) + ")");
        }
        return String.join(", ", said);
    }
}
