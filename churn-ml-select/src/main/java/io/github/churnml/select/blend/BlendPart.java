package io.github.churnml.select.blend;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.learn.Learner;
import io.github.churnml.recipe.RecipeLearner;

/**
 * One learner of a {@link Blend}.
 *
 * @param learner what learns; not itself a blend
 * @param weight how much its log-odds count beside those of the other parts: above 0, at most 1,000,000; the weights need not
 *     add up to 1
 * @param copies how many times it is fitted, each with a seed of its own, and averaged: 1 to 100. A copy draws other rows
 *     and columns and sets other rows aside to stop early by
 */
public record BlendPart(Learner learner, double weight, int copies) {

    static final double LEAST_WEIGHT = 1e-6;
    static final double LARGEST_WEIGHT = 1e6;
    static final int MOST_COPIES = 100;

    /** Checks the ranges. */
    public BlendPart {
        if (learner instanceof RecipeLearner) {
            throw new ConfigurationException(
                    "Learner " + Wording.name(learner.name()) + " cannot be a part of a blend.",
                    "Maybe list the learners that it fits.",
                    Where.nowhere());
        }
        if (!(weight >= LEAST_WEIGHT && weight <= LARGEST_WEIGHT)) {
            throw new ConfigurationException(
                    "The weight of learner " + Wording.name(learner.name()) + " in a blend is " + Wording.value(weight)
                            + " where " + LEAST_WEIGHT + " to " + LARGEST_WEIGHT + " is required.",
                    "Maybe leave the learner out.",
                    Where.nowhere());
        }
        if (copies < 1 || copies > MOST_COPIES) {
            throw new ConfigurationException(
                    "The number of copies of learner " + Wording.name(learner.name()) + " in a blend is "
                            + Wording.value(copies) + " where 1 to " + MOST_COPIES + " is required.",
                    "Maybe 4 was meant.",
                    Where.nowhere());
        }
    }
}
