package io.github.churnml.data.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the small JSON files that tests read. */
final class TempJson {

    private TempJson() {}

    static Path write(Path folder, String text) {
        return write(folder, text, StandardCharsets.UTF_8);
    }

    static Path write(Path folder, String text, Charset charset) {
        try {
            return Files.write(folder.resolve("table.json"), text.getBytes(charset));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
