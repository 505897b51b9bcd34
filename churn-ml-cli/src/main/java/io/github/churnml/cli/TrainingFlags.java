package io.github.churnml.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The configuration of one model that is trained: what learns, and how much is held out to judge it. */
final class TrainingFlags extends PipelineFlags {

    @Option(names = "--learner", paramLabel = "NAME", description = "What learns, such as boosting.")
    @Nullable
    String learner;

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
        if (testSize != null) {
            configuration.put("holdOut", testSize);
        }
    }
}
