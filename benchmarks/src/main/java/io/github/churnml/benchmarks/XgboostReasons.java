package io.github.churnml.benchmarks;

import java.util.Arrays;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** XGBoost4J's {@code predictContrib}, for matrices of one row that are made beforehand. */
final class XgboostReasons implements Reasons {

    private final Booster booster;
    private final DMatrix[] rows = new DMatrix[ROWS];

    XgboostReasons(TrainedModel model) {
        booster = XgboostPeer.load(XgboostPeer.json(model.rows(), model.size()));
        for (int i = 0; i < rows.length; i++) {
            rows[i] = XgboostPeer.matrix(Arrays.copyOfRange(
                    model.rows().scored(), i * CustomerRows.COLUMNS, (i + 1) * CustomerRows.COLUMNS));
        }
    }

    @Override
    public Object explain(int row) {
        try {
            return booster.predictContrib(rows[row], 0);
        } catch (XGBoostError e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public double contribution(Object answer, int feature) {
        return ((float[][]) answer)[0][feature];
    }

    @Override
    public void close() {
        Arrays.stream(rows).forEach(DMatrix::dispose);
        booster.dispose();
    }
}
