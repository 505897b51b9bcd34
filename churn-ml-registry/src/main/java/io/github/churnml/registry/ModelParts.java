package io.github.churnml.registry;

import io.github.churnml.ChurnModel;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.Where;
import io.github.churnml.files.Sha256;
import io.github.churnml.prepare.Input;
import io.github.churnml.prepare.Target;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.PlainJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The parts of a model that tell how much two versions differ.
 *
 * @param schema what callers have to send, by column; the target, too
 * @param ranking the digest of what puts customers in order: preparation, encodings and predictors
 */
record ModelParts(Map<String, String> schema, String ranking) {

    /** What becomes of log-odds, and no part of the order of customers. */
    private static final List<String> DECISION = List.of("calibrator", "threshold", "interval");

    /** @param bytes the bytes of the model's file, which were read as a model before */
    static ModelParts of(ChurnModel model, byte[] bytes) {
        return new ModelParts(schema(model), ranking(bytes));
    }

    static Map<String, String> schema(ChurnModel model) {
        Map<String, String> schema = new LinkedHashMap<>();
        for (Input input : model.inputs()) {
            schema.put("column '" + input.name() + "'", input.type().label());
        }
        Target target = model.target();
        schema.put("target", target.column() + " = " + target.positive());
        return schema;
    }

    private static String ranking(byte[] bytes) {
        Map<String, String> digests = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (name.equals("pipeline.json")) {
                    Map<String, Object> pipeline =
                            PlainJson.read(zip.readAllBytes(), Blame.modelFile(null), "pipeline.json");
                    pipeline.keySet().removeAll(DECISION);
                    digests.put(name, Sha256.hex(PlainJson.write(pipeline)));
                } else if (name.startsWith("model.")) {
                    digests.put(name, Sha256.hex(zip.readAllBytes()));
                }
            }
        } catch (IOException e) {
            throw new ModelFileException("The model file cannot be read.", "", Where.nowhere(), e);
        }
        return Sha256.hex(PlainJson.writeLine(digests));
    }
}
