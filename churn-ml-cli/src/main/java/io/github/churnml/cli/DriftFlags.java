package io.github.churnml.cli;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.monitor.Durations;
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
        Duration length = Durations.parse(window)
                .orElseThrow(() -> new ConfigurationException(
                        "Option --drift-window holds " + Wording.value(window) + " where a length of time is required.",
                        "Maybe write it as 90s, 30m, 12h or 7d.",
                        Where.nowhere()));
        builder.driftThreshold(threshold).driftWindow(length);
        if (!on) {
            builder.noDrift();
        }
    }
}
