package io.github.churnml.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The configuration of one model, with what learns as an option. */
class LearnerFlags extends PipelineFlags {

    @Option(names = "--learner", paramLabel = "NAME", description = "What learns, such as boosting.")
    @Nullable
    String learner;

    @Override
    void putMore(SettingsTree configuration) {
        if (learner != null
                && !learner.equals(configuration.section("learner", "name").get("name"))) {
            configuration.put("learner", new LinkedHashMap<>(Map.of("name", learner)));
        }
    }
}
