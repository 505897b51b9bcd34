package io.github.churnml.forest;

import java.util.Arrays;

/**
 * Finds how many of a feature's cuts lie below a number, without a branch on the number.
 *
 * <p>Plan: an even grid over the cuts gives the cuts in the grid's fields below that of the number; a binary search of a
 * fixed number of steps, each a conditional move, looks at those in its own field. The way to a field, {@code (x − first) ·
 * scale} cut to an integer, never falls where {@code x} rises, whatever it rounds; so a cut in a lower field is smaller and
 * one in a higher field is larger, and the answer is exact. Where cuts are spread so unevenly that no grid of a bounded
 * size parts them, one field may hold them all and the search takes its full number of steps.
 */
final class CutSearch {

    private static final int MOST_FIELDS = 1 << 12;

    /** How many fields there may be for each cut. */
    private static final int FIELDS_PER_CUT = 16;

    /** How many cuts there are. */
    final int count;
    /** Ascending, filled up with ∞ so that no search leaves the array. */
    final double[] cuts;

    private final double first;
    private final double scale;
    /** How many cuts lie in the fields below each. */
    private final int[] below;
    /** The first step of the search among the cuts of a field. */
    private final int step;

    CutSearch(double[] ascending) {
        count = ascending.length;
        first = ascending[0];
        double range = ascending[count - 1] - first;
        int fields = 1;
        int fullest = count;
        for (int tried = 4; tried <= MOST_FIELDS && tried <= FIELDS_PER_CUT * count && fullest > 1; tried *= 4) {
            int most = fullest(ascending, tried / range, tried);
            if (Integer.highestOneBit(most) < Integer.highestOneBit(fullest)) {
                fullest = most;
                fields = tried;
            }
        }
        scale = fields / range;
        step = Integer.highestOneBit(fullest);
        cuts = Arrays.copyOf(ascending, count + 2 * step);
        Arrays.fill(cuts, count, cuts.length, Double.POSITIVE_INFINITY);
        below = new int[fields];
        for (int cut = 0, field = 0; field < fields; field++) {
            while (cut < count && field(cuts[cut]) < field) {
                cut++;
            }
            below[field] = cut;
        }
    }

    /** The most cuts in one field. */
    private int fullest(double[] ascending, double scale, int fields) {
        int most = 0;
        int own = 0;
        for (int cut = 0, last = -1; cut < ascending.length; cut++) {
            int field = field(ascending[cut], first, scale, fields - 1);
            own = field == last ? own + 1 : 1;
            last = field;
            most = Math.max(most, own);
        }
        return most;
    }

    private int field(double x) {
        return field(x, first, scale, below.length - 1);
    }

    private static int field(double x, double first, double scale, int last) {
        return Math.max(0, Math.min(last, (int) ((x - first) * scale)));
    }

    /** How many cuts lie below a number that is not {@code NaN}. */
    int below(double x) {
        int found = below[field(x)];
        for (int half = step; half > 0; half >>>= 1) {
            found += x > cuts[found + half - 1] ? half : 0;
        }
        return found;
    }

    /**
     * Cells of a column of numbers, {@code rows[at + i · width]}: cell {@code base} plus the cuts below, or for {@code NaN}
     * that behind the last interval.
     */
    // Double.isNaN would share one branch profile with all its other callers.
    @SuppressWarnings("IdentityBinaryExpression")
    void cells(
            double[] rows,
            int at,
            int width,
            int rowCount,
            Precision precision,
            int[] into,
            int to,
            int stride,
            int base) {
        int missing = base + count + 1;
        for (int i = 0; i < rowCount; i++) {
            double x = precision.round(rows[at + i * width]);
            into[to + i * stride] = x == x ? base + below(x) : missing;
        }
    }

    long bytes() {
        return 8L * cuts.length + 4L * below.length + 80;
    }
}
