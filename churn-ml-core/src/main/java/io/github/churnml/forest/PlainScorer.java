package io.github.churnml.forest;

/** Walks the forest as it is: for forests that no table fits, and for a few rows. */
final class PlainScorer implements ForestScorer {

    private final Forest forest;

    PlainScorer(Forest forest) {
        this.forest = forest;
    }

    @Override
    public int features() {
        return forest.features();
    }

    @Override
    public Scratch newScratch() {
        return new Space(forest.features());
    }

    @Override
    public double score(double[] row, Scratch scratch) {
        return forest.score(row);
    }

    @Override
    public void score(double[] rows, int count, double[] into, Scratch scratch) {
        checkRows(forest.features(), rows, count, into);
        double[] row = ((Space) scratch).row;
        for (int i = 0; i < count; i++) {
            System.arraycopy(rows, i * row.length, row, 0, row.length);
            into[i] = forest.score(row);
        }
    }

    static void checkRows(int features, double[] rows, int count, double[] into) {
        if (count < 0 || (long) count * features > rows.length || count > into.length) {
            throw new IllegalArgumentException(
                    count + " rows of " + features + " features in " + rows.length + " numbers, into " + into.length);
        }
    }

    @Override
    public String describe() {
        return "plain traversal";
    }

    @Override
    public long bytes() {
        return 0;
    }

    static final class Space extends Scratch {

        final double[] row;

        Space(int features) {
            row = new double[features];
        }
    }
}
