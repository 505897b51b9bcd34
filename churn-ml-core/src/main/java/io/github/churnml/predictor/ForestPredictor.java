package io.github.churnml.predictor;

import io.github.churnml.forest.Forest;
import io.github.churnml.forest.ForestScorer;
import org.jspecify.annotations.Nullable;

/** A predictor made of trees, which are compiled when the first kernel is asked for. */
public final class ForestPredictor implements Predictor {

    static final String KIND = "forest";

    private final Forest forest;
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
    public Kernel kernel() {
        return new ForestKernel(scorer());
    }

    /**
     * The trees compiled for speed: by the first call, once; the threads that ask meanwhile wait.
     *
     * @return the scorer that every {@link #kernel} shares
     */
    public ForestScorer scorer() {
        ForestScorer made = scorer;
        if (made == null) {
            synchronized (this) {
                made = scorer;
                if (made == null) {
                    made = ForestScorer.of(forest);
                    scorer = made;
                }
            }
        }
        return made;
    }

    private record ForestKernel(ForestScorer scorer, ForestScorer.Scratch scratch) implements Kernel {

        ForestKernel(ForestScorer scorer) {
            this(scorer, scorer.newScratch());
        }

        @Override
        public double logOdds(double[] features) {
            return scorer.score(features, scratch);
        }

        @Override
        public void logOdds(double[] rows, int count, double[] into) {
            scorer.score(rows, count, into, scratch);
        }
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
