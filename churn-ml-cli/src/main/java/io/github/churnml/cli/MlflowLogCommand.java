package io.github.churnml.cli;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import io.github.churnml.mlflow.LoggedModel;
import io.github.churnml.mlflow.Mlflow;
import io.github.churnml.mlflow.MlflowDataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code churn mlflow log}: a model becomes a run, and a version where that is asked for. */
@Command(
        name = "log",
        description = "Logs a model as a run: settings, metrics, tags, its table's name and digest, its files.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "The experiment and the registered model are named after the model's variant; --register makes it a version,",
            "--alias too. A run that cannot be logged whole is ended FAILED. No row of --data leaves this machine; the",
            "first five of --example do, for everybody who may read the model.",
            "",
            "Examples:",
            "  churn mlflow log --model artifacts/model.churn --data customers.csv",
            "  churn mlflow log --model artifacts/model.churn --geography US --alias champion",
            "  churn mlflow log --model model.churn --experiment trial --artifact report.html --example made-up.csv"
        })
final class MlflowLogCommand extends Subcommand {

    @Option(names = "--model", required = true, paramLabel = "FILE", description = "The model file.")
    @SuppressWarnings("NullAway.Init") // required
    InputFile given;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description =
                    "The table that it learnt from: its name, columns, size and digest are logged. Default: what the"
                            + " model's card says of it.")
    @Nullable
    InputFile data;

    @Option(
            names = "--example",
            paramLabel = "FILE",
            description =
                    "A table whose first five rows are kept beside the model as its input example. Default: none.")
    @Nullable
    InputFile example;

    @Option(
            names = "--experiment",
            paramLabel = "NAME",
            description = "The experiment. Default: the variant's, such as churn_prediction-geography-us.")
    @Nullable
    String experiment;

    @Option(names = "--register", description = "Make it a version of the registered model.")
    boolean register;

    @Option(
            names = "--artifact",
            paramLabel = "FILE",
            description = "A file or folder to keep with the run, such as a report. May be given several times.")
    List<Path> artifacts = List.of();

    @Mixin
    final MlflowFlags flags = new MlflowFlags();

    MlflowLogCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        Path model = given.path();
        ChurnModel loaded = ChurnModel.load(model);
        Mlflow mlflow = flags.mlflow(surroundings);
        mlflow = experiment == null ? mlflow : mlflow.withExperiment(experiment);
        mlflow = register ? mlflow.withRegistered() : mlflow;
        for (Path artifact : artifacts) {
            mlflow = mlflow.withArtifact(artifact);
        }
        List<String> notes = new ArrayList<>();
        LoggedModel logged;
        try (ProgressLine progress = progress()) {
            if (data != null) {
                Dataset table = Tables.read(data.path(), ReadOptions.standard().withProgress(progress));
                boolean same = table.fingerprint().equals(loaded.manifest().dataFingerprint());
                if (!same && loaded.manifest().origin().isEmpty()) {
                    notes.add(
                            loaded.manifest().pipeline().containsKey("variants")
                                    ? "A variant learns from a part of a table, so whether it was this one is not told; it is logged"
                                            + " with the context evaluation."
                                    : "The table is not the one that the model learnt from, as its digest says; it is logged with"
                                            + " the context evaluation.");
                }
                mlflow = mlflow.withDataset(MlflowDataset.of(
                        table,
                        String.valueOf(data.path().getFileName()),
                        data.toString(),
                        same ? "training" : "evaluation"));
            }
            if (example != null) {
                mlflow = mlflow.withExample(loaded.read(example.path(), ReadOptions.standard()));
            }
            progress.at("logging", 0, -1);
            logged = mlflow.log(model);
        }
        notes.addAll(logged.notes());
        MlflowReport report = new MlflowReport(logged, notes);
        if (common.json || !common.quiet) {
            answer(report::json, report::text);
        }
    }
}
