package io.github.churnml.mlflow;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.Dataset;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.FetchedFile;
import io.github.churnml.files.OutputFile;
import io.github.churnml.registry.variant.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Logs models on an MLflow server: as a run with parameters, metrics, tags and files, and, where that is asked for, as a version
 * of a registered model. Immutable: each {@code with} gives another one. Safe for any thread.
 *
 * <pre>{@code
 * LoggedModel logged = Mlflow.at("http://localhost:5000")
 *         .withVariant(Variant.of("US", null))
 *         .withRegistered()
 *         .withAlias("champion")
 *         .log(ChurnModel.load(Path.of("artifacts/model.churn")));
 * logged.version().orElseThrow().address(); // models:/churn-prediction-model-us/1
 * }</pre>
 */
public final class Mlflow {

    final MlflowClient client;
    final Map<String, String> environment;
    final Asked asked;
    final Clock clock;

    /** What was asked for; changed only between its copy and the {@link Mlflow} that gets it. */
    static final class Asked {
        Variant variant = Variant.pooled();

        @Nullable
        String experiment;

        @Nullable
        String name;

        List<MlflowDataset> datasets = List.of();

        @Nullable
        Dataset example;

        List<Path> files = List.of();
        Map<String, String> tags = Map.of();
        boolean registered;
        List<String> aliases = List.of();

        private Asked copy() {
            Asked copy = new Asked();
            copy.variant = variant;
            copy.experiment = experiment;
            copy.name = name;
            copy.datasets = datasets;
            copy.example = example;
            copy.files = files;
            copy.tags = tags;
            copy.registered = registered;
            copy.aliases = aliases;
            return copy;
        }

        private static <T> List<T> and(List<T> list, T one) {
            List<T> all = new ArrayList<>(list);
            all.add(one);
            return List.copyOf(all);
        }
    }

    private Mlflow(MlflowClient client, Map<String, String> environment, Asked asked) {
        this.client = client;
        this.environment = environment;
        this.asked = asked;
        this.clock = Clock.systemUTC();
    }

    /**
     * A server by its address; who asks is said by the environment of the process, as {@link MlflowClient} says.
     *
     * @param uri such as {@code http://localhost:5000}
     * @return what logs there; nothing was asked yet
     */
    public static Mlflow at(String uri) {
        return of(MlflowClient.of(uri, System.getenv()), System.getenv());
    }

    /**
     * The server that the environment names.
     *
     * @param environment {@code MLFLOW_TRACKING_URI} and the variables of {@link MlflowClient}
     * @return what logs there; nothing was asked yet
     */
    public static Mlflow of(Map<String, String> environment) {
        return of(MlflowClient.of(environment), environment);
    }

    static Mlflow of(MlflowClient client, Map<String, String> environment) {
        return new Mlflow(client, environment, new Asked());
    }

    /** {@return the client of the server} */
    public MlflowClient client() {
        return client;
    }

    /**
     * Names after a variant, and tags of it.
     *
     * @param variant the customers that models are for; a model that was trained as a variant says it itself
     * @return the changed copy
     */
    public Mlflow withVariant(Variant variant) {
        return with(copy -> copy.variant = variant);
    }

    /**
     * Another experiment than that of the variant's name.
     *
     * @param experiment its name
     * @return the changed copy
     */
    public Mlflow withExperiment(String experiment) {
        return with(copy -> copy.experiment = experiment);
    }

    /**
     * Another registered model than that of the variant's name.
     *
     * @param name its name
     * @return the changed copy
     */
    public Mlflow withName(String name) {
        MlflowModels.requireName(name);
        return with(copy -> copy.name = name);
    }

    /**
     * Names one more table that the run used.
     *
     * @param dataset what is told of it
     * @return the changed copy
     */
    public Mlflow withDataset(MlflowDataset dataset) {
        return with(copy -> copy.datasets = Asked.and(copy.datasets, dataset));
    }

    /**
     * Rows to show how the model is asked. The first five are kept beside the model, for everybody who may read it: maybe give
     * rows that were made up.
     *
     * @param rows a table with the model's columns
     * @return the changed copy
     */
    public Mlflow withExample(Dataset rows) {
        return with(copy -> copy.example = rows);
    }

    /**
     * One more file for the run, such as a report.
     *
     * @param file the file, or a folder of files
     * @return the changed copy
     */
    public Mlflow withArtifact(Path file) {
        if (!Files.exists(file)) {
            throw new ConfigurationException(
                    "The file " + Wording.path(file) + " for the run is not there.",
                    "Maybe the path is wrong.",
                    Where.in(file));
        }
        return with(copy -> copy.files = Asked.and(copy.files, file));
    }

