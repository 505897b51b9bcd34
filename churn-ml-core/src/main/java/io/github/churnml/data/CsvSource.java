package io.github.churnml.data;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A file that may well be a CSV table, and how to read it: what its beginning tells.
 *
 * @param path the file
 * @param charset its character set, by its byte order mark if it has one
 * @param mark the length of the byte order mark, in bytes
 * @param delimiter the field separator
 * @param size the file's size in bytes
 */
record CsvSource(Path path, Charset charset, int mark, char delimiter, long size) {

    /** Looks at the beginning of a file. */
    static CsvSource of(Path path, CsvOptions options) {
        Character given = options.delimiter();
        if (given != null && (given == '"' || given == '\n' || given == '\r')) {
            throw new ConfigurationException(
                    "A quote or a line break cannot be the delimiter.",
                    "Maybe leave the delimiter out: comma, semicolon, tab and bar are found by themselves.",
                    Where.in(path));
        }
        byte[] head = TableFile.head(path, "a CSV file");
        ByteOrderMark mark = ByteOrderMark.of(head);
        Charset charset = mark == null ? options.charset() : mark.charset;
        int skipped = mark == null ? 0 : mark.bytes.length;
        refuseBinary(path, head, charset, mark != null);
        ByteBuffer rest = ByteBuffer.wrap(head, skipped, head.length - skipped);
        // Forgiving here: a wrong character set is reported by the reading itself, with its place.
        String sample = charset.decode(rest).toString();
        if (sample.isBlank() && head.length < TableFile.HEAD) {
            throw TableFile.empty(path);
        }
        char delimiter = given != null ? given : DelimiterDetector.detect(sample, head.length < TableFile.HEAD);
        return new CsvSource(path, charset, skipped, delimiter, TableFile.size(path));
    }

    /** Opens the text after the byte order mark. */
    DecodingReader open(LongConsumer progress) {
        try {
            InputStream in = Files.newInputStream(path);
            in.skipNBytes(mark);
            return new DecodingReader(in, charset, mark, progress);
        } catch (IOException e) {
            throw TableFile.unreadable(path, e);
        }
    }

    private static void refuseBinary(Path path, byte[] head, Charset charset, boolean marked) {
        Optional<String> kind = BinaryKind.of(head);
        if (kind.isPresent()) {
            throw new DataException(
                    "The file " + Wording.path(path) + " is not a CSV table: it looks like " + kind.get() + ".",
                    "Maybe unpack it, or export the table as CSV.",
                    Where.in(path));
        }
        boolean oneBytePerCharacter = "A,".getBytes(charset).length == 2;
        if (!marked && oneBytePerCharacter && BinaryKind.hasZero(head)) {
            throw new DataException(
                    "The file " + Wording.path(path) + " is not a CSV table: it holds zero bytes, so it is binary.",
                    "Maybe it is text in UTF-16: say so with the charset, for example UTF-16LE.",
                    Where.in(path));
        }
    }

    /** The marks, longer ones before those that they begin with. */
    private enum ByteOrderMark {
        UTF_8(StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF),
        UTF_32LE(Charset.forName("UTF-32LE"), 0xFF, 0xFE, 0, 0),
        UTF_16LE(StandardCharsets.UTF_16LE, 0xFF, 0xFE),
        UTF_16BE(StandardCharsets.UTF_16BE, 0xFE, 0xFF);

        private final Charset charset;
        private final int[] bytes;

        ByteOrderMark(Charset charset, int... bytes) {
            this.charset = charset;
            this.bytes = bytes;
        }

        static @Nullable ByteOrderMark of(byte[] head) {
            return Arrays.stream(values())
                    .filter(mark -> mark.begins(head))
                    .findFirst()
                    .orElse(null);
        }

        private boolean begins(byte[] head) {
            if (head.length < bytes.length) {
                return false;
            }
            for (int i = 0; i < bytes.length; i++) {
                if ((head[i] & 0xFF) != bytes[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    /** How messages name the file: by its last part. */
    String shortName() {
        return TableFile.shortName(path);
    }
}
