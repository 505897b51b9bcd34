package io.github.churnml.cli;

import io.github.churnml.ChurnModel;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.registry.variant.VariantSet;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A model and the customers that it is asked about. */
final class ModelAndTable {

    @Option(names = "--model", paramLabel = "FILE", required = true, description = "The model.")
    @SuppressWarnings("NullAway.Init") // required
    InputFile modelFile;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "The customers, as CSV, Excel or JSON; --jdbc names a database instead.")
    @Nullable
    InputFile dataFile;

    /** The model, and the customers, once they are located. */
    @SuppressWarnings("NullAway.Init")
    Path model;

    @SuppressWarnings("NullAway.Init")
    Path data;

    /** Finds both, what is not on this machine fetched: customers in a file or a database. */
    void locate(ReadFlags reading, Surroundings surroundings) {
        model = modelFile.model();
        data = reading.required(dataFile, "--data", surroundings);
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
