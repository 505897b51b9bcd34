package io.github.churnml.registry.variant;

import io.github.churnml.Prediction;
import java.util.Locale;

/**
 * What a set of models says of one customer, and which of them says so.
 *
 * @param prediction what the model says
 * @param model the name of the model that answered
 * @param chosen why it was that one
 */
public record VariantPrediction(Prediction prediction, String model, Chosen chosen) {

    /** Why a model answers for a row. */
    public enum Chosen {
        /** It is the model of the row's segment, be that its own or that of all customers. */
        SEGMENT,
        /** A column that divides the customers has no value; the model of all customers answers. */
        MISSING_VALUE,
        /** No segment of the training has the row's values; the model of all customers answers. */
        UNKNOWN_VALUE;

        /** {@return its name in files and reports} */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
