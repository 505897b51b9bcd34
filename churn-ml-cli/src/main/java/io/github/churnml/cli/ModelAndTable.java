package io.github.churnml.cli;

import io.github.churnml.ChurnModel;
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
            required = true,
            description = "The customers, as CSV, Excel or JSON.")
    @SuppressWarnings("NullAway.Init") // required
    Path data;

    ChurnModel load() {
        return ChurnModel.load(model);
    }
}
