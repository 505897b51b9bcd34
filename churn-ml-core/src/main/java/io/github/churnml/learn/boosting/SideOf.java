package io.github.churnml.learn.boosting;

/**
 * Divides rows by a cut. Which side a row goes to is no branch but a step of 0 or 1, since no processor could guess it; and
 * steps stand in arrays made where they are used, whose length is then known to be enough without asking at each row.
 */
final class SideOf implements RowOrder.Divider {

    private final byte[] bins;
    /** By bin, 1 where its rows go left and 0 elsewhere. */
    private final byte[] steps;

    /**
     * @param bins the bins of the cut's column, row by row
     * @param left by bin, whether its rows go left
     */
    SideOf(byte[] bins, boolean[] left) {
        this.bins = bins;
        this.steps = new byte[FeatureBins.MOST];
        for (int bin = 0; bin < left.length; bin++) {
            steps[bin] = (byte) (left[bin] ? 1 : 0);
        }
    }

    @Override
    public int divide(int[] rows, int from, int to, int[] spare) {
        byte[] left = new byte[FeatureBins.MOST];
        System.arraycopy(steps, 0, left, 0, FeatureBins.MOST);
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
