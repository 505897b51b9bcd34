package io.github.churnml.learn.boosting;

/**
 * Divides rows by a cut. Which side a row goes to is no branch but a step of 0 or 1, since no processor could guess it.
 *
 * @param bins the bins of the cut's column, row by row
 * @param left by bin, 1 where its rows go left and 0 elsewhere
 */
record SideOf(byte[] bins, byte[] left) implements RowOrder.Divider {

    static SideOf of(Cut cut, BinnedTable table) {
        byte[] left = new byte[cut.left().length];
        for (int bin = 0; bin < left.length; bin++) {
            left[bin] = (byte) (cut.left()[bin] ? 1 : 0);
        }
        return new SideOf(table.bins[cut.column()], left);
    }

    @Override
    public int divide(int[] rows, int from, int to, int[] spare) {
        int place = from;
        int others = from;
        for (int i = from; i < to; i++) {
            int row = rows[i];
            int goesLeft = left[bins[row] & 0xFF];
            rows[place] = row;
            spare[others] = row;
            place += goesLeft;
            others += 1 - goesLeft;
        }
        System.arraycopy(spare, from, rows, place, others - from);
        return place - from;
    }
}
