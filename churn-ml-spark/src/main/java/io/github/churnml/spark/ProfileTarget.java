package io.github.churnml.spark;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Dates;
import io.github.churnml.data.LabelCounts;
import io.github.churnml.data.Numbers;
import io.github.churnml.data.OutcomeLabels;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Target;
import io.github.churnml.profile.LevelCount;
import io.github.churnml.profile.ProfileOptions;
import io.github.churnml.profile.TargetSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who left, by the text of the target's cell.
 *
 * @param place the target's place in the rows
 * @param summary what the target is like
 * @param sides 1 for texts of customers who left, 0 for those of customers who stayed; texts that mean neither are not there
 */
record ProfileTarget(int place, TargetSummary summary, HashMap<String, Integer> sides) {

    private static final int SHOWN_CLASSES = 10;

    /**
     * Finds it as a profile on one machine does.
     *
     * @param rows how many rows the table has
     * @throws DataException if a label that was given is not there, or the target has more values than are counted
     */
    static ProfileTarget find(int place, ColumnFacts column, long rows, ProfileOptions options) {
        if (column.isOver()) {
            throw new DataException(
                    "Target " + Wording.name(column.name()) + " has more than " + Wording.count(column.most())
                            + " different values" + (column.maybeFew() ? ", or long ones." : "."),
                    "Maybe another column says who left.",
                    Where.column(column.name()));
        }
        Map<String, String> labelOf = new LinkedHashMap<>();
        column.texts().keySet().forEach(text -> labelOf.put(text, label(column, text)));
        Map<String, Long> labels = labels(column, labelOf);
        Target target = target(column.name(), labels, options);
        HashMap<String, Integer> sides = new HashMap<>();
        long[] known = new long[2];
        long labelled = 0;
        for (Map.Entry<String, Long> text : column.texts().entrySet()) {
            labelled += text.getValue();
            int side = target == null ? -1 : side(target, labelOf.getOrDefault(text.getKey(), ""));
            if (side >= 0) {
                sides.put(text.getKey(), side);
                known[side] += text.getValue();
            }
        }
        List<LevelCount> classes = new ArrayList<>();
        labels.forEach((label, times) -> classes.add(new LevelCount(label, times)));
        return new ProfileTarget(
                place,
                new TargetSummary(
                        column.name(),
                        target == null ? null : target.positive(),
                        classes.subList(0, Math.min(SHOWN_CLASSES, classes.size())),
                        labels.size(),
                        known[1],
                        known[0],
                        rows - labelled,
                        target == null ? 0 : labelled - known[0] - known[1]),
                sides);
    }

    /** Whether customers of both classes are known, so that something can be said about the target. */
    boolean isUsable() {
        return summary.left() > 0 && summary.stayed() > 0;
    }

    /** What a column of the type says for a cell with that text. */
    private static String label(ColumnFacts column, String text) {
        return switch (column.type()) {
            case NUMERIC -> Numbers.text(TextTally.number(text, null));
            case DATE -> Dates.text(TextTally.number(text, column.format()));
            default -> text;
        };
    }

    /** The labels with their rows, most frequent first; spellings of one label under the most frequent of them. */
    private static Map<String, Long> labels(ColumnFacts column, Map<String, String> labelOf) {
        Map<String, Long> spelt = new TreeMap<>();
        column.texts().forEach((text, times) -> spelt.merge(labelOf.getOrDefault(text, ""), times, Long::sum));
        Map<String, LevelCount> byKey = new LinkedHashMap<>();
        sorted(spelt)
                .forEach((label, times) -> byKey.merge(
                        OutcomeLabels.key(label),
                        new LevelCount(label.strip(), times),
                        (first, more) -> new LevelCount(first.level(), first.rows() + more.rows())));
        Map<String, Long> labels = new LinkedHashMap<>();
        byKey.values().forEach(label -> labels.put(label.level(), label.rows()));
        return sorted(labels);
    }

    private static Map<String, Long> sorted(Map<String, Long> labels) {
        Map<String, Long> sorted = new LinkedHashMap<>();
        labels.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(entry -> entry.getKey().strip()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    /** The rule of training; null where it asks who left, but not for labels that are not there. */
    private static @Nullable Target target(String name, Map<String, Long> labels, ProfileOptions options) {
        try {
            return labels.isEmpty()
                    ? null
                    : Target.find(rowOfEach(name, labels), name, options.positive(), options.negatives());
        } catch (DataException e) {
            refuseMissing(name, labels, options);
            return null;
        }
    }

    private static void refuseMissing(String name, Map<String, Long> labels, ProfileOptions options) {
        List<String> keys = labels.keySet().stream().map(OutcomeLabels::key).toList();
        List<String> given = new ArrayList<>();
        if (options.positive() != null) {
            given.add(options.positive());
        }
        given.addAll(options.negatives());
        for (String label : given) {
            if (!keys.contains(OutcomeLabels.key(label))) {
                throw new DataException(
                        "Target " + Wording.name(name) + " never holds the "
                                + (label.equals(options.positive()) ? "positive" : "negative") + " label "
                                + Wording.value(label) + ".",
                        "Maybe one of its labels was meant: " + LabelCounts.said(labels) + ".",
                        Where.column(name));
            }
        }
    }

    /** A table with each label once, in which the more frequent of two stands twice: all that the rule looks at. */
    private static Dataset rowOfEach(String name, Map<String, Long> labels) {
        List<String> levels = List.copyOf(labels.keySet());
        List<Long> times = List.copyOf(labels.values());
        boolean differ = levels.size() == 2 && times.get(0) > times.get(1);
        int[] codes = new int[levels.size() + (differ ? 1 : 0)];
        for (int i = 0; i < levels.size(); i++) {
            codes[i] = i;
        }
        return Dataset.of(List.of(CodedColumn.of(name, ColumnType.CATEGORICAL, codes, levels)));
    }

    private static int side(Target target, String label) {
        int[] codes = {0};
        Dataset one =
                Dataset.of(List.of(CodedColumn.of(target.column(), ColumnType.CATEGORICAL, codes, List.of(label))));
        return target.labels(one)[0];
    }
}
