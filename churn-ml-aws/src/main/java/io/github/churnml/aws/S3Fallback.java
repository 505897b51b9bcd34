package io.github.churnml.aws;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.FetchedFile;
import io.github.churnml.files.OutputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of this machine that stands in while S3 cannot be asked: an object is looked for as {@code DIR/bucket/key}, then as
 * {@code DIR/key}. That it stood in, why, and of when the copy is, is logged and told with the file.
 */
final class S3Fallback {

    static final String FOLDER = "CHURN_S3_FALLBACK";
    private static final Logger LOG = LoggerFactory.getLogger(S3Fallback.class);

    private final Path folder;

    private S3Fallback(Path folder) {
        this.folder = folder;
    }

    /** The folder that the variables name, if they do. */
    static Optional<S3Fallback> of(AwsEnvironment environment) {
        return environment.get(FOLDER).map(Path::of).map(S3Fallback::new);
    }

    /** Copies the local file that stands in for an object, as the object itself would have been copied. */
    FetchedFile fetch(S3Address at, Path target, Unavailable why) {
        Path file = Stream.of(folder.resolve(at.bucket()), folder)
                .map(root -> find(root, at))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new DataException(
                        at.shown() + " cannot be read: " + why.why() + "; and no file in " + Wording.path(folder)
                                + " stands in for it.",
                        "Maybe copy it to "
                                + Wording.path(folder.resolve(at.bucket()).resolve(at.key())) + ". " + why.maybe(),
                        Where.in(folder)));
        try {
            Instant modified = Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.SECONDS);
            Path copy = target.resolve(file.getFileName());
            OutputFile.write(copy, out -> Files.copy(file, out));
            String notice = at.shown() + " could not be read: " + why.why() + ". The local file " + Wording.path(file)
                    + " of " + modified + " stood in for it.";
            LOG.warn("{}", notice);
            return new FetchedFile(copy, file.toUri().toString(), notice);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Optional<Path> find(Path root, S3Address at) {
        Path inside = root.resolve(at.key()).normalize();
        if (!inside.startsWith(root.normalize())) {
            return Optional.empty();
        }
        if (!at.isPattern()) {
            return Files.isRegularFile(inside) ? Optional.of(inside) : Optional.empty();
        }
        Path in = root.resolve(at.folder());
        if (!Files.isDirectory(in)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(in)) {
            List<Newest.Found> found = all.filter(Files::isRegularFile)
                    .filter(file -> Newest.matches(String.valueOf(file.getFileName()), at.name()))
                    .map(S3Fallback::found)
                    .toList();
            return found.isEmpty()
                    ? Optional.empty()
                    : Optional.of(in.resolve(Newest.of(found, Wording.path(in.resolve(at.name())))
                            .name()));
        } catch (IOException e) {
            throw unreadable(in, e);
        }
    }

    private static Newest.Found found(Path file) {
        try {
            return new Newest.Found(
                    String.valueOf(file.getFileName()),
                    Files.getLastModifiedTime(file).toInstant());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static DataException unreadable(Path file, IOException cause) {
        return new DataException(
                "The file " + Wording.path(file) + " cannot be read.",
                "Maybe this user may not read it.",
                Where.in(file),
                cause);
    }
}
