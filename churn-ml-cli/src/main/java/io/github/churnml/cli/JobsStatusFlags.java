package io.github.churnml.cli;

import io.github.churnml.error.ChurnException;
import io.github.churnml.jdbc.Database;
import io.github.churnml.jobs.run.JobFigures;
import io.github.churnml.jobs.run.JobRun;
import io.github.churnml.jobs.run.RunStore;
import io.github.churnml.serving.ChurnServerBuilder;
import io.github.churnml.serving.live.JobsStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Runs of jobs beside a served model, as options: a thread of its own reads them, so that no answer waits for their database. */
final class JobsStatusFlags {

    private static final int MOST_RUNS = 100;
    private static final int MILLIS = 5_000;

    @Option(
            names = "--jobs-db",
            paramLabel = "URL",
            description =
                    "A database with runs of churn jobs: shown at /jobs, counted at /metrics. User and password are in"
                            + " $CHURN_JDBC_USER and $CHURN_JDBC_PASSWORD.")
    @Nullable
    String url;

    private volatile JobsStatus status = JobsStatus.NONE;
    private @Nullable RunStore store;

    void into(ChurnServerBuilder builder, Map<String, String> environment) {
        if (url == null) {
            return;
        }
        Database database = DatabaseFlags.database(url, null, null, environment);
        Thread thread = new Thread(() -> read(database), "churn-jobs-status");
        thread.setDaemon(true);
        thread.start();
        builder.jobs(() -> status);
    }

    private void read(Database database) {
        try {
            while (true) {
                try {
                    status = status(database);
                } catch (ChurnException e) {
                    status = status.with(
                            String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
                }
                Thread.sleep(MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private JobsStatus status(Database database) {
        if (store == null) {
            store = RunStore.at(database);
        }
        return new JobsStatus(
                store.figures().stream().map(JobsStatusFlags::job).toList(),
                store.newest(Optional.empty(), MOST_RUNS).stream()
                        .map(JobsStatusFlags::run)
                        .toList(),
                Optional.of(Instant.now()),
                "");
    }

    private static JobsStatus.Job job(JobFigures figures) {
        Map<String, Long> runs = new LinkedHashMap<>();
        figures.runs().forEach((state, count) -> runs.put(word(state), count));
        return new JobsStatus.Job(figures.job(), runs, figures.lastSucceeded(), figures.lastSeconds());
    }

    private static JobsStatus.Run run(JobRun run) {
        return new JobsStatus.Run(
                run.id(),
                run.job(),
                run.due(),
                word(run.state()),
                run.node().orElse(""),
                run.note(),
                run.started(),
                run.ended());
    }

    private static String word(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
