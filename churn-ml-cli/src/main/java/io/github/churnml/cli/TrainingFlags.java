package io.github.churnml.cli;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.select.blend.Auto;
import java.util.Map;
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
            names = "--interval",
            paramLabel = "KIND",
            description =
                    "An interval beside each probability: venn-abers (narrow where many like the customer were seen) or none."
                            + " Default: none.")
    @Nullable
    String interval;

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

    @Option(
            names = "--max-micros",
            paramLabel = "N",
            description = "How many microseconds a row may take to be scored by what is chosen, about. Only without"
                    + " --learner. Default: 3.")
    @Nullable
    Double maxMicros;

    @Option(
            names = "--max-seconds",
            paramLabel = "N",
            description =
                    "After how many seconds no further learner is tried; what is chosen then depends on the machine."
                            + " Only without --learner. Default: all are tried.")
    @Nullable
    Double maxSeconds;

    @Override
    void putMore(SettingsTree configuration) {
        super.putMore(configuration);
        if (calibrate != null) {
            configuration.section("calibration", "kind").put("kind", calibrate);
        }
        if (interval != null) {
            configuration.section("calibration", "kind").put("interval", interval);
        }
        if (select != null
                && !select.equals(configuration.section("select", "method").get("method"))) {
            configuration.put("select", select);
        }
        if (testSize != null) {
            configuration.put("holdOut", testSize);
        }
    }

    /** Where no learner is named, the best one is found. */
    @Override
    void putWhatIsLeft(SettingsTree configuration) {
        Map<String, Object> section = configuration.section("learner", "name");
        section.putIfAbsent("name", Auto.NAME);
        boolean chooses = Auto.NAME.equals(section.get("name"));
        put(section, "--max-micros", "maxMicros", maxMicros, chooses);
        put(section, "--max-seconds", "maxSeconds", maxSeconds, chooses);
    }

    private static void put(
            Map<String, Object> section, String option, String key, @Nullable Double value, boolean chooses) {
        if (value != null && !chooses) {
            throw new ConfigurationException(
                    "Option " + option + " is given, but learner " + Wording.name(String.valueOf(section.get("name")))
                            + " is named and nothing is chosen.",
                    "Maybe leave out --learner, or name learner 'auto'.",
                    Where.nowhere());
        }
        if (value != null) {
            section.put(key, value);
        }
    }
}
