package io.github.churnml.prepare;

import io.github.churnml.error.Wording;
import io.github.churnml.settings.Settings;

/** What derived features learnt, read back from a fitted state and checked. */
record StoredLearning(Settings state) implements BoundFeature.Learning {

    @Override
    public double[] edges(DerivedFeature.QuantileBucket wish, int column) {
        double[] edges = numbers(wish.name());
        boolean fits = edges.length < wish.buckets();
        for (int i = 1; i < edges.length; i++) {
            fits &= edges[i] > edges[i - 1];
        }
        if (!fits) {
            throw state.problem(
                    "Key " + Wording.name(state.nameOf(wish.name())) + " does not hold ascending edges of at most "
                            + wish.buckets() + " buckets.",
                    "");
        }
        return edges;
    }

    @Override
    public LevelPairs pairs(DerivedFeature.Interaction wish, Sources sources, int first, int second) {
        LevelPairs pairs = LevelPairs.of(numbers(wish.name()), sources.at(first), sources.at(second));
        if (pairs == null) {
            throw state.problem(
                    "Key " + Wording.name(state.nameOf(wish.name()))
                            + " does not hold ascending pairs of the two columns' levels.",
                    "");
        }
        return pairs;
    }

    private double[] numbers(String name) {
        if (!state.has(name)) {
            throw state.problem("Key " + Wording.name(state.nameOf(name)) + " is missing.", "");
        }
        return state.numbers(name);
    }
}
