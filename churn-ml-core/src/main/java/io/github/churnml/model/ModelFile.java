package io.github.churnml.model;

import io.github.churnml.decide.Calibrator;
import io.github.churnml.decide.DecisionRule;
import io.github.churnml.drift.ReferenceProfile;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.OutputFile;
import io.github.churnml.files.Sha256;
import io.github.churnml.predictor.Predictor;
import io.github.churnml.prepare.FittedEncoding;
import io.github.churnml.prepare.FittedPreparation;
import io.github.churnml.prepare.Target;
import io.github.churnml.recipe.FittedRecipe;
import io.github.churnml.recipe.Member;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.PlainJson;
import io.github.churnml.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The model file: a zip of stored entries, {@code manifest.json} first with the SHA-256 of every other entry; see {@code
 * docs/model-format.md}. Reading checks container, version and checksums before it builds anything.
 */
public final class ModelFile {

    /**
     * The highest format that is read; every one from 1 on stays readable. A file says the lowest that can say what it holds,
     * so that older readers take what they can.
     */
    static final int FORMAT = 4;

    /** What the first readers know. */
    private static final int FORMAT_PLAIN = 1;

    /** Has an origin elsewhere, missing values that stay missing, levels by the origin's codes, or a background. */
    private static final int FORMAT_EXTENDED = 2;

    /** Has a profile of scores. */
    private static final int FORMAT_SCORES = 3;

    /** Has several labels of customers who stayed. */
    private static final int FORMAT_NEGATIVES = 4;

    private static final long LARGEST_FILE = 1L << 30;
    private static final String MANIFEST = "manifest.json";
    private static final String PIPELINE = "pipeline.json";
    private static final String REFERENCE = "reference.json";

    private ModelFile() {}

    /**
     * Writes a model file, aside and then moved into place.
     *
     * @param model what it holds
     * @param path the file; an existing one is replaced
     * @throws io.github.churnml.error.OutputException if it cannot be written
     */
    public static void write(ModelContents model, Path path) {
        byte[] bytes = bytes(model);
        OutputFile.write(path, out -> out.write(bytes));
    }

    /**
     * The bytes of a model file.
     *
     * @param model what it holds
     * @return the file; the same contents give the same bytes
     */
    public static byte[] bytes(ModelContents model) {
        LinkedHashMap<String, byte[]> parts = new LinkedHashMap<>();
        parts.put(PIPELINE, PlainJson.write(pipeline(model)));
        List<Member> members = model.fitted().members();
        for (int i = 0; i < members.size(); i++) {
            parts.put(entryName(i, members.get(i)), members.get(i).predictor().toBytes());
        }
        parts.put(REFERENCE, PlainJson.write(model.reference().state()));
        Map<String, Object> checksums = new LinkedHashMap<>();
        parts.forEach((name, content) -> checksums.put(name, Sha256.hex(content)));
        LinkedHashMap<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(MANIFEST, PlainJson.write(ManifestJson.state(model.manifest(), format(model), checksums)));
        entries.putAll(parts);
        return StoredZip.write(entries);
    }

    /**
     * Reads a model file.
     *
     * @param path the file
     * @param make makes a model of what the file holds; what it throws is a refusal of the file
     * @param <T> the model
     * @return the model
     * @throws ModelFileException if the file is not there, is not ours, is damaged or of a format that this version does not
     *     know
     */
    public static <T> T read(Path path, Function<ModelContents, T> make) {
        try {
            if (!Files.exists(path)) {
                throw refused(path, "is not there", "Maybe the path is wrong.");
            }
            if (Files.isDirectory(path)) {
                throw refused(path, "is a folder", "Maybe the model file inside it was meant.");
            }
            if (Files.size(path) > LARGEST_FILE) {
                throw refused(path, "is larger than 1 GB", "Maybe it is not a model file.");
            }
            return parse(Files.readAllBytes(path), path, make);
        } catch (IOException e) {
            throw new ModelFileException(
                    "Model file " + Wording.path(path) + " cannot be read.",
                    "Maybe check its permissions.",
                    Where.in(path),
                    e);
        }
    }

    private static <T> T parse(byte[] bytes, Path path, Function<ModelContents, T> make) {
        Blame blame = (problem, maybe) ->
                Blame.modelFile(path).of("Model file " + Wording.path(path) + " is refused. " + problem, maybe);
        try {
            Map<String, byte[]> entries = StoredZip.read(bytes, blame);
            Settings manifest = settings(entries, MANIFEST, blame);
            requireFormat(manifest, blame);
            requireChecksums(manifest.section("checksums"), entries, blame);
            return make.apply(contents(entries, manifest, blame));
        } catch (ModelFileException e) {
            throw e;
        } catch (ChurnException | IllegalArgumentException e) {
            // Checksums hold, so the file is as its writer left it: what it says does not fit together.
            throw new ModelFileException(
                    "Model file " + Wording.path(path) + " is refused. " + e.getMessage(), "", Where.in(path), e);
        }
    }

