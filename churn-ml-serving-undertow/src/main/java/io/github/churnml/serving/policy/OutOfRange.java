package io.github.churnml.serving.policy;

/** What is done with a number outside the range of the training rows. */
public enum OutOfRange {
    /** The row is scored, and the answer says so. */
    FLAG,
    /** The request is refused. */
    REJECT
}
