package io.github.churnml.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * XGBoost4J: one row by a matrix of one row and {@code predict}, which in 3.0.4 is a little faster than
 * {@code inplace_predict}; a batch by {@code predict} of a matrix made beforehand. That is a new one for each batch, since
 * XGBoost remembers its answers for a matrix that it has seen.
 */
final class XgboostPeer implements Peer {

    private final Booster booster;
    private final float[] all;
    private final float[][] rows;
    private DMatrix matrix;

    XgboostPeer(CustomerRows rows, Size size) {
        this.booster = load(json(rows, size));
        this.all = rows.scored();
        this.rows = new float[CustomerRows.SCORED][];
        for (int i = 0; i < this.rows.length; i++) {
            this.rows[i] = Arrays.copyOfRange(all, i * CustomerRows.COLUMNS, (i + 1) * CustomerRows.COLUMNS);
        }
        this.matrix = matrix(all);
    }

    /** The model as JSON. */
    static Path json(CustomerRows rows, Size size) {
        return RunFolder.file(Family.XGBOOST.file(size, "json"), file -> save(train(rows, size), file));
    }

    /** The model as UBJSON. */
    static Path ubj(CustomerRows rows, Size size) {
        Path json = json(rows, size);
        return RunFolder.file(Family.XGBOOST.file(size, "ubj"), file -> save(load(json), file));
    }

    /** Loads a model to be scored by one thread. */
    static Booster load(Path file) {
        try {
            Booster booster = XGBoost.loadModel(file.toString());
            booster.setParam("nthread", 1);
            return booster;
        } catch (XGBoostError e) {
            throw new IllegalStateException(e);
        }
    }

    /** Rows in XGBoost's own form, missing values as NaN. */
    static DMatrix matrix(float[] rows) {
        try {
            return new DMatrix(rows, rows.length / CustomerRows.COLUMNS, CustomerRows.COLUMNS, Float.NaN);
        } catch (XGBoostError e) {
            throw new IllegalStateException(e);
        }
    }

    private static Booster train(CustomerRows rows, Size size) {
        try {
            DMatrix training = matrix(rows.training());
            training.setLabel(rows.labels());
            Map<String, Object> settings = Map.of(
                    "objective",
                    "binary:logistic",
                    "base_score",
                    0.5,
                    "tree_method",
                    "hist",
                    "grow_policy",
                    "lossguide",
                    "max_leaves",
                    size.leaves(),
                    "max_depth",
                    0,
                    "eta",
                    0.05,
                    "nthread",
                    1);
            return XGBoost.train(training, settings, size.trees(), Map.of(), null, null);
        } catch (XGBoostError e) {
            throw new IllegalStateException(e);
        }
    }

    private static void save(Booster booster, Path file) {
        try {
            booster.saveModel(file.toString());
            booster.dispose();
        } catch (XGBoostError e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public double score(int row) {
        DMatrix one = matrix(rows[row]);
        try {
            return booster.predict(one)[0][0];
        } catch (XGBoostError e) {
            throw new IllegalStateException(e);
        } finally {
            one.dispose();
        }
    }

    @Override
    public void beforeBatch() {
        matrix.dispose();
        matrix = matrix(all);
    }

    @Override
    public Object scoreBatch() {
        try {
            return booster.predict(matrix);
        } catch (XGBoostError e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public double probability(Object batch, int row) {
        return ((float[][]) batch)[row][0];
    }

    @Override
    public void close() {
        matrix.dispose();
        booster.dispose();
    }
}
