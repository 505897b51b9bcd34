package io.github.churnml.cli;

import io.github.churnml.ChurnModel;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.registry.variant.VariantSet;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** A model and the customers that it is asked about. */
final class ModelAndTable {

    @Option(names = "--model", paramLabel = "FILE", required = true, description = "The model.")
    @SuppressWarnings("NullAway.Init") // required
    Path model;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "The customers, as CSV, Excel or JSON; --jdbc names a database instead.")
    @SuppressWarnings("NullAway.Init") // given, or fetched by locate
    Path data;

    /** Finds the customers: in the file, or in a database, whose rows are fetched. */
    void locate(ReadFlags reading, Surroundings surroundings) {
        data = reading.required(data, "--data", surroundings);
    }

    /** Loads a single model; a set of variants is refused with the way out. */
    ChurnModel load() {
        refuseSet(model);
        return ChurnModel.load(model);
    }

    static void refuseSet(Path model) {
        if (VariantSet.isSet(model)) {
            throw new ConfigurationException(
                    "The model " + Wording.path(model) + " is a set of variants, and this asks for a single model.",
                    "Maybe give one of its models, such as model.churn beside it, which is that of all customers; predict,"
                            + " evaluate, drift, inspect and registry register take the set.",
                    Where.in(model));
        }
    }
}
