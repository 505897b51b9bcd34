package io.github.churnml.data;

import io.github.churnml.error.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The labels of a target and how many rows have each; spellings that {@link OutcomeLabels#key} takes for one label are one,
 * under the most frequent of them. Immutable.
 */
public final class LabelCounts {

    private static final int MISSING = -1;
    private static final int MOST_SHOWN = 5;

    private final List<String> labels;
    private final long[] counts;
    private final int[] ofRow;

    private LabelCounts(List<String> labels, long[] counts, int[] ofRow) {
        this.labels = List.copyOf(labels);
        this.counts = counts;
        this.ofRow = ofRow;
    }

    /**
     * Counts a column's labels.
     *
     * @param column the target
     * @return its labels, the most frequent first, equally frequent ones by their text
     */
    public static LabelCounts of(Column column) {
        Map<String, Integer> spellings = new HashMap<>();
        List<String> spelt = new ArrayList<>();
        List<long[]> rows = new ArrayList<>();
        int[] ofRow = new int[column.rows()];
        for (int row = 0; row < ofRow.length; row++) {
            String text = column.text(row);
            ofRow[row] = text == null || text.isBlank()
                    ? MISSING
                    : spellings.computeIfAbsent(text, one -> {
                        spelt.add(one);
                        rows.add(new long[1]);
                        return spelt.size() - 1;
                    });
            if (ofRow[row] != MISSING) {
                rows.get(ofRow[row])[0]++;
            }
        }
        return grouped(spelt, rows, ofRow);
    }

    private static LabelCounts grouped(List<String> spelt, List<long[]> rows, int[] ofRow) {
        Comparator<Integer> frequent = Comparator.comparingLong((Integer i) -> -rows.get(i)[0]);
        List<Integer> order = IntStream.range(0, spelt.size())
                .boxed()
                .sorted(frequent.thenComparing(i -> spelt.get(i).strip()))
                .toList();
        Map<String, Group> groups = new HashMap<>();
        Group[] of = new Group[spelt.size()];
        for (int i : order) {
            of[i] = groups.computeIfAbsent(
                    OutcomeLabels.key(spelt.get(i)),
                    key -> new Group(spelt.get(i).strip()));
            of[i].rows += rows.get(i)[0];
        }
        List<Group> sorted = new ArrayList<>(groups.values());
        sorted.sort(Comparator.comparingLong((Group group) -> -group.rows).thenComparing(group -> group.label));
        for (int i = 0; i < sorted.size(); i++) {
            sorted.get(i).place = i;
        }
        for (int row = 0; row < ofRow.length; row++) {
            ofRow[row] = ofRow[row] == MISSING ? MISSING : of[ofRow[row]].place;
        }
        return new LabelCounts(
                sorted.stream().map(group -> group.label).toList(),
                sorted.stream().mapToLong(group -> group.rows).toArray(),
                ofRow);
    }

    /** Spellings of one label. */
    private static final class Group {
        final String label;
        long rows;
        int place;

        Group(String label) {
            this.label = label;
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
        counts.entrySet().stream()
                .limit(MOST_SHOWN)
                .forEach(entry -> said.add(
                        String.format(Locale.ROOT, "%s (%,d)", Wording.name(entry.getKey()), entry.getValue())));
        int more = counts.size() - said.size();
        return String.join(", ", said) + (more > 0 ? " and " + more + " more" : "");
    }
}
