package io.github.churnml.benchmarks;

import com.microsoft.ml.lightgbm.PredictionType;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_double;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_long_long;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_void;
import com.microsoft.ml.lightgbm.lightgbmlib;

/** LightGBM's contributions by the call prepared for one row, as for its score. */
final class LightGbmReasons implements Reasons {

    private final SWIGTYPE_p_void booster;
    private final SWIGTYPE_p_void prepared;
    private final double[][] rows;
    private final SWIGTYPE_p_double answer;
    private final SWIGTYPE_p_long_long length;

    LightGbmReasons(TrainedModel model) {
        booster = LightGbmPeer.load(LightGbmPeer.text(model.rows(), model.size()));
        prepared = LightGbmPeer.prepare(booster, PredictionType.C_API_PREDICT_CONTRIB);
        rows = CustomerRows.rows(model.rows().scored());
        answer = lightgbmlib.new_doubleArray(CustomerRows.COLUMNS + 1);
        length = lightgbmlib.new_int64_tp();
    }

    @Override
    public Object explain(int row) {
        LightGbmPeer.require(
                lightgbmlib.LGBM_BoosterPredictForMatSingleRowFastCriticalSWIG(rows[row], prepared, length, answer));
        return answer;
    }

    @Override
    public double contribution(Object answer, int feature) {
        return lightgbmlib.doubleArray_getitem((SWIGTYPE_p_double) answer, feature);
    }

    @Override
    public void close() {
        lightgbmlib.LGBM_FastConfigFree(prepared);
        lightgbmlib.LGBM_BoosterFree(booster);
        lightgbmlib.delete_doubleArray(answer);
        lightgbmlib.delete_int64_tp(length);
    }
}
