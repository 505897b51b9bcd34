package io.github.churnml.forest;

/** Walks the forest as it is: for forests that no table fits. */
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
        double[] row = ((Space) scratch).row;
        for (int i = 0; i < count; i++) {
            System.arraycopy(rows, i * row.length, row, 0, row.length);
            into[i] = forest.score(row);
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
