package io.github.churnml.serving;

import io.github.churnml.monitor.MetricsHistory;
import io.github.churnml.monitor.RuleSet;
import io.github.churnml.serving.http.Limits;
import io.github.churnml.serving.live.JobsStatus;
import io.github.churnml.serving.live.LiveDrift;
import io.github.churnml.serving.policy.Policies;
import io.github.churnml.serving.security.Security;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All that a server is told before it is made; set through {@link ChurnServerBuilder}. Immutable.
 *
 * @param host the name or address to listen at
 * @param port the port to listen at, or 0 for any free one
 * @param policies what is done with rows that are not quite what the model was trained on
 * @param limits what one caller may ask
 * @param security who may ask, and over what
 * @param threads how many threads answer
 * @param drain how long requests that are being answered may take once the server stops
 * @param monitoring what is noted of requests and rows
 */
record ServerConfiguration(
        String host,
        int port,
        Policies policies,
        Limits limits,
        Security security,
        Threads threads,
        Duration drain,
        Monitoring monitoring) {

    /**
     * How many threads answer.
     *
     * @param io those that read and write connections and answer small requests
     * @param workers those that answer large requests and those that ask for reasons
     * @param shadow the share of one core that a shadow may use, by one more
     */
    record Threads(int io, int workers, double shadow) {}

    /**
     * A metrics history that is kept.
     *
     * @param file where
     * @param every how often a line is appended
     */
    record History(MetricsHistory file, Duration every) {}

    /**
     * What is noted of requests and rows.
     *
     * @param accessLog where one line for each request goes; null for nowhere
     * @param drift how rows are compared with those of training
     * @param history the metrics history; null if none is kept
     * @param rules by what {@code POST /monitor} judges; null for the standard rules
     * @param jobs how scheduled jobs fare; null if none are shown
     * @param assignments where it is kept which customer was answered by which model of an experiment; null for nowhere
     */
    record Monitoring(
            @Nullable OutputStream accessLog,
            LiveDrift.Options drift,
            @Nullable History history,
            @Nullable RuleSet rules,
            @Nullable Supplier<JobsStatus> jobs,
            @Nullable Path assignments) {}
}
