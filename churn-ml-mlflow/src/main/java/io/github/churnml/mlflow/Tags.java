package io.github.churnml.mlflow;

/** Names of the tags by which a run, a logged model and a version say what they are. */
final class Tags {

    /** The model's own semantic version: a server counts 1, 2, 3. */
    static final String VERSION = "model_version";

    /** The SHA-256 of the model's file. */
    static final String SHA256 = "sha256";

    /** The name under which the model is, or would be, registered. */
    static final String NAME = "model_name";

    private Tags() {}
}
