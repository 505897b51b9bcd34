package io.github.churnml.spark;

import io.github.churnml.ChurnModel;
import io.github.churnml.files.Sha256;
import java.io.Serializable;

/** A model file as bytes, to be sent to executors; equal if the bytes are. */
final class ModelBytes implements Serializable {

    private static final long serialVersionUID = 1;

    private final byte[] bytes;
    private final String sha256;

    ModelBytes(ChurnModel model) {
        this.bytes = model.toBytes();
        this.sha256 = Sha256.hex(bytes);
    }

    /** The model, decoded unless this JVM has decoded it before. */
    ChurnModel model() {
        return DecodedModels.get(sha256, bytes);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    String sha256() {
        return sha256;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModelBytes that && sha256.equals(that.sha256);
    }

    @Override
    public int hashCode() {
        return sha256.hashCode();
    }
}
