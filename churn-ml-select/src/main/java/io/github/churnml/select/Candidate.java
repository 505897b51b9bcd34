package io.github.churnml.select;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.Learners;
import io.github.churnml.recipe.Recipe;
import io.github.churnml.resample.NoResampling;
import io.github.churnml.resample.Resampler;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What can be compared: a learner with its settings, and how the classes are balanced for it.
 *
 * @param learner what learns
 * @param balance how the proportion of the classes is changed in the rows that are learnt from
 */
public record Candidate(Learner learner, Resampler balance) {

    /**
     * A learner on the class path with its defaults; that of a recipe keeps the settings that it has there.
     *
     * @param name such as {@code boosting}
     * @param recipe whose learner and balance hold
     * @return the candidate
     * @throws ConfigurationException if there is no such learner, naming the nearest or the artifact to add
     */
    static Candidate named(String name, Recipe recipe) {
        Learner own = recipe.learner();
        return new Candidate(
                own.name().equals(name) ? own : Learners.byName(name, Settings.of(Map.of(), Blame.configuration(null))),
                recipe.balance());
    }

    /**
     * The same learner, balanced in another way.
     *
     * @param other how
     * @return the candidate
     */
    public Candidate with(Resampler other) {
        return new Candidate(learner, other);
    }

    /** {@return whether the classes are changed at all} */
    public boolean balances() {
        return !(balance instanceof NoResampling);
    }

    /** {@return the learner's name, with that of balancing where there is any, such as {@code boosting + smote-nc}} */
    public String name() {
        return learner.name() + (balances() ? " + " + balance.name() : "");
    }

    /** Two of one name could not be told apart in what is reported. */
    static void requireDistinct(Iterable<Candidate> candidates) {
        Set<String> names = new HashSet<>();
        for (Candidate candidate : candidates) {
            if (!names.add(candidate.name())) {
                throw new ConfigurationException(
                        "Candidate " + Wording.name(candidate.name()) + " is to be compared twice.",
                        "Maybe leave one of them out.",
                        Where.nowhere());
            }
        }
    }
}
