package io.github.churnml.cli;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.Notice;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.OutputFile;
import io.github.churnml.model.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of earlier runs, kept beside those of the latest: {@code versions/v1.0.0-20261129T183424Z/} holds
 * {@code model_v1.0.0.churn}, {@code metrics_v1.0.0.json} and so on. The name is the model's version and the time when it
 * was made. Nothing in it is ever changed or removed.
 *
 * <p>A folder of that name appears whole or not at all. A model that differs from the next one in its time alone is not
 * kept: the next one takes its place.
 */
record Versions(Artifacts latest) {

    private static final Pattern NUMBERS = Pattern.compile("([0-9]{1,9})\\.([0-9]{1,9})\\.");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** What was kept: where, and the model, or null if there was none that can be read. */
    record Kept(Path folder, @Nullable Manifest model) {

        /** What is to be said if another model has the version number of the one that was kept. */
        Optional<Notice> sameVersionAs(ChurnModel next) {
            if (model == null || !model.version().equals(next.manifest().version())) {
                return Optional.empty();
            }
            return Optional.of(new Notice(
                    "version-again",
                    "",
                    "Another model of version " + model.version() + ", made at " + model.created()
                            + ", was there; it is kept in " + Wording.path(folder)
                            + ". Maybe give this one a version of its own: --set version=" + after(model.version())
                            + "."));
        }

        /** The next version for a model that takes the same columns. */
        private static String after(String version) {
            Matcher numbers = NUMBERS.matcher(version);
            return numbers.lookingAt()
                    ? numbers.group(1) + "." + (Long.parseLong(numbers.group(2)) + 1) + ".0"
                    : "2.0.0";
        }
    }

    Path folder() {
        return latest.folder().resolve("versions");
    }

    /**
     * Keeps what the folder holds before it is replaced; the caller holds the folder's lock.
     *
     * @param next what replaces the model
     * @param texts what replaces the other files
     */
    Optional<Kept> keep(ChurnModel next, Map<Path, String> texts) {
        try {
            if (!Files.exists(latest.model())) {
                return keepWithoutModel(texts);
            }
            ChurnModel model = load();
            if (model != null && isSame(model, next)) {
                return Optional.empty();
            }
            return model == null
                    ? Optional.of(new Kept(keep(latest.files(), "unreadable-" + written(latest.model()), ""), null))
                    : Optional.of(keep(model.manifest()));
        } catch (IOException e) {
            throw new OutputException(
                    "The earlier files in '" + latest.folder() + "' cannot be kept: " + e.getMessage() + ".",
                    "Maybe choose another folder with --out, or overwrite them with --force.",
                    Where.in(latest.folder()),
                    e);
        }
    }

    private Kept keep(Manifest model) throws IOException {
        String version = "v" + model.version().replaceAll("[^0-9A-Za-z.+-]", "_");
        return new Kept(keep(latest.files(), version + "-" + TIME.format(model.created()), "_" + version), model);
    }

    /** Files of the same names that no run wrote, such as a pipeline written by hand. */
    private Optional<Kept> keepWithoutModel(Map<Path, String> texts) throws IOException {
        for (Map.Entry<Path, String> next : texts.entrySet()) {
            Path file = next.getKey();
            if (Files.isRegularFile(file)
                    && !Arrays.equals(Files.readAllBytes(file), next.getValue().getBytes(StandardCharsets.UTF_8))) {
                return Optional.of(new Kept(keep(latest.files(), "unnamed-" + written(file), ""), null));
            }
        }
        return Optional.empty();
    }

    private @Nullable ChurnModel load() {
        try {
            return ChurnModel.load(latest.model());
        } catch (ModelFileException e) {
            return null;
        }
    }

    private static String written(Path file) throws IOException {
        Instant time = Files.getLastModifiedTime(file).toInstant();
        return TIME.format(time);
    }

    private Path keep(List<Path> files, String name, String suffix) throws IOException {
        Path part = folder().resolve(".part");
        delete(part); // What a killed run left; no other run is here while the lock is held.
        for (Path file : files) {
            if (Files.isRegularFile(file)) {
                OutputFile.write(part.resolve(named(file, suffix)), out -> Files.copy(file, out));
            }
        }
        for (int again = 1; ; again++) {
            Path to = folder().resolve(again == 1 ? name : name + "-" + again);
            if (!Files.exists(to)) {
                move(part, to);
                return to;
            }
            if (isCopy(part, to)) {
                delete(part);
                return to;
            }
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to);
        }
    }

    /** {@code model.churn} and {@code _v1.0.0} make {@code model_v1.0.0.churn}. */
    private static String named(Path file, String suffix) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return name.substring(0, dot) + suffix + name.substring(dot);
    }

    /** Whether a folder holds all files of another with the same bytes. */
    private static boolean isCopy(Path part, Path of) throws IOException {
        try (Stream<Path> files = Files.list(part)) {
            for (Path file : files.toList()) {
                Path other = of.resolve(file.getFileName());
                if (!Files.isRegularFile(other) || Files.mismatch(file, other) >= 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Whether two models are the same but for when, and from which commit, they were made. */
    private boolean isSame(ChurnModel old, ChurnModel next) throws IOException {
        Path file = Files.createTempFile("churn-", ".churn");
        try {
            next.save(file);
            Manifest was = old.manifest();
            Manifest is = ChurnModel.load(file).manifest();
            return was.name().equals(is.name())
                    && was.version().equals(is.version())
                    && was.dataFingerprint().equals(is.dataFingerprint())
                    && was.libraryVersion().equals(is.libraryVersion())
                    && was.evaluation().equals(is.evaluation())
                    && was.pipeline().equals(is.pipeline())
                    && contents(latest.model()).equals(contents(file));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** The entries of a model file without its card. */
    private static Map<String, String> contents(Path file) throws IOException {
        Map<String, String> contents = new HashMap<>();
        try (InputStream bytes = Files.newInputStream(file);
                ZipInputStream zip = new ZipInputStream(bytes)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.getName().equals("manifest.json")) {
                    contents.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return contents;
    }
}
