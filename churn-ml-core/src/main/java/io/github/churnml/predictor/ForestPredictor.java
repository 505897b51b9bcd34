package io.github.churnml.predictor;

import io.github.churnml.forest.Forest;
import io.github.churnml.forest.ForestScorer;
import io.github.churnml.forest.TreeShap;
import org.jspecify.annotations.Nullable;

/**
 * A predictor made of trees. Its kernels walk the trees as they are for the first few hundred rows, and then share a scorer
 * compiled for speed: who scores a few rows does not wait for it.
 */
public final class ForestPredictor implements Predictor {

    static final String KIND = "forest";

    /** Compiling takes as long as walking some hundred rows. */
    private static final int ROWS_BEFORE_COMPILING = 256;

    private final Forest forest;
    /** Made when it is first needed: scoring alone needs neither the work nor the memory. */
    private volatile @Nullable TreeShap shap;

    /** Counted by all kernels, without care: a lost count only makes the scorer a little later. */
    private int rows;

    private final Object compiling = new Object();
    private volatile @Nullable ForestScorer scorer;

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
    public boolean takesMissing() {
        return true;
    }

    @Override
    public boolean needsBackground() {
        return false;
    }

    /** Compiles the trees, as {@link #scorer} says. */
    @Override
    public void warmUp() {
        scorer();
    }

    boolean isCompiled() {
        return scorer != null;
    }

    @Override
    public Kernel kernel() {
        return new ForestKernel(this);
    }

    /**
     * The trees compiled for speed. The first call compiles them; who asks meanwhile waits. Kernels do so by themselves
     * once it is worth it, so that this is needed only to have it done beforehand.
     *
     * @return the scorer that every {@link #kernel} comes to share
     */
    public ForestScorer scorer() {
        ForestScorer made = scorer;
        if (made == null) {
            synchronized (compiling) {
                made = scorer;
                if (made == null) {
                    made = ForestScorer.of(forest);
                    scorer = made;
                }
            }
        }
        return made;
    }

    /** The compiled trees if they are there, or if they are worth it now that so many more rows come; else null. */
    private @Nullable ForestScorer scorer(int more) {
        if (scorer == null && rows <= ROWS_BEFORE_COMPILING) {
            rows += Math.min(more, ROWS_BEFORE_COMPILING + 1);
            if (rows <= ROWS_BEFORE_COMPILING) {
                return null;
            }
        }
        return scorer();
    }

    private static final class ForestKernel implements Kernel {

        private final ForestPredictor predictor;
        private ForestScorer scorer;
        private ForestScorer.Scratch scratch;
        private boolean compiled;

        ForestKernel(ForestPredictor predictor) {
            this.predictor = predictor;
            ForestScorer made = predictor.scorer;
            compiled = made != null;
            scorer = made != null ? made : ForestScorer.plain(predictor.forest);
            scratch = scorer.newScratch();
        }

        @Override
        public double logOdds(double[] features) {
            prepare(1);
            return scorer.score(features, scratch);
        }

        @Override
        public void logOdds(double[] rows, int count, double[] into) {
            prepare(count);
            scorer.score(rows, count, into, scratch);
        }

        private void prepare(int more) {
            if (!compiled) {
                ForestScorer made = predictor.scorer(more);
                if (made != null) {
                    scorer = made;
                    scratch = made.newScratch();
                    compiled = true;
                }
            }
        }
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
