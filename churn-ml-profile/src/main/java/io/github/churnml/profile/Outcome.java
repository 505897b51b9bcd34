package io.github.churnml.profile;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Numbers;
import io.github.churnml.data.OutcomeLabels;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who left, row by row. A target that cannot be trained on (one class, several without a positive one) is no error here:
 * the profile has to say so.
 */
final class Outcome {

    /** The parts that rates are cross-fitted over. */
    static final int FOLDS = 5;

    private static final int MOST_CLASSES = 1000;
    private static final int SHOWN_CLASSES = 10;
    private static final int UNKNOWN = -1;

    /** The class of all labels after the first thousand. */
    private static final int BEYOND = MOST_CLASSES;

    private final TargetSummary summary;
    private final byte[] labels;
    private final byte[] folds;

    private Outcome(TargetSummary summary, byte[] labels) {
        this.summary = summary;
        this.labels = labels;
        this.folds = folds(labels);
    }

    static Outcome of(Dataset data, String target, @Nullable String positive) {
        Column column = data.column(target);
        Classes classes = new Classes(column);
        String chosen = positive == null ? classes.workOut() : classes.match(positive);
        byte[] labels = new byte[data.rows()];
        Arrays.fill(labels, (byte) UNKNOWN);
        long left = 0;
        long stayed = 0;
        int wanted = chosen == null ? UNKNOWN : classes.position(chosen);
        for (int row = 0; row < labels.length && chosen != null; row++) {
            if (classes.ofRow[row] >= 0) {
                labels[row] = (byte) (classes.ofRow[row] == wanted ? 1 : 0);
                left += labels[row];
                stayed += 1 - labels[row];
            }
        }
        TargetSummary summary = new TargetSummary(
                column.name(), chosen, classes.top(), classes.names.size(), left, stayed, classes.missing);
        return new Outcome(summary, labels);
    }

    TargetSummary summary() {
        return summary;
    }

    /** Whether rows of both classes are known, so that something can be said about the target. */
    boolean isUsable() {
        return summary.left() > 0 && summary.stayed() > 0;
    }

    /** 1 for a customer who left, 0 for one who stayed, -1 where it is not known. */
    int label(int row) {
        return labels[row];
    }

    /** The part that a row belongs to, from 0 below {@link #FOLDS}; the parts have the same share of each class. */
    int fold(int row) {
        return folds[row];
    }

    long left() {
        return summary.left();
    }

    long stayed() {
        return summary.stayed();
    }

    private static byte[] folds(byte[] labels) {
        byte[] folds = new byte[labels.length];
        int[] seen = new int[2];
        for (int row = 0; row < labels.length; row++) {
            if (labels[row] >= 0) {
                folds[row] = (byte) (seen[labels[row]]++ % FOLDS);
            }
        }
        return folds;
    }

    /** The target's labels as they are compared: without blanks around them, and for yes and no without case. */
    private static final class Classes {

        private final Column column;
        private final Map<String, Integer> positions = new LinkedHashMap<>();
        private final List<String> names = new ArrayList<>();
        private final List<long[]> counts = new ArrayList<>();
        final int[] ofRow;
        long missing;

        Classes(Column column) {
            this.column = column;
            ofRow = new int[column.rows()];
            int[] ofLevel =
                    new int[column instanceof CodedColumn coded ? coded.levels().size() : 0];
            Arrays.fill(ofLevel, UNKNOWN);
            for (int row = 0; row < ofRow.length; row++) {
                ofRow[row] = classOf(row, ofLevel);
                if (ofRow[row] == UNKNOWN) {
                    missing++;
                } else if (ofRow[row] != BEYOND) {
                    counts.get(ofRow[row])[0]++;
                }
            }
        }

        private int classOf(int row, int[] ofLevel) {
            if (!(column instanceof CodedColumn coded)) {
                return classOf(column.text(row));
            }
            int code = coded.code(row);
            if (code < 0) {
                return UNKNOWN;
            }
            if (ofLevel[code] == UNKNOWN) {
                ofLevel[code] = classOf(coded.levels().get(code));
            }
            return ofLevel[code];
        }

        private int classOf(@Nullable String text) {
            if (text == null || text.isBlank()) {
                return UNKNOWN;
            }
            Integer known = positions.get(key(text));
            if (known != null) {
                return known;
            }
            if (names.size() == MOST_CLASSES) {
                return BEYOND;
            }
            positions.put(key(text), names.size());
            names.add(text.strip());
            counts.add(new long[1]);
            return names.size() - 1;
        }

        private String key(String text) {
            String bare = text.strip();
            return column.type() == ColumnType.BOOLEAN ? bare.toLowerCase(Locale.ROOT) : bare;
        }

        int position(String name) {
            return names.indexOf(name);
        }

        List<LevelCount> top() {
            List<LevelCount> all = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                all.add(new LevelCount(names.get(i), counts.get(i)[0]));
            }
            all.sort(Comparator.comparingLong(LevelCount::rows).reversed().thenComparing(LevelCount::level));
            return all.subList(0, Math.min(SHOWN_CLASSES, all.size()));
        }

        @Nullable
        String workOut() {
            if (names.size() != 2) {
                return null;
            }
            return OutcomeLabels.whoLeft(names.get(0), names.get(1)).orElseGet(this::rarer);
        }

        /** Of two as frequent the first by its text, so that the order of the rows does not matter. */
        private String rarer() {
            List<LevelCount> top = top();
            return top.get(0).rows() == top.get(1).rows()
                    ? top.get(0).level()
                    : top.get(1).level();
        }

        String match(String positive) {
            Integer exact = positions.get(key(positive));
            if (exact != null) {
                return names.get(exact);
            }
            double number = Numbers.parse(positive);
            for (String name : names) {
                if (!Double.isNaN(number) && Numbers.parse(name) == number || name.equalsIgnoreCase(positive.strip())) {
                    return name;
                }
            }
            throw new DataException(
                    "Target " + Wording.name(column.name()) + " never holds the positive label "
                            + Wording.value(positive) + ".",
                    names.isEmpty() ? "" : "Maybe one of its labels was meant: " + Wording.names(names) + ".",
                    Where.column(column.name()));
        }
    }
}
