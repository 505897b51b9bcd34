package io.github.churnml.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The configuration of one model that is trained: what learns, how scores become probabilities, and how much is held out to judge it. */
final class TrainingFlags extends LearnerFlags {

    @Option(
            names = "--calibrate",
            paramLabel = "KIND",
            description =
                    "How scores become probabilities: auto (calibrated where it helps), none, platt, beta, quadratic or"
                            + " isotonic. Default: auto.")
    @Nullable
    String calibrate;

    @Option(
            names = "--select",
            paramLabel = "METHOD",
            description =
                    "Select columns, anew in every fold: permutation, null-importance, recursive or none. Default: none.")
    @Nullable
    String select;

    @Option(
            names = "--test-size",
            paramLabel = "SHARE",
            description = "The share of customers held out to judge on. Default: 0.2.")
    @Nullable
    Double testSize;

    @Override
    void putMore(SettingsTree configuration) {
        super.putMore(configuration);
        if (calibrate != null) {
            configuration.put("calibration", calibrate);
        }
        if (select != null
                && !select.equals(configuration.section("select", "method").get("method"))) {
            configuration.put("select", select);
        }
        if (testSize != null) {
            configuration.put("holdOut", testSize);
        }
    }
}
