package io.github.churnml.explain;

/**
 * One column's part in a prediction.
 *
 * @param column an input column, or a derived feature of several; what is derived from one column alone belongs to that one
 * @param value what the customer's row holds in it, in words: a number, a date as {@code yyyy-MM-dd}, a level; {@code not
 *     known} where there is no value, with what was filled in; {@code not seen in training} for a level that was not
 * @param contribution what it adds to the log-odds before calibration: above 0 towards leaving; never 0
 * @param standardError how far the contribution may be off, 0 where it is exact; see {@link Explanation}
 * @param sentence the reason in English, for those who talk to customers. It speaks of what the model has learnt to go with
 *     leaving, which need not be its cause
 */
public record Reason(String column, String value, double contribution, double standardError, String sentence) {}
