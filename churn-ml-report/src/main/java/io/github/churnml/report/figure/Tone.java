package io.github.churnml.report.figure;

/** Which of several things a mark is of: a colour, and beside it a pattern or a dash, so that colour alone tells nothing. */
public enum Tone {
    /** What the figure is about. */
    FIRST,
    /** What it is compared with. */
    SECOND,
    /** A third thing. */
    THIRD,
    /** What is there to measure by, such as chance. */
    QUIET
}
