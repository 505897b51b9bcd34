package io.github.churnml.benchmarks;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.microsoft.ml.lightgbm.lightgbmlib;
import io.github.churnml.ChurnModel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A file that a model is kept in, and the library that loads it. */
public enum ModelFormat implements Optionally {
    /** Ours, with its pipeline. */
    CHURN {
        @Override
        Path file(Size size) {
            return Pipeline.file(size);
        }

        @Override
        Object load(Path file) {
            return ChurnModel.load(file).scorer();
        }
    },
    XGBOOST_JSON(NativeLibrary.XGBOOST) {
        @Override
        Path file(Size size) {
            return XgboostPeer.json(CustomerRows.load(), size);
        }

        @Override
        Object load(Path file) {
            return loadXgboost(file);
        }
    },
    XGBOOST_UBJSON(NativeLibrary.XGBOOST) {
        @Override
        Path file(Size size) {
            return XgboostPeer.ubj(CustomerRows.load(), size);
        }

        @Override
        Object load(Path file) {
            return loadXgboost(file);
        }
    },
    LIGHTGBM_TEXT(NativeLibrary.LIGHTGBM) {
        @Override
        Path file(Size size) {
            return LightGbmPeer.text(CustomerRows.load(), size);
        }

        @Override
        Object load(Path file) {
            return lightgbmlib.LGBM_BoosterFree(LightGbmPeer.load(file));
        }
    },
    ONNX(NativeLibrary.ONNX_RUNTIME) {
        @Override
        Path file(Size size) {
            return OnnxPeer.file(TrainedModel.of(Family.XGBOOST, size));
        }

        @Override
        Object load(Path file) throws OrtException {
            try (OrtSession session = OnnxPeer.load(file)) {
                return session;
            }
        }
    };

    private final NativeLibrary[] needed;

    ModelFormat(NativeLibrary... needed) {
        this.needed = needed;
    }

    /** A file of that format. */
    abstract Path file(Size size);

    /** Loads it until it could score, and releases what lies outside of the heap. */
    abstract Object load(Path file) throws Exception;

    private static Object loadXgboost(Path file) {
        var booster = XgboostPeer.load(file);
        booster.dispose();
        return booster;
    }

    @Override
    public Optional<String> problem() {
        return Stream.of(needed).flatMap(library -> library.problem().stream()).findFirst();
    }
}
