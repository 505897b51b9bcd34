package io.github.churnml.benchmarks;

import ai.onnxruntime.OrtEnvironment;
import com.microsoft.ml.lightgbm.lightgbmlib;
import io.github.metarank.lightgbm4j.LGBMBooster;
import java.io.IOException;
import java.util.Optional;
import ml.dmlc.xgboost4j.java.DMatrix;
import org.jspecify.annotations.Nullable;

/** The peers' native libraries, of which any may lack a build for this machine. */
enum NativeLibrary {
    XGBOOST(() -> new DMatrix(new float[] {0}, 1, 1, Float.NaN).dispose()),
    LIGHTGBM(NativeLibrary::useLightgbm),
    ONNX_RUNTIME(OrtEnvironment::getEnvironment);

    /** Uses a library for the first time. */
    @FunctionalInterface
    private interface Use {
        void run() throws Exception;
    }

    private final Use use;
    private boolean tried;
    private @Nullable String problem;

    NativeLibrary(Use use) {
        this.use = use;
    }

    /** Loads it, or says why that cannot be. */
    void require() {
        problem().ifPresent(problem -> {
            throw new IllegalStateException(problem);
        });
    }

    /** Why it cannot be used here; empty if it can. Found out once, since a second attempt fails in other words. */
    synchronized Optional<String> problem() {
        if (!tried) {
            tried = true;
            problem = attempt();
        }
        return Optional.ofNullable(problem);
    }

    private @Nullable String attempt() {
        try {
            use.run();
            return null;
        } catch (Exception | LinkageError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return name() + " does not load on this machine: " + cause;
        }
    }

    /** LightGBM4j says nothing where it has no build for the machine; the first call does. */
    private static void useLightgbm() throws IOException {
        LGBMBooster.loadNative();
        lightgbmlib.delete_intp(lightgbmlib.new_intp());
    }
}
