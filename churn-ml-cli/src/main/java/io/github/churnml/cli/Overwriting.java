package io.github.churnml.cli;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Keeps a command from writing its result over what it reads. */
final class Overwriting {

    private Overwriting() {}

    /**
     * Refuses to write a file that is read.
     *
     * @param what what is read, such as {@code table that is read}
     */
    static void refuse(Path out, Path read, String what) {
        if (same(out, read)) {
            throw new ConfigurationException(
                    "The file " + Wording.path(out) + " would be written over the " + what + ".",
                    "Maybe choose another name for it.",
                    Where.in(out));
        }
    }

    /** Refuses to write one result over another of the same run; before any is written. */
    static void refuseTwice(List<Path> outs) {
        Set<Path> places = new HashSet<>();
        for (Path out : outs) {
            if (!places.add(out.toAbsolutePath().normalize())) {
                throw new ConfigurationException(
                        "Two results would be written into the file " + Wording.path(out) + ", one over the other.",
                        "Maybe give each a name of its own.",
                        Where.in(out));
            }
        }
    }

    private static boolean same(Path out, Path read) {
        try {
            return Files.isRegularFile(out) && Files.exists(read) && Files.isSameFile(out, read);
        } catch (IOException e) {
            return false; // What is wrong with the file is said by those who open it.
        }
    }
}