    private static ModelContents contents(Map<String, byte[]> entries, Settings manifest, Blame blame) {
        Settings pipeline = settings(entries, PIPELINE, blame);
        Settings target = pipeline.section("target");
        FittedPreparation preparation = FittedPreparation.of(pipeline.section("preparation"));
        List<Member> members = new ArrayList<>();
        for (Settings state : pipeline.sections("members")) {
            FittedEncoding encoding = FittedEncoding.of(state.section("encoding"), preparation.variables());
            String entry = state.text("entry");
            Predictor predictor = Predictor.fromBytes(state.text("kind"), require(entries, entry, blame));
            members.add(new Member(
                    encoding,
                    predictor,
                    state.has("offset") ? state.number("offset") : 0,
                    Arrays.stream(state.numbers("background")).boxed().toList()));
            state.finish();
        }
        pipeline.choice("combiner", List.of("meanLogOdds"));
        pipeline.choice("calibrator", Calibrator.KINDS);
        Target found = new Target(target.text("column"), target.text("positive"), target.text("negative"));
        if (target.has("negatives")) {
            found = new Target(found.column(), found.positive(), found.negative(), target.texts("negatives"));
        }
        target.finish();
        double threshold = pipeline.number("threshold", Double.MIN_VALUE, 1);
        pipeline.finish();
        return new ModelContents(
                ManifestJson.of(manifest, threshold),
                new FittedRecipe(preparation, members),
                DecisionRule.of(found, Calibrator.none(), threshold),
                ReferenceProfile.of(settings(entries, REFERENCE, blame)));
    }

    private static Map<String, Object> pipeline(ModelContents model) {
        Map<String, Object> state = new LinkedHashMap<>();
        Map<String, Object> target = new LinkedHashMap<>();
        target.put("column", model.rule().target().column());
        target.put("positive", model.rule().target().positive());
        target.put("negative", model.rule().target().negative());
        if (hasNegatives(model.rule().target())) {
            target.put("negatives", model.rule().target().negatives());
        }
        state.put("target", target);
        state.put("preparation", model.fitted().preparation().state());
        List<Object> members = new ArrayList<>();
        for (int i = 0; i < model.fitted().members().size(); i++) {
            Member member = model.fitted().members().get(i);
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("kind", member.predictor().kind());
            entry.put("entry", entryName(i, member));
            if (member.offset() != 0) {
                entry.put("offset", member.offset());
            }
            if (!member.background().isEmpty()) {
                entry.put("background", member.background());
            }
            entry.put("encoding", member.encoding().state());
            members.add(entry);
        }
        state.put("members", members);
        state.put("combiner", "meanLogOdds");
        state.put("calibrator", model.rule().calibrator().kind());
        state.put("threshold", model.rule().threshold());
        return state;
    }

    /** Whether the negative label alone does not say which labels mean that a customer stayed. */
    private static boolean hasNegatives(Target target) {
        return !target.equals(new Target(target.column(), target.positive(), target.negative()));
    }

    private static int format(ModelContents model) {
        if (hasNegatives(model.rule().target())) {
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

    private static String entryName(int member, Member of) {
        return "model." + member + "." + of.predictor().kind();
    }

    private static Settings settings(Map<String, byte[]> entries, String entry, Blame blame) {
        return Settings.of(PlainJson.read(require(entries, entry, blame), blame, entry), blame);
    }

    private static byte[] require(Map<String, byte[]> entries, String entry, Blame blame) {
        byte[] content = entries.get(entry);
        if (content == null) {
            throw blame.of("It has no entry " + Wording.name(entry) + ".", "Maybe it is not a churn-ml model file.");
        }
        return content;
    }

    private static void requireFormat(Settings manifest, Blame blame) {
        long format = manifest.integer("format", 1, Integer.MAX_VALUE);
        if (format > FORMAT) {
            throw blame.of(
                    "It is of format " + format + "; this version of churn-ml reads formats up to " + FORMAT + ".",
                    "Maybe use the version that made it, " + Wording.value(manifest.value("libraryVersion"))
                            + ", or a later one.");
        }
    }

    private static void requireChecksums(Settings checksums, Map<String, byte[]> entries, Blame blame) {
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            if (!entry.getKey().equals(MANIFEST)
                    && !Sha256.hex(entry.getValue()).equals(checksums.text(entry.getKey()))) {
                throw blame.of(
                        "Its entry " + Wording.name(entry.getKey()) + " does not match its checksum.",
                        "Maybe the file was altered or damaged; fetch it again.");
            }
        }
        for (String name : checksums.keys()) {
            require(entries, name, blame);
        }
    }

    private static ModelFileException refused(Path path, String why, String maybe) {
        return new ModelFileException("Model file " + Wording.path(path) + " " + why + ".", maybe, Where.in(path));
    }
}
