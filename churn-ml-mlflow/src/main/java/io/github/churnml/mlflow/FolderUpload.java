package io.github.churnml.mlflow;

import io.github.churnml.ChurnModel;
import io.github.churnml.error.ChurnException;
import io.github.churnml.files.OutputFile;
import io.github.churnml.settings.PlainJson;
import io.github.churnml.settings.PlainYaml;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The files of a run and of the model that it logs: where MLflow 3 keeps models beside runs, there; else in the run's folder {@code model}. */
final class FolderUpload {

    private static final String FOLDER = "model";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private final Mlflow mlflow;
    private final MlflowRun run;
    private final MlflowNames names;
    private final Map<String, String> tags;
    private final MlflowArtifacts artifacts;

    FolderUpload(Mlflow mlflow, MlflowRun run, MlflowNames names, Map<String, String> tags) {
        this.mlflow = mlflow;
        this.run = run;
        this.names = names;
        this.tags = tags;
        this.artifacts = mlflow.client.artifacts(mlflow.environment);
    }

    /** Where the model is, and as what. */
    record Result(String address, String source, @Nullable String modelId, List<String> flavours, List<String> notes) {}

    void file(String path, Path file) {
        artifacts.upload(run.artifacts(), path, file);
    }

    Result model(ChurnModel model, Path file, String sha256, String pipeline) {
        Path aside = TemporaryFolder.make();
        try {
            return model(model, file, sha256, pipeline, aside);
        } finally {
            TemporaryFolder.delete(aside);
        }
    }

    private Result model(ChurnModel model, Path file, String sha256, String pipeline, Path aside) {
        if (!mlflow.client.hasLoggedModels()) {
            String folder = run.artifacts().replaceAll("/+$", "") + "/" + FOLDER;
            Described described = described(model, file, sha256, pipeline, aside, null, FOLDER);
            described.files().forEach((path, one) -> artifacts.upload(folder, path, one));
            mlflow.client.runs().tellModel(run.id(), described.mlmodel(), "");
            return new Result(
                    "runs:/" + run.id() + "/" + FOLDER, folder, null, described.flavours(), described.notes());
        }
        MlflowModels models = mlflow.client.models();
        MlflowModels.Logged logged = models.createLogged(run.experiment(), FOLDER, run.id(), Map.of(), tags);
        boolean whole = false;
        try {
            Described described = described(model, file, sha256, pipeline, aside, logged.id(), logged.files());
            described.files().forEach((path, one) -> artifacts.upload(logged.files(), path, one));
            models.finishLogged(logged.id(), true);
            whole = true;
            mlflow.client.runs().tellModel(run.id(), described.mlmodel(), logged.id());
            String address = "models:/" + logged.id();
            return new Result(address, address, logged.id(), described.flavours(), described.notes());
        } finally {
            if (!whole) {
                failed(models, logged);
            }
        }
    }

    private static void failed(MlflowModels models, MlflowModels.Logged logged) {
        try {
            models.finishLogged(logged.id(), false);
        } catch (ChurnException e) {
            // What made it fail is thrown already.
        }
    }

    /** The files of a logged folder by their path in it, and what MLmodel says. */
    private record Described(
            Map<String, Path> files, Map<String, Object> mlmodel, List<String> flavours, List<String> notes) {}

    private Described described(
            ChurnModel model,
            Path file,
            String sha256,
            String pipeline,
            Path aside,
            @Nullable String modelId,
            String place) {
        String name = names.model().replaceAll("[^\\w.-]", "_") + ".churn";
        Map<String, Path> files = new LinkedHashMap<>();
        Map<String, Object> flavours = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>();
        files.put(name, file);
        files.put("pipeline.yaml", write(aside.resolve("pipeline.yaml"), pipeline));
        flavours.put(
                MlModel.FLAVOUR,
                MlModel.ours(
                        name,
                        sha256,
                        model.manifest().version(),
                        model.manifest().libraryVersion()));
        PythonFlavour python = PythonFlavour.of(model, mlflow.client.version(), aside);
        files.putAll(python.files());
        if (!python.flavour().isEmpty()) {
            flavours.put(PythonFlavour.NAME, python.flavour());
        }
        if (!python.note().isEmpty()) {
            notes.add(python.note());
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("artifact_path", place);
        tree.put("flavors", flavours);
        tree.put("mlflow_version", mlflow.client.version());
        if (modelId != null) {
            tree.put("model_id", modelId);
        }
        tree.put("model_uuid", UUID.randomUUID().toString().replace("-", ""));
        tree.put("run_id", run.id());
        if (mlflow.asked.example != null) {
            Map<String, Object> split = InputExample.of(model.inputs(), mlflow.asked.example);
            files.put("input_example.json", write(aside.resolve("input_example.json"), json(split)));
            files.put(
                    "serving_input_example.json",
                    write(aside.resolve("serving_input_example.json"), json(Map.of("dataframe_split", split))));
            tree.put("saved_input_example_info", InputExample.info());
        }
        tree.put("signature", ModelSignature.of(model.inputs()));
        Instant now = mlflow.clock.instant();
        tree.put("utc_time_created", TIME.format(now.atOffset(ZoneOffset.UTC)));
        // Last: a folder with an MLmodel is whole.
        files.put(MlModel.FILE, write(aside.resolve(MlModel.FILE), PlainYaml.write(tree)));
        return new Described(files, tree, new ArrayList<>(flavours.keySet()), notes);
    }

    private static String json(Map<String, ?> tree) {
        return new String(PlainJson.write(tree), StandardCharsets.UTF_8);
    }

    private static Path write(Path file, String text) {
        OutputFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        return file;
    }
}
