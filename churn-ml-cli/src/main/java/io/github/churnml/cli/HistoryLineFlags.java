package io.github.churnml.cli;

import io.github.churnml.ChurnModel;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Metric;
import io.github.churnml.monitor.MetricsHistory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command puts what it found out about a model, for {@code churn monitor} to read, as options. */
final class HistoryLineFlags {

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description = "Append the result to this metrics history, which churn monitor reads. Default: none.")
    @Nullable
    Path history;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "With --history: the time that the result is of, such as 2026-01-31T12:00:00Z. Default: now.")
    @Nullable
    String at;

    private @Nullable MetricsHistory begun;
    private Instant time = Instant.EPOCH;

    /** Says at once what stands in the way. */
    void begin(Surroundings surroundings) {
        if (history == null && at != null) {
            throw new ConfigurationException(
                    "Option --at is given, and no line is written without --history.",
                    "Maybe add --history FILE.",
                    Where.nowhere());
        }
        if (history != null) {
            time = at == null ? CreationTime.of(surroundings.environment()) : TimeOptions.at(at);
            begun = new MetricsHistory(history).begin();
        }
    }

    /** Appends a line of the model, if one was asked for. */
    void append(ChurnModel model, Map<String, ?> values) {
        if (begun != null) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("model", model.manifest().name());
            line.put("version", model.manifest().version());
            line.putAll(values);
            begun.append(time, line);
        }
    }

    /** Metrics by their labels, each with something before it. */
    static Map<String, Object> metrics(String before, Map<Metric, Estimate> estimates) {
        Map<String, Object> values = new LinkedHashMap<>();
        estimates.forEach((metric, estimate) -> values.put(before + metric.label(), estimate.value()));
        return values;
    }

    /** What is said at the end of a text. */
    String told() {
        return history == null ? "" : "\nAppended to " + history + "\n";
    }
}
