package io.github.churnml.predictor;

import io.github.churnml.forest.Forest;

/** A predictor made of trees. */
public final class ForestPredictor implements Predictor {

    static final String KIND = "forest";

    private final Forest forest;

    /**
     * A predictor of a forest.
     *
     * @param forest the trees
     */
    public ForestPredictor(Forest forest) {
        this.forest = forest;
    }

    /** {@return the trees} */
    public Forest forest() {
        return forest;
    }

    @Override
    public double logOdds(double[] features) {
        return forest.score(features);
    }

    @Override
    public Kernel kernel() {
        return new RowKernel(features()) {
            @Override
            public double logOdds(double[] row) {
                return forest.score(row);
            }
        };
    }

    @Override
    public int features() {
        return forest.features();
    }

    /** {@return each feature's share in the total gain of all splits} */
    @Override
    public double[] importances() {
        return Shares.of(forest.gainByFeature());
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** {@return the bytes of {@link Forest#toBytes}} */
    @Override
    public byte[] toBytes() {
        return forest.toBytes();
    }
}
