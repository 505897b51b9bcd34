package io.github.churnml.cli;

import io.github.churnml.drift.DriftRule;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.serving.ChurnServerBuilder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Option;

/** How a server compares its rows with those that its model was trained on, as options. */
final class DriftFlags {

    @Option(
            names = "--drift",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Compare recent rows with those of training (GET /drift, /metrics). Default: yes; --no-drift"
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

    @Option(
            names = "--drift-by",
            paramLabel = "RULE",
            defaultValue = "tests",
            description =
                    "What decides whether there is drift: threshold (a stability index reaches it) or tests (a change"
                            + " is sure). The other is reported, too. Default: ${DEFAULT-VALUE}.")
    String by = "tests";

    /** The rule of that name. */
    static DriftRule rule(String option, String name) {
        List<String> names =
                Arrays.stream(DriftRule.values()).map(DriftRule::label).toList();
        if (!names.contains(name)) {
            throw new ConfigurationException(
                    "Option " + option + " holds " + Wording.value(name) + " where threshold or tests is required.",
                    Wording.maybeNearest(name, names),
                    Where.nowhere());
        }
        return DriftRule.values()[names.indexOf(name)];
    }

    void into(ChurnServerBuilder builder) {
        Duration length = TimeOptions.length("--drift-window", window, "90s, 30m, 12h or 7d");
        builder.driftThreshold(threshold).driftRule(rule("--drift-by", by)).driftWindow(length);
        if (!on) {
            builder.noDrift();
        }
    }
}
