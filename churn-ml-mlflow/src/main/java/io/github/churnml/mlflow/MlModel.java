package io.github.churnml.mlflow;

import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.PlainYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The file {@code MLmodel} of a logged folder: which systems can load what is there, each by its flavour. That of this library is
 * {@value #FLAVOUR}, with the name and the digest of the model file.
 *
 * @param flavours the names of the flavours
 * @param data the model file of this library in that folder, or empty
 * @param sha256 its digest, or empty
 * @param foreign the file of a flavour whose models can be imported, or empty
 */
record MlModel(List<String> flavours, String data, String sha256, String foreign) {

    static final String FILE = "MLmodel";
    static final String FLAVOUR = "churn_ml";
    private static final int LARGEST = 1 << 20;

    /** Those that {@code churn import} reads, and where their flavour names the file. */
    private static final List<String> IMPORTED = List.of("xgboost", "lightgbm");

    static MlModel read(Path file, String place) {
        JsonTree tree = JsonTree.of(PlainYaml.read(text(file, place), (problem, maybe) -> unreadable(place, problem)));
        JsonTree flavours = tree.at("flavors");
        JsonTree ours = flavours.at(FLAVOUR);
        String foreign = IMPORTED.stream()
                .map(name -> flavours.at(name).text("data"))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
        String data = ours.text("data").orElse("");
        if (!data.isEmpty() && !MlflowArtifacts.isInside(data)) {
            throw unreadable(place, "its file " + Wording.value(data) + " is outside the folder");
        }
        return new MlModel(
                new ArrayList<>(flavours.values().keySet()),
                data,
                ours.text("sha256").orElse(""),
                foreign);
    }

    private static String text(Path file, String place) {
        try {
            if (Files.size(file) > LARGEST) {
                throw unreadable(place, "it is larger than 1 MB");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw unreadable(place, "it is not text");
        }
    }

    private static ModelFileException unreadable(String place, String problem) {
        return new ModelFileException(
                "The file MLmodel of " + Wording.value(place) + " cannot be read: " + problem,
                "Maybe it was changed by hand.",
                Where.nowhere());
    }

    /** Why a folder holds no model of this library, and what to do. */
    ModelFileException refusal(String address) {
        String maybe = foreign.isEmpty()
                ? "Maybe log it with `churn mlflow log`, or train it here."
                : "Maybe fetch it, `mlflow artifacts download -u " + Wording.plain(address)
                        + " -d .`, and take it over: `churn import --from " + Wording.plain(foreign)
                        + " --out model.churn`, then `churn mlflow log --model model.churn`.";
        return new ModelFileException(
                "The model " + Wording.value(address) + " has no model file of churn-ml: its flavours are "
                        + (flavours.isEmpty() ? "none" : Wording.names(flavours)) + ".",
                maybe,
                Where.nowhere());
    }

    static Map<String, Object> ours(String data, String sha256, String version, String library) {
        return Wire.tree("data", data, "sha256", sha256, "model_version", version, "churn_ml_version", library);
    }
}
