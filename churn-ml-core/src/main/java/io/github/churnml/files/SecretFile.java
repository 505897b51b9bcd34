package io.github.churnml.files;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads files that hold a secret: a password, a key. Logs a warning where others than the file's owner may read it; what is in
 * it stands in no message.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class SecretFile {

    private static final Logger LOG = LoggerFactory.getLogger(SecretFile.class);
    private static final int LARGEST = 4 << 10;
    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    private SecretFile() {}

    /**
     * Logs a warning if others than its owner may read a file; whether that is intended cannot be known here.
     *
     * @param what what the file is, such as {@code Key store}
     * @param file the file
     */
    public static void warnOfReaders(String what, Path file) {
        if (isReadByOthers(file)) {
            LOG.warn("{} {} can be read by others than its owner; maybe chmod 600", what, Wording.path(file));
        }
    }

    static boolean isReadByOthers(Path file) {
        try {
            return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
        } catch (IOException | UnsupportedOperationException e) {
            // Where there are no such permissions, nothing can be said.
            return false;
        }
    }

    /**
     * Reads a password.
     *
     * @param file a file whose first line is the password
     * @return the password, in an array that the caller can overwrite
     * @throws ConfigurationException if it is larger than 4 KB or cannot be read
     */
    public static char[] password(Path file) {
        return firstLine("Password file", "password", file);
    }

    /**
     * Reads the first line of a file.
     *
     * @param what what the file is, for messages, such as {@code Secret file}
     * @param secret what its first line is, for messages, such as {@code secret}
     * @param file the file, in UTF-8
     * @return the line, in an array that the caller can overwrite; empty if the file is
     * @throws ConfigurationException if it is larger than 4 KB or cannot be read
     */
    public static char[] firstLine(String what, String secret, Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new ConfigurationException(
                        what + " " + Wording.path(file) + " is larger than " + LARGEST + " bytes.",
                        "Maybe another file was meant: its first line is the " + secret + ".",
                        Where.in(file));
            }
            warnOfReaders(what, file);
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return text.lines().findFirst().orElse("").toCharArray();
        } catch (IOException e) {
            throw new ConfigurationException(
                    what + " " + Wording.path(file) + " cannot be read.",
                    "Maybe the path is wrong, or the server's user may not read it.",
                    Where.in(file),
                    e);
        }
    }
}
