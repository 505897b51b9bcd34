package io.github.churnml.aws;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.files.FetchedFile;
import io.github.churnml.files.RemoteFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files in S3, by {@code s3://bucket/key}. An address that ends with a slash, or has a star in its last part, stands for the
 * newest of the objects that it matches, and is refused where that is not beyond doubt. The variables, and the local folder that
 * stands in while S3 cannot be asked, are described in {@code docs/s3.md}.
 *
 * <p>No API: public for the service loader, and may change at any time.
 */
public final class S3Files implements RemoteFiles {

    /** For {@link java.util.ServiceLoader}. */
    public S3Files() {}

    @Override
    public List<String> schemes() {
        return List.of("s3");
    }

    @Override
    public FetchedFile fetch(String address, Path folder, Map<String, String> environment) {
        S3Address at = S3Address.of(address);
        try (S3Connection connection = S3Connection.of(environment)) {
            return new S3Download(connection).fetch(at, folder);
        } catch (Unavailable e) {
            Optional<S3Fallback> fallback = S3Fallback.of(new AwsEnvironment(environment));
            if (fallback.isEmpty()) {
                throw S3Failure.unreadable(e, at);
            }
            return fallback.get().fetch(at, folder, e);
        }
    }

    /**
     * Copies a file to a bucket, under its own name if the address ends with a slash.
     *
     * @param file the file
     * @param address where to; what is there is replaced, and read whole until then
     * @param environment variables that say how S3 is reached
     */
    @Override
    public void store(Path file, String address, Map<String, String> environment) {
        S3Address at = S3Address.of(address);
        if (at.name().indexOf('*') >= 0) {
            throw new ConfigurationException(
                    "The address " + at.shown() + " to write to has a star.",
                    "Maybe name the object.",
                    Where.nowhere());
        }
        S3Address target = at.isPattern() ? at.at(at.key() + file.getFileName()) : at;
        try (S3Connection connection = S3Connection.of(environment)) {
            new S3Upload(connection).store(file, target);
        } catch (Unavailable e) {
            throw S3Failure.unwritable(e, target);
        }
    }
}
