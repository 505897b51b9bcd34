package io.github.churnml.serving;

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

/** Files that hold what is nobody else's business. */
final class Secrets {

    private static final Logger LOG = LoggerFactory.getLogger(Secrets.class);
    private static final int LONGEST_PASSWORD_FILE = 4 << 10;
    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    private Secrets() {}

    /** Logs a warning if others than its owner may read a file; whether they are meant to, nobody knows here. */
    static void warnOfReaders(String what, Path file) {
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

    /** The first line of a file. */
    static char[] password(Path file) {
        return firstLine("Password file", "password", file);
    }

    /**
     * The first line of a file.
     *
     * @param what the file, for messages
     * @param secret what its first line is
     */
    static char[] firstLine(String what, String secret, Path file) {
        try {
            if (Files.size(file) > LONGEST_PASSWORD_FILE) {
                throw new ConfigurationException(
                        what + " " + Wording.path(file) + " is larger than " + LONGEST_PASSWORD_FILE + " bytes.",
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
