package io.github.churnml.spark;

import io.github.churnml.ChurnModel;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The models that this JVM has decoded, by the SHA-256 of their bytes: every task brings the bytes, the first one decodes them.
 * At most {@value #MOST} are kept, the least recently asked for goes; a task that runs keeps its own.
 */
final class DecodedModels {

    static final int MOST = 16;

    private static final Map<String, ChurnModel> MODELS = new LinkedHashMap<>(MOST, 0.75f, true);

    private static long decoded;

    private DecodedModels() {}

    /** A model; tasks that ask for it at the same time wait for the one that decodes it. */
    static synchronized ChurnModel get(String sha256, byte[] bytes) {
        ChurnModel model = MODELS.get(sha256);
        if (model == null) {
            model = ChurnModel.load(bytes);
            decoded++;
            MODELS.put(sha256, model);
            if (MODELS.size() > MOST) {
                MODELS.remove(MODELS.keySet().iterator().next());
            }
        }
        return model;
    }

    /** How many models were decoded since this JVM started. */
    static synchronized long decoded() {
        return decoded;
    }
}
