package io.github.churnml.registry.variant;

import io.github.churnml.ChurnModel;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.RegistryException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.Sha256;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.PlainJson;
import io.github.churnml.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The file {@code variants.json}: written in a fixed order, read strictly. */
final class VariantJson {

    private static final int FORMAT = 1;

    /** Where the keys stand that tell it from other JSON. */
    private static final int HEAD = 4_096;

    private static final long LARGEST = 64L << 20;

    private VariantJson() {}

    static boolean isSet(Path path) {
        if (Files.isDirectory(path)) {
            return Files.isRegularFile(path.resolve(VariantSet.FILE));
        }
        if (!Files.isRegularFile(path)) {
            return false;
        }
        if (path.endsWith(VariantSet.FILE)) {
            return true;
        }
        try (InputStream in = Files.newInputStream(path)) {
            String head = new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
            return head.stripLeading().startsWith("{")
                    && head.contains("\"experiment\"")
                    && head.contains("\"columns\"");
        } catch (IOException e) {
            return false; // Whoever loads it says what is wrong.
        }
    }

    static byte[] bytes(VariantSet set) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("created", set.created().toString());
        json.put("experiment", set.names().experiment());
        json.put("model", set.names().model());
        json.put("columns", set.columns().stream().map(VariantJson::column).toList());
        List<Object> models = new ArrayList<>();
        set.models().forEach((name, model) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("model", name);
            one.put("file", set.file(name));
            one.put("sha256", Sha256.hex(model.toBytes()));
            models.add(one);
        });
        json.put("models", models);
        LocalDate day = LocalDate.ofInstant(set.created(), ZoneOffset.UTC);
        json.put(
                "segments",
                set.segments().stream()
                        .map(segment -> segment(segment, set.names(), day))
                        .toList());
        return PlainJson.write(json);
    }

    private static Map<String, Object> column(SegmentColumn column) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dimension", column.dimension());
        json.put("column", column.name());
        json.put("numeric", column.numeric());
        json.put("fold_case", column.foldCase());
        json.put("synonyms", column.synonyms());
        json.put("missing", column.missing());
        return json;
    }

    private static Map<String, Object> segment(Segment segment, VariantNames names, LocalDate day) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("experiment", segment.variant().experiment(names));
        json.put("tags", segment.variant().tags(day));
        json.putAll(segment.json());
        return json;
    }

    static VariantSet load(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve(VariantSet.FILE) : path;
        Blame blame = (problem, maybe) -> new RegistryException(
                "The file of variants " + Wording.path(file) + " is refused. " + problem, maybe, Where.in(file));
        Settings json = Settings.of(PlainJson.read(text(file), blame, VariantSet.FILE), blame);
        if (!json.has("segments") || !json.has("models")) {
            throw blame.of(
                    "It is JSON, but not what a training of variants writes.",
                    "Maybe give the variants.json of `churn train` with variants, or a model's file.");
        }
        json.integer("format", FORMAT, FORMAT);
        Instant created = instant(json);
        VariantNames names = new VariantNames(json.text("experiment"), json.text("model"));
        List<SegmentColumn> columns =
                json.sections("columns").stream().map(VariantJson::column).toList();
        List<Segment> segments = new ArrayList<>();
        for (Settings one : json.sections("segments")) {
            segments.add(segment(one, columns));
        }
        Map<String, ChurnModel> models = models(json, file, names, segments);
        json.finish();
        for (Segment segment : segments) {
            if (!models.containsKey(segment.model())) {
                throw blame.of(
                        "The segment " + segment.variant() + " is answered for by " + Wording.name(segment.model())
                                + ", which is none of its models.",
                        Wording.maybeNearest(segment.model(), models.keySet()));
            }
        }
        return new VariantSet(names, columns, segments, models, created);
    }

    private static Instant instant(Settings json) {
        String text = json.text("created");
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw json.problem(
                    "Key " + json.quoted("created") + " holds " + Wording.value(text)
                            + " where a time such as 2026-01-31T12:00:00Z is required.",
                    "");
        }
    }

    private static SegmentColumn column(Settings json) {
        Settings given = json.section("synonyms");
        Map<String, String> synonyms = new LinkedHashMap<>();
        given.keys().forEach(key -> synonyms.put(key, given.text(key)));
        SegmentColumn column = new SegmentColumn(
                json.text("dimension"),
                json.text("column"),
                json.flag("numeric"),
                json.flag("fold_case"),
                synonyms,
                json.texts("missing"));
        json.finish();
        return column;
    }

    private static Segment segment(Settings json, List<SegmentColumn> columns) {
        Settings values = json.section("values");
        Variant variant = new Variant(columns.stream()
                .map(column -> new VariantPart(column.dimension(), values.text(column.dimension())))
                .toList());
        values.finish();
        // They follow from the values.
        json.has("experiment");
        json.has("tags");
        List<String> answers = Arrays.stream(Segment.Answers.values())
                .map(Segment.Answers::label)
                .toList();
        Segment segment = new Segment(
                variant,
                json.integer("rows", 0, Long.MAX_VALUE),
                json.integer("leavers", 0, Long.MAX_VALUE),
                Segment.Answers.values()[answers.indexOf(json.choice("answers", answers))],
                json.text("model"),
                json.text("why"),
                json.has("figures") ? figures(json.section("figures")) : null);
        json.finish();
        return segment;
    }

    private static SegmentFigures figures(Settings json) {
        Settings gain = json.section("gain");
        PairedGain paired = new PairedGain(
                gain.number("value"), orNaN(gain, "low"), orNaN(gain, "high"), gain.number("level", 0, 1));
        gain.finish();
        SegmentFigures figures = new SegmentFigures(
                json.integer("rows", 0, Long.MAX_VALUE),
                json.integer("leavers", 0, Long.MAX_VALUE),
                orNaN(json, "pooled_roc_auc"),
                orNaN(json, "other_roc_auc"),
                json.number("pooled_log_loss"),
                json.number("other_log_loss"),
                paired);
        json.finish();
        return figures;
    }

    private static double orNaN(Settings json, String key) {
        return json.has(key) ? json.number(key) : Double.NaN;
    }

    private static Map<String, ChurnModel> models(
            Settings json, Path file, VariantNames names, List<Segment> segments) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(names.model(), "model.churn");
        for (Segment segment : segments) {
            if (segment.answers() != Segment.Answers.POOLED) {
                files.put(segment.model(), segment.variant().path() + "model.churn");
            }
        }
        Map<String, ChurnModel> models = new LinkedHashMap<>();
        for (Settings one : json.sections("models")) {
            String name = one.text("model");
            String place = files.remove(name);
            String given = one.text("file");
            // The place follows from the name: no other file is opened, wherever it may be.
            if (place == null || !place.equals(given)) {
                throw json.problem(
                        "Its model " + Wording.name(name) + " is said to be in " + Wording.value(given) + " where "
                                + (place == null
                                        ? "none of that name is expected."
                                        : Wording.value(place) + " is expected."),
                        "Maybe it was changed by hand: train again, or take it from a copy.");
            }
            models.put(name, model(file, file.resolveSibling(place), name, one.text("sha256")));
            one.finish();
        }
        if (!files.isEmpty() || models.isEmpty() || !models.containsKey(names.model())) {
            throw json.problem("It lacks the models " + Wording.names(files.keySet()) + ".", "Maybe train again.");
        }
        return models;
    }

    private static ChurnModel model(Path set, Path file, String name, String sha256) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw refused(set, file, name, "is missing", e);
        } catch (IOException e) {
            throw refused(set, file, name, "cannot be read: " + e.getMessage(), e);
        }
        if (!Sha256.hex(bytes).equals(sha256)) {
            throw refused(set, file, name, "is another than the one written with it (its SHA-256 differs)", null);
        }
        try {
            return ChurnModel.load(bytes);
        } catch (ModelFileException e) {
            throw refused(set, file, name, "cannot be loaded: " + e.getMessage(), e);
        }
    }

    private static RegistryException refused(Path set, Path file, String name, String what, @Nullable Throwable cause) {
        return new RegistryException(
                "The file of variants " + Wording.path(set) + " is refused. The file " + Wording.path(file)
                        + " of its model " + Wording.name(name) + " " + what + ".",
                "Maybe copy the whole folder of the training, or train again.",
                Where.in(file),
                cause);
    }

    private static byte[] text(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new RegistryException(
                        "The file of variants " + Wording.path(file) + " is larger than 64 MB.",
                        "Maybe it is another file.",
                        Where.in(file));
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new RegistryException(
                    "The file of variants " + Wording.path(file) + " is not there.",
                    "Maybe the path is wrong; `churn train` with variants writes variants.json.",
                    Where.in(file),
                    e);
        } catch (IOException e) {
            throw new RegistryException(
                    "The file of variants " + Wording.path(file) + " cannot be read: " + e.getMessage() + ".",
                    "Maybe it is not readable for this user.",
                    Where.in(file),
                    e);
        }
    }
}
