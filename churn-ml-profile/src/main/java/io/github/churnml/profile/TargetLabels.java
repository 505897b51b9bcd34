package io.github.churnml.profile;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.LabelCounts;
import io.github.churnml.error.DataException;
import io.github.churnml.prepare.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who left, row by row. A target that cannot be trained on (one class, several without a positive one) is no error here:
 * the profile has to say so.
 */
final class TargetLabels {

    /** The parts that rates are cross-fitted over. */
    static final int FOLDS = 5;

    private static final int SHOWN_CLASSES = 10;
    private static final int UNKNOWN = -1;

    private final TargetSummary summary;
    private final byte[] labels;
    private final byte[] folds;

    private TargetLabels(TargetSummary summary, byte[] labels) {
        this.summary = summary;
        this.labels = labels;
        this.folds = folds(labels);
    }

    static TargetLabels of(Dataset data, ProfileOptions options, String column) {
        LabelCounts counts = LabelCounts.of(data.column(column));
        Target target = target(data, options, column, counts);
        byte[] labels = new byte[data.rows()];
        Arrays.fill(labels, (byte) UNKNOWN);
        long[] rows = new long[2];
        if (target != null) {
            int[] known = target.labels(data);
            for (int row = 0; row < labels.length; row++) {
                labels[row] = (byte) known[row];
                if (known[row] >= 0) {
                    rows[known[row]]++;
                }
            }
        }
        long labelled = 0;
        List<LevelCount> classes = new ArrayList<>();
        for (int i = 0; i < counts.labels().size(); i++) {
            labelled += counts.count(i);
            if (i < SHOWN_CLASSES) {
                classes.add(new LevelCount(counts.labels().get(i), counts.count(i)));
            }
        }
        return new TargetLabels(
                new TargetSummary(
                        data.column(column).name(),
                        target == null ? null : target.positive(),
                        classes,
                        counts.labels().size(),
                        rows[1],
                        rows[0],
                        data.rows() - labelled,
                        target == null ? 0 : labelled - rows[0] - rows[1]),
                labels);
    }

    /** The target as training finds it; null where training asks who left, but not for labels that are not there. */
    private static @Nullable Target target(Dataset data, ProfileOptions options, String column, LabelCounts counts) {
        try {
            return Target.find(data, column, options.positive(), options.negatives());
        } catch (DataException e) {
            List<String> given = new ArrayList<>(options.negatives());
            if (options.positive() != null) {
                given.add(options.positive());
            }
            if (!counts.labels().isEmpty() && given.stream().anyMatch(label -> counts.indexOf(label) < 0)) {
                throw e;
            }
            return null;
        }
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
}
