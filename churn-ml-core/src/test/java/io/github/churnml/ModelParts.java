package io.github.churnml;

import io.github.churnml.files.Sha256;
import io.github.churnml.learn.Learner;
import io.github.churnml.model.ModelEntries;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.PlainJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Opens what the root package hides about model files to the fuzz targets, which live in a package of their own. */
public final class ModelParts {

    private static final String MANIFEST = "manifest.json";

    private ModelParts() {}

    /** A model small enough to be changed thousands of times a second, of the learner's own plain pipeline. */
    public static ChurnModel train(Learner learner) {
        return train(SmallModel.pipeline(learner));
    }

    /** The same of a given pipeline over the synthetic customers. */
    public static ChurnModel train(ChurnPipeline pipeline) {
        return pipeline.fit(SmallModel.customers(160, 3), FitOptions.standard().withCreated(SmallModel.THEN));
    }

    /** The model file of a name in the test resources; core has no learner of additive models to make one with. */
    public static byte[] saved(String name) {
        try (InputStream in = ModelParts.class.getResourceAsStream("/models/" + name + ".churn")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] bytes(ChurnModel model) {
        return model.toBytes();
    }

    public static LinkedHashMap<String, byte[]> unzip(byte[] file) {
        return ModelEntries.read(file);
    }

    /** Wraps entries as a model file whose checksums hold again, as far as its manifest can still be read. */
    public static byte[] zip(Map<String, byte[]> entries) {
        LinkedHashMap<String, byte[]> sound = new LinkedHashMap<>(entries);
        sound.computeIfPresent(MANIFEST, (name, manifest) -> withChecksums(manifest, entries));
        return ModelEntries.write(sound);
    }

    /** Wraps entries as they are. */
    public static byte[] zipAsIs(LinkedHashMap<String, byte[]> entries) {
        return ModelEntries.write(entries);
    }

    public static Map<String, Object> readJson(byte[] json, Path blamed) {
        return PlainJson.read(json, Blame.modelFile(blamed), "pipeline.json");
    }

    public static byte[] writeJson(Map<String, ?> tree) {
        return PlainJson.write(tree);
    }

    private static byte[] withChecksums(byte[] manifest, Map<String, byte[]> entries) {
        Map<String, Object> tree;
        try {
            tree = readJson(manifest, null);
        } catch (io.github.churnml.error.ModelFileException e) {
            return manifest;
        }
        Map<String, Object> checksums = new LinkedHashMap<>();
        entries.forEach((name, content) -> {
            if (!name.equals(MANIFEST)) {
                checksums.put(name, Sha256.hex(content));
            }
        });
        tree.put("checksums", checksums);
        return PlainJson.write(tree);
    }
}
