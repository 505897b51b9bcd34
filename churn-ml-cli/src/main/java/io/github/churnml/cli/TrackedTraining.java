package io.github.churnml.cli;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.mlflow.LoggedModel;
import io.github.churnml.mlflow.MlflowDataset;
import io.github.churnml.mlflow.MlflowVersion;
import io.github.churnml.mlflow.OpenRun;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A training that may be a run on an MLflow server; closing it before it was logged ends that run {@code FAILED}. */
final class TrackedTraining implements AutoCloseable {

    private final @Nullable OpenRun run;

    TrackedTraining(@Nullable OpenRun run) {
        this.run = run;
    }

    /**
     * Logs the model; where it is, if it was asked for.
     *
     * @param from where the table came from, as the user gave it, and not where a copy of it lay
     */
    Optional<Notice> log(ChurnModel model, Path file, Dataset table, String from) {
        if (run == null) {
            return Optional.empty();
        }
        String name = from.substring(Math.max(from.lastIndexOf('/'), from.lastIndexOf('\\')) + 1);
        run.dataset(MlflowDataset.of(table, name, from, "training"));
        LoggedModel logged = run.log(model, file);
        String where = logged.version().map(MlflowVersion::address).orElse(logged.address());
        return Optional.of(new Notice(
                "mlflow",
                "",
                "Logged on " + logged.server() + ": run " + logged.run() + " of experiment '" + logged.experiment()
                        + "', model " + where + "."));
    }

    @Override
    public void close() {
        if (run != null) {
            run.close();
        }
    }
}
