package io.github.churnml.jobs.step;

import io.github.churnml.ChurnModel;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.RegistryException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.FetchedFile;
import io.github.churnml.files.OutputFile;
import io.github.churnml.files.RemoteFiles;
import io.github.churnml.jdbc.ModelIdentity;
import io.github.churnml.jobs.step.StepResult.StepFile;
import io.github.churnml.registry.ModelVersion;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.RegistryStore;
import io.github.churnml.registry.variant.VariantSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The step that brings in the model: a file, a file by address such as {@code models:/churn@champion}, or the champion of a registry. It is
 * copied into the run's folder, so a run that is taken up again scores with the model that it began with, whoever was promoted
 * meanwhile. Immutable.
 */
public final class LoadModel implements StepWork {

    static final String NAME = "model_name";
    static final String VERSION = "model_version";
    static final String SHA256 = "model_sha256";

    private final Place from;
    private final boolean registry;
    private final @Nullable String version;

    private LoadModel(Place from, boolean registry, @Nullable String version) {
        this.from = from;
        this.registry = registry;
        this.version = version;
    }

    /**
     * A model file.
     *
     * @param place its path or address
     * @return the work
     */
    public static LoadModel from(String place) {
        return new LoadModel(new Place(place), false, null);
    }

    /**
     * The champion of a registry.
     *
     * @param place the registry's folder or address
     * @return the work
     */
    public static LoadModel champion(String place) {
        return new LoadModel(new Place(place), true, null);
    }

    /**
     * A version of a registry.
     *
     * @param number the version, such as {@code 1.2.0}
     * @return changed
     * @throws ConfigurationException if the model is not in a registry
     */
    public LoadModel version(String number) {
        if (!registry) {
            throw new ConfigurationException(
                    "A version is of a registry, and the model comes from a file.",
                    "Maybe name the registry.",
                    Where.nowhere());
        }
        return new LoadModel(from, true, number);
    }

    @Override
    public String kind() {
        return "model";
    }

    @Override
    public List<Place> places() {
        return List.of(from);
    }

    @Override
    public java.util.Set<String> gives() {
        return java.util.Set.of(Workspace.MODEL);
    }

    @Override
    public StepResult run(Workspace run) {
        Path file = run.folder().resolve("model.churn");
        List<String> notices = new ArrayList<>();
        Map<String, String> facts = new LinkedHashMap<>();
        String source = registry ? ofRegistry(run, file, facts) : ofFile(run, file, notices);
        ChurnModel model = ChurnModel.load(file);
        ModelIdentity identity = ModelIdentity.of(model, file);
        facts.put(NAME, identity.name());
        facts.put(VERSION, identity.version());
        facts.put(SHA256, identity.sha256());
        return new StepResult(
                List.of(new StepFile(Workspace.MODEL, source, identity.sha256(), -1)),
                List.of(run.file(Workspace.MODEL, file, -1)),
                facts,
                notices,
                Optional.empty());
    }

    private String ofFile(Workspace run, Path file, List<String> notices) {
        String place = run.fill(from);
        if (!RemoteFiles.isAddress(place)) {
            copy(Path.of(place), file);
            return run.shown(from);
        }
        FetchedFile fetched =
                RemoteFiles.of(place).fetch(place, run.folder(), run.context().environment());
        if (fetched.fallback() != null) {
            notices.add(fetched.fallback());
        }
        copy(fetched.path(), file);
        return fetched.from();
    }

    private static void copy(Path source, Path file) {
        if (!Files.isRegularFile(source)) {
            throw new DataException(
                    "The model " + Wording.path(source) + " is not there.",
                    "Maybe the path is wrong.",
                    Where.in(source));
        }
        if (VariantSet.isSet(source)) {
            throw new ConfigurationException(
                    "The model " + Wording.path(source)
                            + " is a set of variants, and a job scores with a single model.",
                    "Maybe have a job for each of its models, or for model.churn beside it, which is that of all customers.",
                    Where.in(source));
        }
        if (!source.equals(file)) {
            OutputFile.write(file, out -> Files.copy(source, out));
        }
    }

    private String ofRegistry(Workspace run, Path file, Map<String, String> facts) {
        RegistryStore store = RegistryStore.at(run.fill(from), run.context().environment());
        var state = Registry.of(store).state();
        ModelVersion chosen = version != null
                ? state.version(version)
                : state.champion()
                        .orElseThrow(() -> new RegistryException(
                                "The registry " + Wording.plain(run.shown(from)) + " has no champion.",
                                "Maybe promote a version: churn registry promote.",
                                Where.nowhere()));
        byte[] bytes = store.read(chosen.file())
                .orElseThrow(() -> new RegistryException(
                        "The file of version " + chosen.version() + " is not in the registry "
                                + Wording.plain(run.shown(from)) + ".",
                        "Maybe it was pruned: churn registry verify tells.",
                        Where.nowhere()));
        OutputFile.write(file, out -> out.write(bytes));
        String found = Workspace.sha256(file);
        if (!found.equals(chosen.sha256())) {
            throw new RegistryException(
                    "The file of version " + chosen.version() + " in the registry " + Wording.plain(run.shown(from))
                            + " is not the one that was registered.",
                    "Maybe it was altered: churn registry verify tells.",
                    Where.nowhere());
        }
        facts.put("registry_version", chosen.version().toString());
        return run.shown(from) + " version " + chosen.version();
    }
}
