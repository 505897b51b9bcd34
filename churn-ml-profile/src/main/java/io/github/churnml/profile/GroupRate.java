package io.github.churnml.profile;

import io.github.churnml.metrics.Estimate;

/**
 * How many customers of one group left: of a level, of a range of numbers, or of those without a value.
 *
 * @param group what they have in common, for people: a level as the table spells it, {@code over 12 to 29}, or
 *     {@code missing}
 * @param rows how many customers there are whose outcome is known
 * @param left how many of them left
 * @param rate their share, with Wilson's 95 % interval; {@code NaN} for no rows
 */
public record GroupRate(String group, long rows, long left, Estimate rate) {}
