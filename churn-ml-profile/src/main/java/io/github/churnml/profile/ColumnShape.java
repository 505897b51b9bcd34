package io.github.churnml.profile;

import org.jspecify.annotations.Nullable;

/**
 * A column that is worth a picture. Its groups and their churn rates are those of its {@link TargetRelation}.
 *
 * @param name its exact name
 * @param strength how well the column alone tells who left: the area under the ROC curve, from 0.5 for not at all to 1, of its
 *     numbers or of the cross-fitted churn rates of its groups, whichever is greater; {@code NaN} where it cannot be said
 * @param histogram how its numbers are distributed; null of levels, and of numbers too far apart to be drawn
 */
public record ColumnShape(
        String name, double strength, @Nullable Histogram histogram) {}
