package io.github.churnml.resample;

import io.github.churnml.error.TrainingException;
import io.github.churnml.error.Where;
import io.github.churnml.prepare.TypedTable;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The rows of each class, ascending; of two classes of the same size the positive one is called the minority.
 *
 * @param minority the rows of the rarer class
 * @param majority the rows of the more frequent one
 */
record Classes(int[] minority, int[] majority) {

    static Classes of(TypedTable table, int[] labels) {
        if (labels.length != table.rows()) {
            throw new IllegalArgumentException(labels.length + " labels for " + table.rows() + " rows");
        }
        return of(labels);
    }

    static Classes of(int[] labels) {
        int positive = 0;
        for (int label : labels) {
            if (label != 0 && label != 1) {
                throw new IllegalArgumentException("label " + label);
            }
            positive += label;
        }
        if (labels.length == 0) {
            throw new TrainingException(
                    "There are no rows to balance.", "Maybe every row was left out before.", Where.nowhere());
        }
        if (positive == 0 || positive == labels.length) {
            throw new TrainingException(
                    "All " + labels.length + " rows to balance are of one class.",
                    "Maybe the positive label is misspelt, or the table holds only one kind of customer.",
                    Where.nowhere());
        }
        int rarer = positive <= labels.length - positive ? 1 : 0;
        return new Classes(rows(labels, rarer), rows(labels, 1 - rarer));
    }

    private static int[] rows(int[] labels, int label) {
        return IntStream.range(0, labels.length).filter(i -> labels[i] == label).toArray();
    }

    /** How many rows the minority lacks of a ratio, to the nearest whole row; 0 if it has as many or more. */
    int lacking(double ratio) {
        return (int) Math.max(0, Math.round(ratio * majority.length) - minority.length);
    }

    /** How many rows of the majority a ratio leaves, to the nearest whole row; all if there are as few or fewer. */
    int leaving(double ratio) {
        return (int) Math.min(majority.length, Math.round(minority.length / ratio));
    }

    /**
     * Rows to make others from: each in turn as often as they all fit, and for what is left over as many different ones,
     * drawn by chance. So no row is used more than once more often than another.
     *
     * @return positions from 0 to {@code from} - 1
     */
    static int[] inTurn(int from, int count, SplittableRandom random) {
        int[] positions = new int[count];
        int whole = count / from * from;
        for (int i = 0; i < whole; i++) {
            positions[i] = i % from;
        }
        int[] rest = sample(from, count - whole, random);
        System.arraycopy(rest, 0, positions, whole, rest.length);
        return positions;
    }

    /** Different positions drawn by chance, ascending. */
    static int[] sample(int from, int count, SplittableRandom random) {
        int[] all = IntStream.range(0, from).toArray();
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i, from);
            int drawn = all[other];
            all[other] = all[i];
            all[i] = drawn;
        }
        int[] drawn = Arrays.copyOf(all, count);
        Arrays.sort(drawn);
        return drawn;
    }
}
