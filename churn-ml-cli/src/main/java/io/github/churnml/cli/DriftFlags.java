package io.github.churnml.cli;

import io.github.churnml.serving.ChurnServerBuilder;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How a server compares its rows with those that its model was trained on, as options. */
final class DriftFlags {

    @Option(
            names = "--drift",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description =
                    "Compare the rows of late with those of training (GET /drift, /metrics). Default: yes; --no-drift"
                            + " does not.")
    boolean on;

    @Option(
            names = "--drift-window",
            paramLabel = "TIME",
            defaultValue = "1h",
            description = "For how long a row is compared, such as 90s, 30m, 12h or 7d. Default: ${DEFAULT-VALUE}.")
    String window = "1h";

    @Option(
            names = "--drift-threshold",
            paramLabel = "PSI",
            defaultValue = "0.2",
            description = "The stability index from which a column has drifted. Default: ${DEFAULT-VALUE}.")
    double threshold;

    void into(ChurnServerBuilder builder) {
        Duration length = TimeOptions.length("--drift-window", window, "90s, 30m, 12h or 7d");
        builder.driftThreshold(threshold).driftWindow(length);
        if (!on) {
            builder.noDrift();
        }
    }
}
