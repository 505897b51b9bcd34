package io.github.churnml.registry.gate;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.Dataset;

/**
 * A version and what it says of a hold-out.
 *
 * @param version its number
 * @param model the model
 * @param probabilities one per row that is judged by; shared, not copied
 */
record Contender(String version, ChurnModel model, double[] probabilities) {

    static Contender of(String version, ChurnModel model, Dataset rows) {
        return new Contender(version, model, model.scorer().score(rows).probabilities());
    }
}
