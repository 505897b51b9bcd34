package io.github.churnml.profile;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a profile should know about a table besides its values.
 *
 * @param target the column that says who left, or null if there is none or it is not known; without it nothing can be
 *     said about leaks by value
 * @param positive the target's label of customers who left, or null to work it out as training does
 * @param negatives its labels of customers who stayed; empty to work them out as training does
 */
public record ProfileOptions(
        @Nullable String target, @Nullable String positive, List<String> negatives) {

    /**
     * Checks that a label belongs to a target.
     *
     * @param target the column that says who left, or null
     * @param positive its label of customers who left, or null
     * @param negatives its labels of customers who stayed, or none
     * @throws ConfigurationException if there is a label but no target
     */
    public ProfileOptions {
        negatives = List.copyOf(negatives);
        if (target == null && (positive != null || !negatives.isEmpty())) {
            throw new ConfigurationException(
                    "The " + (positive != null ? "positive label " : "negative label ")
                            + Wording.value(positive != null ? positive : negatives.get(0))
                            + " was given, but no target.",
                    "Maybe name the column that says who left as well.",
                    Where.nowhere());
        }
    }

    /** {@return options of a table without a target} */
    public static ProfileOptions none() {
        return new ProfileOptions(null, null, List.of());
    }

    /**
     * Options of a table with a target, whose positive label is worked out.
     *
     * @param column the column that says who left
     * @return the options
     */
    public static ProfileOptions ofTarget(String column) {
        return new ProfileOptions(column, null, List.of());
    }

    /**
     * The same target with its positive label said.
     *
     * @param label the label of customers who left
     * @return new options
     * @throws ConfigurationException if there is no target
     */
    public ProfileOptions withPositive(String label) {
        return new ProfileOptions(target, label, negatives);
    }

    /**
     * The same target with its negative labels said.
     *
     * @param labels the labels of customers who stayed
     * @return new options
     * @throws ConfigurationException if there is no target
     */
    public ProfileOptions withNegatives(List<String> labels) {
        return new ProfileOptions(target, positive, labels);
    }
}
