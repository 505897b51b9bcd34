package io.github.churnml.serving.policy;

/** What is done with a level that training had not seen. */
public enum UnknownLevels {
    /** The request is refused, and the nearest level is named. */
    REJECT,
    /** The row is scored as the model scores such a level, and the answer says so. */
    SCORE
}
