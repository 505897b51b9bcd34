package io.github.churnml.examples;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.FitOptions;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.Tables;
import io.github.churnml.files.RemoteFiles;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.mlflow.LoggedModel;
import io.github.churnml.mlflow.Mlflow;
import io.github.churnml.mlflow.MlflowDataset;
import io.github.churnml.mlflow.MlflowNames;
import io.github.churnml.mlflow.OpenRun;
import io.github.churnml.registry.variant.Variant;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/** A training as a run of an MLflow server: {@code LogOnMlflow http://localhost:5000 customers.csv models/}. */
public final class LogOnMlflow {

    private LogOnMlflow() {}

    /**
     * Trains, logs and registers, then loads the model by its alias as another machine would.
     *
     * @param args the server's address, the table, and a folder for the copy
     */
    public static void main(String[] args) {
        Map<String, String> environment = Map.of("MLFLOW_TRACKING_URI", args[0]);
        Dataset customers = Tables.read(Path.of(args[1]));
        MlflowNames names = MlflowNames.of("churn", Variant.pooled(), LocalDate.now(ZoneOffset.UTC));
        LoggedModel logged;
        try (OpenRun run = Mlflow.of(environment).withAlias("champion").start(names)) {
            run.dataset(MlflowDataset.of(customers, "customers.csv", args[1], "training"));
            logged = run.log(ChurnPipeline.builder()
                    .target("churned", "Yes")
                    .learner(HistogramGradientBoosting.builder().build())
                    .build()
                    .fit(customers, FitOptions.standard()));
        } // A training that failed would be FAILED on the server, too.
        System.out.println("Logged: " + logged.version().orElseThrow().address());

        String address = "models:/" + names.model() + "@champion";
        Path copy = RemoteFiles.of(address)
                .fetch(address, Path.of(args[2]), environment)
                .path();
        ChurnModel champion = ChurnModel.load(copy);
        System.out.println("Champion: " + champion.manifest().name() + ", ROC-AUC "
                + champion.evaluation().rocAuc().value());
    }
}
