package io.github.churnml.serving.model;

import org.jspecify.annotations.Nullable;

/**
 * The models that work at one moment; a request takes them once. Immutable.
 *
 * @param champion the model that answers
 * @param experiment what has another model answer some customers; null if none runs
 * @param shadow the model that scores beside the champion and never answers; null if none does
 */
public record Lineup(
        ServedModel champion,
        @Nullable Experiment experiment,
        @Nullable ServedModel shadow) {

    /** One model alone. */
    public static Lineup of(ServedModel model) {
        return new Lineup(model, null, null);
    }
}
