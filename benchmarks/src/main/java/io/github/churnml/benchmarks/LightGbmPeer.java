package io.github.churnml.benchmarks;

import com.microsoft.ml.lightgbm.PredictionType;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_double;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_int;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_long_long;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_p_void;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_void;
import com.microsoft.ml.lightgbm.lightgbmlib;
import com.microsoft.ml.lightgbm.lightgbmlibConstants;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * LightGBM by the generated calls that LightGBM4j ships beside its own wrapper: one row by the call prepared for one row,
 * a batch from and into native memory that is filled beforehand. The wrapper copies a batch value by value.
 */
final class LightGbmPeer implements Peer {

    private static final String ONE_THREAD = "num_threads=1";

    static {
        NativeLibrary.LIGHTGBM.require();
    }

    private final SWIGTYPE_p_void booster;
    private final SWIGTYPE_p_void prepared;
    private final double[][] rows;
    private final SWIGTYPE_p_double all;
    private final SWIGTYPE_p_double answers = lightgbmlib.new_doubleArray(CustomerRows.SCORED);
    private final SWIGTYPE_p_double answer = lightgbmlib.new_doublep();
    private final SWIGTYPE_p_long_long length = lightgbmlib.new_int64_tp();

    LightGbmPeer(CustomerRows rows, Size size) {
        this.booster = load(text(rows, size));
        this.prepared = prepare(booster, PredictionType.C_API_PREDICT_NORMAL);
        this.rows = CustomerRows.rows(rows.scored());
        this.all = lightgbmlib.new_doubleArray(rows.scored().length);
        for (int i = 0; i < rows.scored().length; i++) {
            lightgbmlib.doubleArray_setitem(all, i, rows.scored()[i]);
        }
    }

    /** The model as text. */
    static Path text(CustomerRows rows, Size size) {
        return RunFolder.file(Family.LIGHTGBM.file(size, "txt"), file -> Files.writeString(file, train(rows, size)));
    }

    /** Loads a model; free it with {@code LGBM_BoosterFree}. */
    static SWIGTYPE_p_void load(Path file) {
        SWIGTYPE_p_p_void found = lightgbmlib.new_voidpp();
        SWIGTYPE_p_int iterations = lightgbmlib.new_intp();
        require(lightgbmlib.LGBM_BoosterCreateFromModelfile(file.toString(), iterations, found));
        SWIGTYPE_p_void booster = lightgbmlib.voidpp_value(found);
        lightgbmlib.delete_intp(iterations);
        lightgbmlib.delete_voidpp(found);
        return booster;
    }

    private static String train(CustomerRows rows, Size size) throws IOException {
        float[] training = rows.training();
        String settings = "objective=binary num_leaves=" + size.leaves()
                + " learning_rate=0.05 min_data_in_leaf=5 deterministic=true force_row_wise=true verbosity=-1 "
                + ONE_THREAD;
        try (LGBMDataset table =
                LGBMDataset.createFromMat(training, rows.labels().length, CustomerRows.COLUMNS, true, settings, null)) {
            table.setField("label", rows.labels());
            try (LGBMBooster grown = LGBMBooster.create(table, settings)) {
                for (int tree = 0; tree < size.trees(); tree++) {
                    grown.updateOneIter();
                }
                return grown.saveModelToString(0, 0, LGBMBooster.FeatureImportanceType.GAIN);
            }
        } catch (LGBMException e) {
            throw new IOException(e);
        }
    }

    /** Prepares the call for one row. */
    static SWIGTYPE_p_void prepare(SWIGTYPE_p_void booster, PredictionType type) {
        SWIGTYPE_p_p_void made = lightgbmlib.new_voidpp();
        require(lightgbmlib.LGBM_BoosterPredictForMatSingleRowFastInit(
                booster,
                type.getType(),
                0,
                -1,
                lightgbmlibConstants.C_API_DTYPE_FLOAT64,
                CustomerRows.COLUMNS,
                ONE_THREAD,
                made));
        SWIGTYPE_p_void prepared = lightgbmlib.voidpp_value(made);
        lightgbmlib.delete_voidpp(made);
        return prepared;
    }

    @Override
    public double score(int row) {
        require(lightgbmlib.LGBM_BoosterPredictForMatSingleRowFastCriticalSWIG(rows[row], prepared, length, answer));
        return lightgbmlib.doublep_value(answer);
    }

    @Override
    public Object scoreBatch() {
        require(lightgbmlib.LGBM_BoosterPredictForMat(
                booster,
                lightgbmlib.double_to_voidp_ptr(all),
                lightgbmlibConstants.C_API_DTYPE_FLOAT64,
                CustomerRows.SCORED,
                CustomerRows.COLUMNS,
                1,
                PredictionType.C_API_PREDICT_NORMAL.getType(),
                0,
                -1,
                ONE_THREAD,
                length,
                answers));
        return answers;
    }

    @Override
    public double probability(Object batch, int row) {
        return lightgbmlib.doubleArray_getitem((SWIGTYPE_p_double) batch, row);
    }

    @Override
    public void close() {
        lightgbmlib.LGBM_FastConfigFree(prepared);
        lightgbmlib.LGBM_BoosterFree(booster);
        lightgbmlib.delete_doubleArray(all);
        lightgbmlib.delete_doubleArray(answers);
        lightgbmlib.delete_doublep(answer);
        lightgbmlib.delete_int64_tp(length);
    }

    /** Refuses a call that failed. */
    static void require(int status) {
        if (status != 0) {
            throw new IllegalStateException("LightGBM: " + lightgbmlib.LGBM_GetLastError());
        }
    }
}
