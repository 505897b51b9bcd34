package io.github.churnml.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The configuration of a model whose learner is tuned; where none is named, it is boosting. */
final class TuningFlags extends LearnerFlags {

    @Option(
            names = "--test-size",
            paramLabel = "SHARE",
            description = "The share of customers that no trial sees, to judge on. Default: 0.2.")
    @Nullable
    Double testSize;

    @Override
    void putMore(SettingsTree configuration) {
        super.putMore(configuration);
        if (testSize != null) {
            configuration.put("holdOut", testSize);
        }
    }
}
