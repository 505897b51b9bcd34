package io.github.churnml.data.read;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A file that may well be a CSV table, and how to read it: what its beginning tells.
 *
 * @param path the file
 * @param charset its character set, by its byte order mark if it has one
 * @param mark the length of the byte order mark, in bytes
 * @param skipped how many bytes come before the first record: the mark and a line such as {@code sep=;}
 * @param delimiter the field separator
 * @param header the line to put before the first record, or an empty text where the table has a header of its own
 * @param size the file's size in bytes
 */
record CsvSource(Path path, Charset charset, int mark, int skipped, char delimiter, String header, long size) {

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
        boolean whole = head.length < TableFile.HEAD;
        ByteOrderMark mark = ByteOrderMark.of(head);
        Charset charset = mark == null ? unmarked(head, options.charset()) : mark.charset;
        int marked = mark == null ? 0 : mark.bytes.length;
        refuseBinary(path, head, charset, mark != null);
        ByteBuffer rest = ByteBuffer.wrap(head, marked, head.length - marked);
        // Forgiving here: a wrong character set is reported by the reading itself, with its place.
        String sample = charset.decode(rest).toString();
        DelimiterHint hint = DelimiterHint.of(sample);
        String records = hint == null ? sample : sample.substring(hint.line().length());
        if (records.isBlank() && whole) {
            throw TableFile.empty(path);
        }
        char delimiter = hint != null
                ? hint.agreed(path, given, records, whole)
                : given != null ? given : DelimiterDetector.detect(records, whole);
        int columns = HeaderCheck.columns(path, delimiter, records, options.header(), whole);
        return new CsvSource(
                path,
                charset,
                marked,
                marked + (hint == null ? 0 : hint.line().getBytes(charset).length),
                delimiter,
                columns == 0 ? "" : madeUp(columns, delimiter),
                TableFile.size(path));
    }

    /** The names of the columns of a table that has none: c1, c2 and so on. */
    private static String madeUp(int columns, char delimiter) {
        return IntStream.rangeClosed(1, columns)
                .mapToObj(column -> "c" + column)
                .collect(Collectors.joining(String.valueOf(delimiter), "", "\n"));
    }

    /** The bytes from the first record on, which is the header. */
    InputStream open() throws IOException {
        InputStream in = TableFile.open(path);
        in.skipNBytes(skipped);
        return header.isEmpty() ? in : new SequenceInputStream(new ByteArrayInputStream(header.getBytes(charset)), in);
    }

    /** Opens the text from the first record on. */
    DecodingReader open(LongConsumer progress) {
        try {
            return new DecodingReader(open(), charset, skipped - header.getBytes(charset).length, progress);
        } catch (IOException e) {
            throw TableFile.unreadable(path, e);
        }
    }

    /** The line of the file that is the given one of what {@link #open} gives, both from 1. */
    long line(long read) {
        return read + (skipped > mark ? 1 : 0) - (header.isEmpty() ? 0 : 1);
    }

    /** UTF-16 shows without a mark, too: most of what a table is made of has one half that is zero. */
    private static Charset unmarked(byte[] head, Charset given) {
        int[] zeros = new int[2];
        for (int i = 0; i < head.length; i++) {
            zeros[i & 1] += head[i] == 0 ? 1 : 0;
        }
        int most = head.length / 4;
        if (head.length < 4 || "A,".getBytes(given).length != 2) {
            return given;
        }
        if (zeros[0] == 0 && zeros[1] > most) {
            return StandardCharsets.UTF_16LE;
        }
        return zeros[1] == 0 && zeros[0] > most ? StandardCharsets.UTF_16BE : given;
    }

    private static void refuseBinary(Path path, byte[] head, Charset charset, boolean marked) {
        Optional<BinaryKind> kind = BinaryKind.of(head);
        if (kind.isPresent()) {
            throw new DataException(
                    "The file " + Wording.path(path) + " is not a CSV table: it looks like "
                            + kind.get().what() + ".",
                    kind.get().way(),
                    Where.in(path));
        }
        boolean oneBytePerCharacter = "A,".getBytes(charset).length == 2;
        if (!marked && oneBytePerCharacter && BinaryKind.hasZero(head)) {
            throw new DataException(
                    "The file " + Wording.path(path) + " is not a CSV table: it holds zero bytes, so it is binary.",
                    "Maybe it is text in UTF-16: say so with --charset UTF-16LE or UTF-16BE (in Java: withCharset).",
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
