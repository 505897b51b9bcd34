package io.github.churnml.serving.policy;

/** What is done with a field that the model does not know. The target's column is ignored in any case. */
public enum UnknownFields {
    /** The request is refused, and all such fields are named. */
    REJECT,
    /** The field is ignored. */
    IGNORE
}
