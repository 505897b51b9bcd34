package io.github.churnml.prepare;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns of an encoding by kind, as flat arrays: numbers to clip and scale, levels that become one number, levels
 * that become a place among zeros, numbers that are codes already. It gives the bits of {@link EncodedColumn#encode}, by which its tables are filled, and
 * makes no object.
 *
 * <p>Codes begin at −2 ({@link Variable#UNKNOWN}), so a code's entry in a table is two places further on.
 */
final class EncodingPlan {

    private static final int BELOW_ZERO = 2;

    private final int width;

    private final int[] numberFrom;
    private final int[] numberTo;
    /** Four to a number: lower, upper, centre, scale. */
    private final double[] scaling;

    private final int[] levelFrom;
    private final int[] levelTo;
    private final double[][] values;

    private final int[] slotFrom;
    private final int[] slotTo;
    private final int[] slotWidth;
    /** The one-hot place of each code, −1 for none. */
    private final int[][] slots;

    private final int[] codeTo;
    private final EncodedCode[] codes;

    EncodingPlan(EncodedColumn[] columns, List<Variable> variables) {
        int[] kinds = new int[4];
        for (EncodedColumn column : columns) {
            kinds[kind(column)]++;
        }
        numberFrom = new int[kinds[0]];
        numberTo = new int[kinds[0]];
        scaling = new double[4 * kinds[0]];
        levelFrom = new int[kinds[1]];
        levelTo = new int[kinds[1]];
        values = new double[kinds[1]][];
        slotFrom = new int[kinds[2]];
        slotTo = new int[kinds[2]];
        slotWidth = new int[kinds[2]];
        slots = new int[kinds[2]][];
        codeTo = new int[kinds[3]];
        codes = new EncodedCode[kinds[3]];
        Arrays.fill(kinds, 0);
        int to = 0;
        for (EncodedColumn column : columns) {
            int levels = variables.get(column.variable()).levels().size();
            add(column, to, kinds[kind(column)]++, levels);
            to += column.width();
        }
        width = to;
    }

    /** How many features a row becomes. */
    int width() {
        return width;
    }

    /** Encodes one prepared row. */
    void encode(double[] row, double[] into, int at) {
        for (int i = 0; i < numberFrom.length; i++) {
            into[at + numberTo[i]] = scaled(row[numberFrom[i]], 4 * i);
        }
        for (int i = 0; i < levelFrom.length; i++) {
            into[at + levelTo[i]] = values[i][entry(row[levelFrom[i]], values[i].length)];
        }
        for (int i = 0; i < slotFrom.length; i++) {
            int first = at + slotTo[i];
            Arrays.fill(into, first, first + slotWidth[i], 0);
            int slot = slots[i][entry(row[slotFrom[i]], slots[i].length)];
            if (slot >= 0) {
                into[first + slot] = 1;
            }
        }
        for (int i = 0; i < codes.length; i++) {
            codes[i].encode(row[codes[i].variable()], into, at + codeTo[i]);
        }
    }

    /** Encodes rows of prepared columns into rows one after the other, a column at a time. */
    void encode(double[][] columns, int from, int count, double[] into) {
        for (int i = 0; i < numberFrom.length; i++) {
            double[] column = columns[numberFrom[i]];
            for (int r = 0, at = numberTo[i]; r < count; r++, at += width) {
                into[at] = scaled(column[from + r], 4 * i);
            }
        }
        for (int i = 0; i < levelFrom.length; i++) {
            double[] column = columns[levelFrom[i]];
            double[] table = values[i];
            for (int r = 0, at = levelTo[i]; r < count; r++, at += width) {
                into[at] = table[entry(column[from + r], table.length)];
            }
        }
        for (int i = 0; i < slotFrom.length; i++) {
            double[] column = columns[slotFrom[i]];
            int[] table = slots[i];
            for (int r = 0, at = slotTo[i]; r < count; r++, at += width) {
                Arrays.fill(into, at, at + slotWidth[i], 0);
                int slot = table[entry(column[from + r], table.length)];
                if (slot >= 0) {
                    into[at + slot] = 1;
                }
            }
        }
        for (int i = 0; i < codes.length; i++) {
            double[] column = columns[codes[i].variable()];
            for (int r = 0, at = codeTo[i]; r < count; r++, at += width) {
                codes[i].encode(column[from + r], into, at);
            }
        }
    }

    /** Puts columns that encoding does not change in the places of their features. */
    void share(double[][] columns, double[] @Nullable [] into) {
        for (int i = 0; i < numberFrom.length; i++) {
            boolean plain = scaling[4 * i] == Double.NEGATIVE_INFINITY
                    && scaling[4 * i + 1] == Double.POSITIVE_INFINITY
                    && scaling[4 * i + 2] == 0
                    && scaling[4 * i + 3] == 1;
            if (plain) {
                into[numberTo[i]] = columns[numberFrom[i]];
            }
        }
        for (int i = 0; i < levelFrom.length; i++) {
            if (keeps(columns[levelFrom[i]], values[i])) {
                into[levelTo[i]] = columns[levelFrom[i]];
            }
        }
    }

    private static boolean keeps(double[] column, double[] table) {
        for (double code : column) {
            if (table[entry(code, table.length)] != code) {
                return false;
            }
        }
        return true;
    }

    /** As {@link Scaling#of}: to take off 0 and divide by 1 changes no number. */
    private double scaled(double value, int at) {
        double clipped = Math.min(scaling[at + 1], Math.max(scaling[at], value));
        return (clipped - scaling[at + 2]) / scaling[at + 3];
    }

    /** Where a code stands in a table; what has no entry of its own stands where a level never seen does. */
    private static int entry(double code, int entries) {
        int entry = (int) code + BELOW_ZERO;
        return entry >= 0 && entry < entries ? entry : 0;
    }

    private static int kind(EncodedColumn column) {
        if (column instanceof EncodedNumber) {
            return 0;
        }
        if (column instanceof EncodedCode) {
            return 3;
        }
        return column instanceof EncodedSlots many && many.oneHot() ? 2 : 1;
    }

    private void add(EncodedColumn column, int to, int i, int levels) {
        if (column instanceof EncodedNumber number) {
            numberFrom[i] = number.variable();
            numberTo[i] = to;
            add(number.scaling(), 4 * i);
        } else if (column instanceof EncodedSlots many && many.oneHot()) {
            slotFrom[i] = many.variable();
            slotTo[i] = to;
            slotWidth[i] = many.width();
            slots[i] = new int[levels + BELOW_ZERO];
            for (int e = 0; e < slots[i].length; e++) {
                slots[i][e] = many.slot(e - BELOW_ZERO);
            }
        } else if (column instanceof EncodedCode code) {
            codeTo[i] = to;
            codes[i] = code;
        } else {
            levelFrom[i] = column.variable();
            levelTo[i] = to;
            values[i] = new double[levels + BELOW_ZERO];
            double[] one = new double[1];
            for (int e = 0; e < values[i].length; e++) {
                column.encode(e - BELOW_ZERO, one, 0);
                values[i][e] = one[0];
            }
        }
    }

    private void add(Scaling wish, int at) {
        scaling[at] = wish.lower();
        scaling[at + 1] = wish.upper();
        // −0 counts as 0, and taking off −0 would turn −0 into 0.
        scaling[at + 2] = wish.center() == 0 && wish.scale() == 1 ? 0 : wish.center();
        scaling[at + 3] = wish.scale();
    }
}
