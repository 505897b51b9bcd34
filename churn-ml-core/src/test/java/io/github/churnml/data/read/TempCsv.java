package io.github.churnml.data.read;

import io.github.churnml.data.Column;
import io.github.churnml.data.Dataset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** Writes the small files that tests read. */
public final class TempCsv {

    private TempCsv() {}

    static Path write(Path folder, String text) {
        return write(folder, text, StandardCharsets.UTF_8);
    }

    static Path write(Path folder, String text, Charset charset) {
        return write(folder, text.getBytes(charset));
    }

    static Path write(Path folder, byte[] bytes) {
        try {
            return Files.write(folder.resolve("table.csv"), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A column's texts, null where missing. */
    public static String[] texts(Dataset dataset, String column) {
        Column found = dataset.column(column);
        return IntStream.range(0, dataset.rows()).mapToObj(found::text).toArray(String[]::new);
    }
}
