package io.github.churnml.serving.policy;

/** What is done with a column that a row leaves out. An explicit {@code null} is imputed in any case. */
public enum Missing {
    /** The request is refused, and all such columns are named. */
    REJECT,
    /** The value is imputed as in training, and the answer says so. */
    IMPUTE
}
