package io.github.churnml.mlflow;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.FetchedFile;
import io.github.churnml.files.RemoteFiles;
import io.github.churnml.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Models of an MLflow server by their address: {@code models:/NAME@ALIAS}, {@code models:/NAME/VERSION}, {@code models:/m-ID} (of
 * MLflow 3) and {@code runs:/ID/PATH}. The server is the one that {@code MLFLOW_TRACKING_URI} names. Of the folder that is
 * found there, the model file of this library is fetched, and compared with the SHA-256 that it was logged with.
 *
 * <p>No API: public for the service loader, and may change at any time.
 */
public final class MlflowFiles implements RemoteFiles {

    private static final String ENDING = ".churn";

    /** Found as a service. */
    public MlflowFiles() {}

    @Override
    public List<String> schemes() {
        return List.of("models", "runs");
    }

    @Override
    public FetchedFile fetch(String address, Path folder, Map<String, String> environment) {
        return fetch(MlflowClient.of(environment), address, folder, environment);
    }

    /** A folder of the server's, and what is said of it. */
    private record Place(String folder, String file, String from, String sha256) {}

    static FetchedFile fetch(MlflowClient client, String address, Path folder, Map<String, String> environment) {
        Fetching fetching = new Fetching(client, client.artifacts(environment), address);
        Place place = fetching.place();
        return place.file().isEmpty()
                ? fetching.outOf(place, folder)
                : fetching.checked(place, place.file(), "", folder);
    }

    private record Fetching(MlflowClient client, MlflowArtifacts artifacts, String address) {

        Place place() {
            return place(ModelAddress.of(address));
        }

        private Place place(ModelAddress parsed) {
            if (parsed instanceof ModelAddress.ByAlias by) {
                return of(client.models().version(by.name(), by.alias()));
            }
            if (parsed instanceof ModelAddress.ByNumber by) {
                return of(client.models().version(by.name(), by.number()));
            }
            if (parsed instanceof ModelAddress.ById by) {
                MlflowModels.Logged model = client.models().logged(by.id());
                return new Place(
                        model.files(), "", "models:/" + by.id(), model.tags().getOrDefault(Tags.SHA256, ""));
            }
            ModelAddress.InRun in = (ModelAddress.InRun) parsed;
            return of(client.runs().get(in.run()), in.path());
        }

        private Place of(MlflowVersion version) {
            String files = client.models().files(version);
            String sha256 = version.tags().getOrDefault(Tags.SHA256, "");
            if (!files.startsWith("runs:") && !files.startsWith("models:")) {
                return new Place(files, "", version.address(), sha256);
            }
            Place below = place(ModelAddress.of(files));
            return new Place(
                    below.folder(), below.file(), version.address(), sha256.isEmpty() ? below.sha256() : sha256);
        }

        private Place of(MlflowRun run, String path) {
            String from = "runs:/" + run.id() + "/" + path;
            if (path.endsWith(ENDING)) {
                return new Place(run.artifacts(), path, from, "");
            }
            String folder = run.artifacts().replaceAll("/+$", "") + "/" + path;
            // From MLflow 3 on the files of a model are not among those of its run.
            boolean there = client.hasLoggedModels()
                    && artifacts.list(folder).filter(names -> !names.isEmpty()).isPresent();
            Optional<MlflowModels.Logged> logged = there || !client.hasLoggedModels()
                    ? Optional.empty()
                    : client.models().loggedBy(run, path);
            return logged.map(model ->
                            new Place(model.files(), "", from, model.tags().getOrDefault(Tags.SHA256, "")))
                    .orElseGet(() -> new Place(folder, "", from, ""));
        }

        FetchedFile outOf(Place place, Path folder) {
            Optional<List<String>> names = artifacts.list(place.folder());
            if (names.isPresent() && !names.get().contains(MlModel.FILE)) {
                List<String> ours = names.get().stream()
                        .filter(name -> name.endsWith(ENDING))
                        .toList();
                if (ours.size() == 1) {
                    return checked(place, ours.get(0), "", folder);
                }
                throw new ModelFileException(
                        "The address " + Wording.value(address) + " leads to a folder with "
                                + (ours.isEmpty() ? "no model file" : ours.size() + " model files")
                                + " and without MLmodel"
                                + (names.get().isEmpty() ? "" : ", but " + Wording.names(names.get())) + ".",
                        ours.isEmpty()
                                ? "Maybe its run did not finish, or the path is another: `churn mlflow log` logs a model as"
                                        + " runs:/ID/model."
                                : "Maybe name the file: runs:/ID/PATH/" + Wording.plain(ours.get(0)) + ".",
                        Where.nowhere());
            }
            MlModel found = described(place, folder);
            if (found.data().isEmpty()) {
                throw found.refusal(address);
            }
            return checked(place, found.data(), found.sha256(), folder);
        }

        private MlModel described(Place place, Path folder) {
            try {
                Path aside = Files.createTempDirectory(folder, ".churn-mlmodel");
                try {
                    return MlModel.read(
                            artifacts
                                    .download(place.folder(), MlModel.FILE, aside)
                                    .path(),
                            address);
                } finally {
                    TemporaryFolder.delete(aside);
                }
            } catch (IOException e) {
                throw new ConfigurationException(
                        "The folder " + Wording.path(folder) + " cannot be written.",
                        "Maybe choose another one.",
                        Where.in(folder),
                        e);
            }
        }

        FetchedFile checked(Place place, String path, String alsoSha256, Path folder) {
            FetchedFile fetched = artifacts.download(place.folder(), path, folder);
            String found = digest(fetched.path());
            for (String said : List.of(place.sha256(), alsoSha256)) {
                if (!said.isEmpty() && !said.equals(found)) {
                    TemporaryFolder.delete(fetched.path());
                    throw new ModelFileException(
                            "The file of the model " + Wording.value(place.from())
                                    + " is not the one that was logged: its SHA-256 is " + found + ", not "
                                    + Wording.plain(said.substring(0, Math.min(16, said.length()))) + "….",
                            "Maybe it was replaced on the server, or its tag sha256 was changed.",
                            Where.nowhere());
                }
            }
            return new FetchedFile(fetched.path(), place.from(), fetched.fallback());
        }
    }

    private static String digest(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Sha256.hex(in);
        } catch (IOException e) {
            throw new DataException(
                    "The file " + Wording.path(file) + " cannot be read.", "Maybe it was moved.", Where.in(file), e);
        }
    }

    /**
     * Copies a file into a run: {@code runs:/ID/PATH}. A model becomes one by being logged.
     *
     * @throws ConfigurationException for another address
     */
    @Override
    public void store(Path file, String address, Map<String, String> environment) {
        if (!(ModelAddress.of(address) instanceof ModelAddress.InRun in)) {
            throw new ConfigurationException(
                    "A file cannot be written to " + Wording.value(address) + ": a version is made of a logged model.",
                    "Maybe `churn mlflow log --model FILE --register --alias NAME`.",
                    Where.nowhere());
        }
        MlflowClient client = MlflowClient.of(environment);
        client.artifacts(environment).upload(client.runs().get(in.run()).artifacts(), in.path(), file);
    }
}
