package io.github.churnml.predictor;

import io.github.churnml.forest.Forest;
import io.github.churnml.forest.TreeShap;
import org.jspecify.annotations.Nullable;

/** A predictor made of trees. */
public final class ForestPredictor implements Predictor {

    static final String KIND = "forest";

    private final Forest forest;
    /** Made when it is first needed: whoever only scores is spared the work and the memory. */
    private volatile @Nullable TreeShap shap;

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
    public Explainer explainer(double[] background, int[] groups, int count, Sampling sampling) {
        FeatureGroups grouped = new FeatureGroups(groups, count, features());
        TreeShap made = shap;
        if (made == null) {
            // Two threads may make it at once: both get the same, and one is kept.
            made = TreeShap.of(forest);
            shap = made;
        }
        return new ForestExplainer(made, grouped);
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
