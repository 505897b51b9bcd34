package io.github.churnml.mlflow;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.ColumnType;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run that has begun. Closing it before a model was logged, or after that failed, ends it {@code FAILED}. For one thread. A
 * process that is killed leaves it {@code RUNNING}, as any client of MLflow does.
 */
public final class OpenRun implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpenRun.class);

    private final Mlflow mlflow;
    private final MlflowNames names;
    private final MlflowRun run;
    private boolean toldOfTable;
    private boolean ended;

    private OpenRun(Mlflow mlflow, MlflowNames names, MlflowRun run) {
        this.mlflow = mlflow;
        this.names = names;
        this.run = run;
    }

    static OpenRun start(Mlflow mlflow, MlflowNames names) {
        MlflowRuns runs = mlflow.client.runs();
        Map<String, String> tags = new LinkedHashMap<>(names.tags());
        tags.put(Tags.NAME, names.model());
        tags.putAll(mlflow.asked.tags);
        String experiment = runs.experiment(names.experiment());
        MlflowRun run = runs.create(experiment, names.model(), mlflow.clock.millis(), tags);
        return new OpenRun(mlflow, names, run);
    }

    /** {@return the identifier of the run} */
    public String id() {
        return run.id();
    }

    /**
     * Names a table that the run used, as soon as it is known.
     *
     * @param dataset what is told of it
     * @return this run
     */
    public OpenRun dataset(MlflowDataset dataset) {
        mlflow.client.runs().logDataset(run.id(), dataset);
        toldOfTable = true;
        return this;
    }

    /**
     * Logs what was trained, and ends the run.
     *
     * @param model the model
     * @return what came of it
     */
    public LoggedModel log(ChurnModel model) {
        Path file = Mlflow.written(model);
        try {
            return log(model, file);
        } finally {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.debug("a temporary file is left", e);
            }
        }
    }

    /**
     * Logs a model with the bytes of its file, and ends the run.
     *
     * @param model the model
     * @param file its file
     * @return what came of it
     */
    public LoggedModel log(ChurnModel model, Path file) {
        if (ended) {
            throw new IllegalStateException("this run has ended");
        }
        String sha256 = digest(file);
        RunFacts facts = RunFacts.of(model, sha256);
        MlflowRuns runs = mlflow.client.runs();
        long now = mlflow.clock.millis();
        runs.log(run.id(), facts.params(), facts.metrics(), now, facts.tags());
        mlflow.asked.datasets.forEach(this::dataset);
        if (!toldOfTable && model.manifest().origin().isEmpty()) {
            runs.logDataset(run.id(), learntFrom(model));
        }
        Map<String, String> tags = new LinkedHashMap<>(names.tags());
        tags.put(Tags.NAME, names.model());
        tags.putAll(facts.tags());
        tags.putAll(mlflow.asked.tags);
        FolderUpload upload = new FolderUpload(mlflow, run, names, tags);
        mlflow.asked.files.forEach(one -> add(upload, one));
        FolderUpload.Result logged = upload.model(model, file, sha256, facts.pipeline());
        MlflowVersion version = mlflow.asked.registered ? register(logged, tags, model) : null;
        runs.end(run.id(), true, mlflow.clock.millis());
        ended = true;
        return new LoggedModel(
                mlflow.client.server(),
                names.experiment(),
                run.id(),
                logged.address(),
                sha256,
                logged.flavours(),
                version,
                logged.notes());
    }

    private MlflowVersion register(FolderUpload.Result logged, Map<String, String> tags, ChurnModel model) {
        MlflowModels models = mlflow.client.models();
        models.register(names.model());
        MlflowVersion version = models.create(
                names.model(),
                logged.source(),
                run.id(),
                logged.modelId(),
                "churn-ml " + model.manifest().version() + ": "
                        + model.evaluation().describes(),
                tags);
        mlflow.asked.aliases.forEach(alias -> models.setAlias(names.model(), alias, version.number()));
        return mlflow.asked.aliases.isEmpty() ? version : models.version(names.model(), version.number());
    }

    /** What the model's own card says of its table. */
    private static MlflowDataset learntFrom(ChurnModel model) {
        Map<String, String> columns = new LinkedHashMap<>();
        model.inputs()
                .forEach(input -> columns.put(input.name(), input.type() == ColumnType.NUMERIC ? "double" : "string"));
        return new MlflowDataset(
                "training table",
                model.manifest().dataFingerprint(),
                "unknown",
                columns,
                model.manifest().rows(),
                "training");
    }

    private static void add(FolderUpload upload, Path given) {
        if (!Files.isDirectory(given)) {
            upload.file(String.valueOf(given.getFileName()), given);
            return;
        }
        try (Stream<Path> below = Files.walk(given)) {
            List<Path> files = below.filter(Files::isRegularFile).sorted().toList();
            // The folder's own name, of "." too.
            String name = String.valueOf(given.toAbsolutePath().normalize().getFileName());
            files.forEach(file ->
                    upload.file(name + "/" + given.relativize(file).toString().replace('\\', '/'), file));
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The folder " + Wording.path(given) + " cannot be read.",
                    "Maybe this user may not.",
                    Where.in(given),
                    e);
        }
    }

    private static String digest(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Sha256.hex(in);
        } catch (IOException e) {
            throw new ModelFileException(
                    "The model " + Wording.path(file) + " cannot be read.", "Maybe it was moved.", Where.in(file), e);
        }
    }

    /** Ends the run {@code FAILED} unless a model was logged; that it cannot even be told is only logged here. */
    @Override
    public void close() {
        if (ended) {
            return;
        }
        ended = true;
        try {
            mlflow.client.runs().end(run.id(), false, mlflow.clock.millis());
        } catch (ChurnException e) {
            LOG.warn("the run {} could not be ended as FAILED: {}", run.id(), e.getMessage());
        }
    }
}
