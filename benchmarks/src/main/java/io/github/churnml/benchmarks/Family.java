package io.github.churnml.benchmarks;

import io.github.churnml.forest.Forest;
import io.github.churnml.forest.foreign.ForeignForest;
import io.github.churnml.predictor.LogOdds;
import java.util.Locale;

/** Whose model it is: each library grows one of the same size from the same rows. */
enum Family {
    /** XGBoost's; where it does not load, Smile's trees stand in, so that whoever else scores them can still run. */
    XGBOOST {
        @Override
        Forest grow(CustomerRows rows, Size size) {
            return standsIn()
                    ? SMILE.grow(rows, size)
                    : ForeignForest.read(XgboostPeer.json(rows, size)).forest();
        }

        @Override
        double[] expected(CustomerRows rows, Size size, Forest forest) {
            return standsIn() ? traversal(rows, forest) : allOf(new XgboostPeer(rows, size));
        }

        private static boolean standsIn() {
            return NativeLibrary.XGBOOST.problem().isPresent();
        }
    },
    LIGHTGBM {
        @Override
        Forest grow(CustomerRows rows, Size size) {
            return ForeignForest.read(LightGbmPeer.text(rows, size)).forest();
        }

        @Override
        double[] expected(CustomerRows rows, Size size, Forest forest) {
            return allOf(new LightGbmPeer(rows, size));
        }
    },
    SMILE {
        @Override
        Forest grow(CustomerRows rows, Size size) {
            return SmileForests.of(SmilePeer.train(rows, size), SmilePeer.LEARNING_RATE);
        }

        @Override
        double[] expected(CustomerRows rows, Size size, Forest forest) {
            return allOf(new SmilePeer(rows, size));
        }
    };

    /** The trees, as the library's own model has them. */
    abstract Forest grow(CustomerRows rows, Size size);

    /** What the library that grew the trees says of the rows to score. */
    abstract double[] expected(CustomerRows rows, Size size, Forest forest);

    /** The name of one of the model's files. */
    String file(Size size, String ending) {
        return name().toLowerCase(Locale.ROOT) + "-" + size + "." + ending;
    }

    private static double[] allOf(Peer peer) {
        try (peer) {
            peer.beforeBatch();
            Object batch = peer.scoreBatch();
            double[] all = new double[CustomerRows.SCORED];
            for (int i = 0; i < all.length; i++) {
                all[i] = peer.probability(batch, i);
            }
            return all;
        }
    }

    private static double[] traversal(CustomerRows rows, Forest forest) {
        double[][] scored = CustomerRows.rows(rows.scored());
        double[] all = new double[scored.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = LogOdds.toProbability(forest.score(scored[i]));
        }
        return all;
    }
}
