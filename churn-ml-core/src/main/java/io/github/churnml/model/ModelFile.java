package io.github.churnml.model;

import io.github.churnml.drift.ReferenceProfile;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.OutputFile;
import io.github.churnml.predictor.AdditivePredictor;
import io.github.churnml.settings.PlainJson;
import io.github.churnml.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.function.Function;

/**
 * The model file: a zip of stored entries, {@code manifest.json} first with the SHA-256 of every other entry; see {@code
 * docs/model-format.md}. Reading checks container, version and checksums before it builds anything. Files, streams and
 * arrays hold the same bytes and are read under the same limits.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class ModelFile {

    /**
     * The highest format that is read; every one from 1 on stays readable. A file says the lowest that can say what it holds,
     * so that older readers take what they can.
     */
    static final int FORMAT = 8;

    /** What the first readers know. */
    private static final int FORMAT_PLAIN = 1;

    /** Has an origin elsewhere, missing values that stay missing, levels by the origin's codes, or a background. */
    private static final int FORMAT_EXTENDED = 2;

    /** Has a profile of scores. */
    private static final int FORMAT_SCORES = 3;

    /** Has several labels of customers who stayed. */
    private static final int FORMAT_NEGATIVES = 4;

    /** Has an additive member. */
    private static final int FORMAT_ADDITIVE = 5;

    /** Has a calibrator. */
    private static final int FORMAT_CALIBRATED = 6;

    /** Adds members that count differently. */
    private static final int FORMAT_WEIGHTED = 7;

    /** Adds an interval beside the probability. */
    private static final int FORMAT_INTERVAL = 8;

    private ModelFile() {}

    /**
     * Writes a model file, aside and then moved into place.
     *
     * @param model what it holds
     * @param path the file; an existing one is replaced
     * @throws OutputException if it cannot be written
     */
    public static void write(ModelContents model, Path path) {
        byte[] bytes = bytes(model);
        OutputFile.write(path, out -> out.write(bytes));
    }

    /**
     * Writes the bytes of a model file to a stream, which is flushed and left open.
     *
     * @param model what it holds
     * @param out the stream
     * @throws OutputException if it cannot be written
     */
    public static void write(ModelContents model, OutputStream out) {
        try {
            out.write(bytes(model));
            out.flush();
        } catch (IOException e) {
            throw new OutputException(
                    "The model " + Wording.name(model.manifest().name()) + " cannot be written to its stream.",
                    "Maybe a connection broke or a disk is full; what was written so far is not a model.",
                    Where.nowhere(),
                    e);
        }
    }

    /**
     * The bytes of a model file.
     *
     * @param model what it holds
     * @return the file; the same contents give the same bytes
     */
    public static byte[] bytes(ModelContents model) {
        PipelineJson pipeline = new PipelineJson(model.fitted(), model.rule());
        LinkedHashMap<String, byte[]> parts = new LinkedHashMap<>();
        parts.put(FileEntries.PIPELINE, PlainJson.write(pipeline.state()));
        parts.putAll(pipeline.predictors());
        parts.put(FileEntries.REFERENCE, PlainJson.write(model.reference().state()));
        LinkedHashMap<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(
                FileEntries.MANIFEST,
                PlainJson.write(
                        ManifestJson.state(model.manifest(), format(model, pipeline), FileEntries.checksums(parts))));
        entries.putAll(parts);
        return StoredZip.write(entries);
    }

    private static int format(ModelContents model, PipelineJson pipeline) {
        if (model.rule().vennAbers().isPresent()) {
            return FORMAT_INTERVAL;
        }
        if (pipeline.isWeighted()) {
            return FORMAT_WEIGHTED;
        }
        if (pipeline.isCalibrated()) {
            return FORMAT_CALIBRATED;
        }
        if (model.fitted().members().stream().anyMatch(member -> member.predictor() instanceof AdditivePredictor)) {
            return FORMAT_ADDITIVE;
        }
        if (pipeline.hasNegatives()) {
            return FORMAT_NEGATIVES;
        }
        if (model.reference().scores().isPresent()) {
            return FORMAT_SCORES;
        }
        boolean extended = model.manifest().origin().isPresent()
                || model.fitted().preparation().leavesMissing()
                || model.fitted().members().stream()
                        .anyMatch(member -> member.encoding().leavesMissing()
                                || !member.background().isEmpty());
        return extended ? FORMAT_EXTENDED : FORMAT_PLAIN;
    }

    /**
     * Reads a model file.
     *
     * @param path the file, of 1 GB at most
     * @param make makes a model of what the file holds; what it throws is a refusal of the file
     * @param <T> the model
     * @return the model
     * @throws ModelFileException if the file is not there, is not ours, is damaged or of a format that this version does not
     *     know
     */
    public static <T> T read(Path path, Function<ModelContents, T> make) {
        ModelSource source = new ModelSource(path);
        return read(source.file(), source, make);
    }

    /**
     * Reads the bytes of a model file from a stream, to its end; it is left open. A stream that does not begin as a model file
     * does is not read any further.
     *
     * @param in the stream, of 1 GB at most
     * @param make makes a model of what was read; what it throws is a refusal of the bytes
     * @param <T> the model
     * @return the model
     * @throws ModelFileException if reading fails, or if the bytes are not ours, are damaged or of a format that this version
     *     does not know
     */
    public static <T> T read(InputStream in, Function<ModelContents, T> make) {
        ModelSource source = new ModelSource(null);
        return read(source.stream(in, ModelSource.LARGEST), source, make);
    }

    /**
     * Reads the bytes of a model file.
     *
     * @param bytes all of them, 1 GB at most; neither changed nor kept
     * @param make makes a model of what was read; what it throws is a refusal of the bytes
     * @param <T> the model
     * @return the model
     * @throws ModelFileException if the bytes are not ours, are damaged or of a format that this version does not know
     */
    public static <T> T read(byte[] bytes, Function<ModelContents, T> make) {
        ModelSource source = new ModelSource(null);
        return read(source.bytes(bytes), source, make);
    }

    private static <T> T read(byte[] bytes, ModelSource source, Function<ModelContents, T> make) {
        try {
            FileEntries entries = new FileEntries(StoredZip.read(bytes, source.blame()), source.blame());
            Settings manifest = entries.settings(FileEntries.MANIFEST);
            requireFormat(manifest, entries);
            entries.requireChecksums(manifest.section("checksums"));
            PipelineJson pipeline = PipelineJson.of(entries);
            return make.apply(new ModelContents(
                    ManifestJson.of(manifest, pipeline.rule().threshold()),
                    pipeline.fitted(),
                    pipeline.rule(),
                    ReferenceProfile.of(entries.settings(FileEntries.REFERENCE))));
        } catch (ModelFileException e) {
            throw e;
        } catch (ChurnException | IllegalArgumentException e) {
            // Checksums hold, so the file is as its writer left it: what it says does not fit together.
            throw new ModelFileException(
                    source.named() + " is refused. " + e.getMessage(), "", Where.in(source.path()), e);
        }
    }

    private static void requireFormat(Settings manifest, FileEntries entries) {
        long format = manifest.integer("format", 1, Integer.MAX_VALUE);
        if (format > FORMAT) {
            throw entries.blame()
                    .of(
                            "It is of format " + format + "; this version of churn-ml reads formats up to " + FORMAT
                                    + ".",
                            "Maybe use the version that made it, " + Wording.value(manifest.value("libraryVersion"))
                                    + ", or a later one.");
        }
    }
}
