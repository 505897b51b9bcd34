package io.github.churnml.registry;

import io.github.churnml.ChurnModel;
import io.github.churnml.error.RegistryException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.Sha256;
import io.github.churnml.settings.PlainJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files of versions: written before the event that names them, and never read without their digest. */
final class VersionFiles {

    private final RegistryStore store;

    VersionFiles(RegistryStore store) {
        this.store = store;
    }

    /** Writes the files of a version that no event names yet, and gives back their names and digests. */
    Map<String, Object> write(ChurnModel model, byte[] bytes, SemanticVersion version) {
        String name = model.manifest().name();
        Map<String, Object> facts = new LinkedHashMap<>();
        put(facts, Registration.FILE, Registration.SHA256, name + "_v" + version, ".churn", bytes);
        put(
                facts,
                Registration.METRICS_FILE,
                Registration.METRICS_SHA256,
                "metrics_v" + version,
                ".json",
                PlainJson.write(Registration.metrics(model, version)));
        put(
                facts,
                Registration.GOLDEN_FILE,
                Registration.GOLDEN_SHA256,
                "golden_v" + version,
                ".json",
                GoldenRows.of(model).toBytes());
        return facts;
    }

    private void put(
            Map<String, Object> facts, String fileKey, String digestKey, String name, String suffix, byte[] content) {
        facts.put(fileKey, place(name, suffix, content));
        facts.put(digestKey, Sha256.hex(content));
    }

    /**
     * What has the name already, and is named by no event, was left by a killed process where only one writes at a time; otherwise
     * it may be what another process is about to name, and this version's file gets a name of its own.
     */
    private String place(String name, String suffix, byte[] content) {
        String file = name + suffix;
        if (store.locks()) {
            store.write(file, content);
            return file;
        }
        for (int i = 2; !store.create(file, content); i++) {
            file = name + "-file" + i + suffix;
        }
        return file;
    }

    /** The names of a version's files. */
    static List<String> names(ModelVersion version) {
        return Stream.of(Registration.FILE, Registration.METRICS_FILE, Registration.GOLDEN_FILE)
                .map(key -> version.registered().text(key))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** Deletes a version's files. */
    void delete(ModelVersion version) {
        names(version).forEach(store::delete);
    }

    /** The bytes of a version's model, which are those that were registered. */
    byte[] bytes(ModelVersion version) {
        return content(version, Registration.FILE, Registration.SHA256);
    }

    GoldenRows golden(ModelVersion version) {
        return GoldenRows.of(
                content(version, Registration.GOLDEN_FILE, Registration.GOLDEN_SHA256),
                version.registered().text(Registration.GOLDEN_FILE));
    }

    byte[] metrics(ModelVersion version) {
        return content(version, Registration.METRICS_FILE, Registration.METRICS_SHA256);
    }

    private byte[] content(ModelVersion version, String fileKey, String digestKey) {
        String name = version.registered().text(fileKey);
        if (!version.isKept()) {
            throw new RegistryException(
                    "The files of version " + version.version() + " were deleted.",
                    "Maybe train it again, or choose a version that is kept.",
                    Where.nowhere());
        }
        byte[] content = store.read(name)
                .orElseThrow(() -> broken(version, name, "is not there", "Maybe restore it from a backup."));
        String digest = Sha256.hex(content);
        if (!digest.equals(version.registered().text(digestKey))) {
            throw broken(
                    version,
                    name,
                    "was altered: its SHA-256 is " + digest.substring(0, 12) + "…, and "
                            + version.registered().text(digestKey).substring(0, 12) + "… was registered",
                    "Maybe restore it from a backup.");
        }
        return content;
    }

    private RegistryException broken(ModelVersion version, String name, String how, String maybe) {
        return new RegistryException(
                "The file " + Wording.name(name) + " of version " + version.version() + " in " + store.place() + " "
                        + how + ".",
                maybe,
                Where.nowhere());
    }

    /**
     * Loads a version and has it score its golden rows.
     *
     * @throws RegistryException if it is not the registered one, cannot be loaded, or scores otherwise than it did
     */
    ChurnModel prove(ModelVersion version) {
        ChurnModel model = ChurnModel.load(bytes(version));
        GoldenRows golden = golden(version);
        int differences = golden.differences(model);
        if (differences > 0) {
            throw new RegistryException(
                    "Version " + version.version() + " scores " + differences + " of its " + golden.size()
                            + " golden rows otherwise than when it was registered.",
                    "Maybe this version of churn-ml scores it differently; register it again to take its scores as they are.",
                    Where.nowhere());
        }
        return model;
    }
}
