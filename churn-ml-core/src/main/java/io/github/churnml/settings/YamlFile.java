package io.github.churnml.settings;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The text of a file that a user wrote: UTF-8, at most 1 MB.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class YamlFile {

    private static final long LARGEST = 1 << 20;

    private YamlFile() {}

    /**
     * Reads the whole text.
     *
     * @param path the file
     * @param what what the file is, such as {@code Pipeline file}
     * @param maybe the way out if it cannot be read
     * @return the text
     * @throws ConfigurationException if the file is not there, not UTF-8 or too large
     */
    public static String text(Path path, String what, String maybe) {
        try {
            if (Files.size(path) > LARGEST) {
                throw unreadable(path, what + " " + Wording.path(path) + " is larger than 1 MB.", maybe, null);
            }
            return Files.readString(path);
        } catch (CharacterCodingException e) {
            throw unreadable(path, what + " " + Wording.path(path) + " is not UTF-8 text.", maybe, e);
        } catch (IOException e) {
            String why = Files.exists(path) ? "cannot be read" : "is not there";
            throw unreadable(path, what + " " + Wording.path(path) + " " + why + ".", maybe, e);
        }
    }

    private static ConfigurationException unreadable(
            Path path, String problem, String maybe, @Nullable Exception cause) {
        return new ConfigurationException(problem, maybe, Where.in(path), cause);
    }
}
