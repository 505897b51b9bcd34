package io.github.churnml.mlflow;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.List;

/** Names of the tags by which a run, a logged model and a version say what they are. */
final class Tags {

    /** The model's own semantic version: a server counts 1, 2, 3. */
    static final String VERSION = "model_version";

    /** The SHA-256 of the model's file. */
    static final String SHA256 = "sha256";

    /** The name under which the model is, or would be, registered. */
    static final String NAME = "model_name";

    private Tags() {}

    /** That a user's tag takes the place of none of these. */
    static void requireFree(String key) {
        if (List.of(VERSION, SHA256, NAME).contains(key)) {
            throw new ConfigurationException(
                    "The tag " + Wording.name(key) + " says what the model is, and is set by itself.",
                    "Maybe choose another name for yours.",
                    Where.nowhere());
        }
    }
}
