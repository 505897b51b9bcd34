package io.github.churnml.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** An input that a target neither answered nor refused in words; kept in a file. */
final class Finding extends Exception {

    Finding(FuzzTarget target, byte[] input, Throwable cause) {
        super(target + " does not stand (" + shown(input) + "), kept as " + keep(target, input), cause);
    }

    private static String shown(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }

    private static Path keep(FuzzTarget target, byte[] input) {
        try {
            Path folder = Files.createDirectories(Scratch.FOLDER.resolve("findings"));
            String name = target + "-" + Integer.toHexString(Arrays.hashCode(input));
            return Files.write(folder.resolve(name), input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
