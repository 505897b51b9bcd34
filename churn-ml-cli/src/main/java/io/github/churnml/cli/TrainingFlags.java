package io.github.churnml.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The configuration of one model that is trained: what learns, how scores become probabilities, and how much is held out to judge it. */
final class TrainingFlags extends PipelineFlags {

    @Option(names = "--learner", paramLabel = "NAME", description = "What learns, such as boosting.")
    @Nullable
    String learner;

    @Option(
            names = "--calibrate",
            paramLabel = "KIND",
            description =
                    "How scores become probabilities: auto (calibrated where it helps), none, platt, beta, quadratic or"
                            + " isotonic. Default: auto.")
    @Nullable
    String calibrate;

    @Option(
            names = "--test-size",
            paramLabel = "SHARE",
            description = "The share of customers held out to judge on. Default: 0.2.")
    @Nullable
    Double testSize;

    @Override
    void putMore(SettingsTree configuration) {
        if (learner != null
                && !learner.equals(configuration.section("learner", "name").get("name"))) {
            configuration.put("learner", new LinkedHashMap<>(Map.of("name", learner)));
        }
        if (calibrate != null) {
            configuration.put("calibration", calibrate);
        }
        if (testSize != null) {
            configuration.put("holdOut", testSize);
        }
    }
}
