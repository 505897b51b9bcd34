package io.github.churnml.benchmarks;

import ai.onnxruntime.OrtEnvironment;
import io.github.metarank.lightgbm4j.LGBMBooster;
import java.util.Optional;
import ml.dmlc.xgboost4j.java.DMatrix;

/** The peers' native libraries, of which any may lack a build for this machine. */
enum NativeLibrary {
    XGBOOST(() -> new DMatrix(new float[] {0}, 1, 1, Float.NaN).dispose()),
    LIGHTGBM(LGBMBooster::loadNative),
    ONNX_RUNTIME(OrtEnvironment::getEnvironment);

    /** Uses a library for the first time. */
    @FunctionalInterface
    private interface Use {
        void run() throws Exception;
    }

    private final Use use;

    NativeLibrary(Use use) {
        this.use = use;
    }

    /** Loads it, or says why that cannot be. */
    void require() {
        problem().ifPresent(problem -> {
            throw new IllegalStateException(problem);
        });
    }

    /** Why it cannot be used here; empty if it can. */
    Optional<String> problem() {
        try {
            use.run();
            return Optional.empty();
        } catch (Exception | LinkageError e) {
            // A second attempt only says that the class could not be initialised before.
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return Optional.of(name() + " does not load on this machine: " + cause);
        }
    }
}
