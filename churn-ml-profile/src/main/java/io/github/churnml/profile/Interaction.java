package io.github.churnml.profile;

import io.github.churnml.metrics.Estimate;
import java.util.List;

/**
 * Two columns that together say something about leaving that neither says alone: the churn rates of their groups taken together are
 * not those of a logistic model without interaction, and chance is not enough to explain it.
 *
 * @param a one column
 * @param b the other
 * @param groupsOfA the groups of the first: levels or ranges, as in {@link GroupRate#group}
 * @param groupsOfB the groups of the second
 * @param cells every pair of groups that has customers, by the first and then the second
 * @param meanDifference how far the rates of the cells are from those of the model, on average over customers; 0.02 is two
 *     customers in a hundred
 * @param deviance twice the log-likelihood that the interaction adds (G²)
 * @param degrees its degrees of freedom
 * @param probability how probable as much is by chance, at most, with all pairs that were tried allowed for (Bonferroni)
 */
public record Interaction(
        String a,
        String b,
        List<String> groupsOfA,
        List<String> groupsOfB,
        List<Cell> cells,
        double meanDifference,
        double deviance,
        int degrees,
        double probability) {

    /**
     * The customers of one group of each column.
     *
     * @param ofA the place of the group of the first column
     * @param ofB the place of the group of the second
     * @param rows how many customers there are
     * @param left how many of them left
     * @param rate their share, with Wilson's 95 % interval
     * @param withoutInteraction the share by the model without interaction
     */
    public record Cell(int ofA, int ofB, long rows, long left, Estimate rate, double withoutInteraction) {}

    /** Copies the lists. */
    public Interaction {
        groupsOfA = List.copyOf(groupsOfA);
        groupsOfB = List.copyOf(groupsOfB);
        cells = List.copyOf(cells);
    }
}
