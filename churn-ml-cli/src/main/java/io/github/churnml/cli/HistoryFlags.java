package io.github.churnml.cli;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.monitor.RuleSet;
import io.github.churnml.serving.ChurnServerBuilder;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a server keeps of its own doings, and how it judges that, as options. */
final class HistoryFlags {

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description =
                    "Append what is measured to this metrics history, for churn monitor; the live drift report goes beside it."
                            + " Default: none.")
    @Nullable
    Path history;

    @Option(
            names = "--history-every",
            paramLabel = "TIME",
            description = "How often, such as 90s, 5m or 1h. Default: 1m.")
    @Nullable
    String every;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "The rules of POST /monitor, as YAML. Default: the standard rules.")
    @Nullable
    Path rules;

    void into(ChurnServerBuilder builder) {
        if (history == null && every != null) {
            throw new ConfigurationException(
                    "Option --history-every is given, and no history is kept without --history.",
                    "Maybe add --history FILE.",
                    Where.nowhere());
        }
        if (history != null) {
            builder.metricsHistory(history, interval());
        }
        if (rules != null) {
            builder.monitorRules(RuleSet.read(rules));
        }
    }

    private Duration interval() {
        return every == null ? Duration.ofMinutes(1) : TimeOptions.length("--history-every", every, "90s, 5m or 1h");
    }
}