    /**
     * One more tag of runs and versions.
     *
     * @param key its name
     * @param value its value, up to 5,000 characters
     * @return the changed copy
     * @throws ConfigurationException if the name or the value is one that a server would refuse, of a run or of a version; or if the name
     *     is {@code sha256}, {@code model_version} or {@code model_name}, by which a model is found and compared again
     */
    public Mlflow withTag(String key, String value) {
        MlflowRuns.requireTag(key, value);
        Tags.requireFree(key);
        return with(copy -> {
            Map<String, String> all = new LinkedHashMap<>(copy.tags);
            all.put(key, value);
            copy.tags = Collections.unmodifiableMap(all);
        });
    }

    /**
     * Models become a version of the registered model of their name, which is made where it is not there.
     *
     * @return the changed copy
     */
    public Mlflow withRegistered() {
        return with(copy -> copy.registered = true);
    }

    /**
     * As {@link #withRegistered}, and an alias leads to the new version.
     *
     * @param alias such as {@code champion}
     * @return the changed copy
     */
    public Mlflow withAlias(String alias) {
        MlflowModels.requireAlias(alias);
        return with(copy -> {
            copy.registered = true;
            copy.aliases = Asked.and(copy.aliases, alias);
        });
    }

    private Mlflow with(Consumer<Asked> change) {
        Asked copy = asked.copy();
        change.accept(copy);
        return new Mlflow(client, environment, copy);
    }

    /**
     * Logs a model: a run is started, told everything, and ended {@code FINISHED}; or {@code FAILED} if something fails.
     *
     * @param model the model
     * @return what came of it
     * @throws io.github.churnml.error.ChurnException if it cannot be logged
     */
    public LoggedModel log(ChurnModel model) {
        try (OpenRun run = start(MlflowNames.of(model, asked.variant))) {
            return run.log(model);
        }
    }

    /**
     * Logs the model of a file, with the bytes of that file.
     *
     * @param file the model's file
     * @return what came of it
     * @throws io.github.churnml.error.ChurnException if it cannot be read or logged
     */
    public LoggedModel log(Path file) {
        ChurnModel model = ChurnModel.load(file);
        try (OpenRun run = start(MlflowNames.of(model, asked.variant))) {
            return run.log(model, file);
        }
    }

    /**
     * Starts a run before there is a model, so that a training that fails is on the server too.
     *
     * <pre>{@code
     * try (OpenRun run = mlflow.start(names)) {
     *     run.log(pipeline.fit(customers));
     * } // FAILED if the training did not come to its end
     * }</pre>
     *
     * @param names what the model will be called
     * @return the run
     */
    public OpenRun start(MlflowNames names) {
        MlflowNames own = asked.experiment == null ? names : names.withExperiment(asked.experiment);
        own = asked.name == null ? own : own.withModel(asked.name);
        if (asked.registered) {
            MlflowModels.requireName(own.model());
        }
        return OpenRun.start(this, own);
    }

    /**
     * Makes a logged model a version of a registered one, or, where it is one already, lets the aliases lead to it.
     *
     * @param address {@code models:/m-ID} or {@code runs:/ID/PATH} of a logged model; {@code models:/NAME/VERSION} or {@code
     *     models:/NAME@ALIAS} of a version
     * @return the version with its aliases and tags
     * @throws ConfigurationException if nothing says under which name, or the address leads to nothing
     */
    public MlflowVersion register(String address) {
        return new Registering(this).version(address);
    }

    /**
     * Copies the file of a model to this machine, whole or not at all, after comparing it with the SHA-256 that it was logged with.
     *
     * @param address {@code models:/NAME@ALIAS}, {@code models:/NAME/VERSION}, {@code models:/m-ID} or {@code runs:/ID/PATH}
     * @param file where to; what is there is replaced
     * @return the address of what was copied, with the version that an alias leads to
     */
    public String pull(String address, Path file) {
        Path aside = TemporaryFolder.make();
        try {
            FetchedFile fetched = MlflowFiles.fetch(client, address, aside, environment);
            OutputFile.write(file, out -> Files.copy(fetched.path(), out));
            return fetched.from();
        } finally {
            TemporaryFolder.delete(aside);
        }
    }

    /** The bytes of a model as a file that is removed afterwards. */
    static Path written(ChurnModel model) {
        try {
            Path file = Files.createTempFile("churn-", ".churn");
            file.toFile().deleteOnExit();
            model.save(file);
            return file;
        } catch (IOException e) {
            throw new OutputException(
                    "The model cannot be written into the folder for temporary files.",
                    "Maybe the disk is full; -Djava.io.tmpdir=DIR names another.",
                    Where.nowhere(),
                    e);
        }
    }
}
