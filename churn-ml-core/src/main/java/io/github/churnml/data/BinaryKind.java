package io.github.churnml.data;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a file that is no text looks like, by its first bytes. */
final class BinaryKind {

    private BinaryKind() {}

    /** A description such as {@code a zip archive}, or empty if the bytes may be text in a one-byte character set. */
    static Optional<String> of(byte[] head) {
        if (starts(head, "PK\3\4")) {
            return Optional.of(
                    contains(head, "xl/") ? "an Excel workbook (.xlsx)" : "a zip archive or an Excel workbook");
        }
        if (starts(head, "\u00D0\u00CF\u0011\u00E0")) {
            return Optional.of("an old Excel workbook (.xls)");
        }
        if (starts(head, "\u001F\u008B")) {
            return Optional.of("a gzip archive");
        }
        if (starts(head, "\u0028\u00B5\u002F\u00FD")) {
            return Optional.of("a Zstandard archive");
        }
        if (starts(head, "PAR1") && isControl(head, 4)) {
            return Optional.of("a Parquet file");
        }
        if (starts(head, "\u0089PNG")) {
            return Optional.of("a PNG image");
        }
        if (starts(head, "%PDF-")) {
            return Optional.of("a PDF document");
        }
        if (starts(head, "SQLite format 3\0")) {
            return Optional.of("an SQLite database");
        }
        return Optional.empty();
    }

    /** Whether there is a zero byte, which no text has in UTF-8 or a one-byte character set. */
    static boolean hasZero(byte[] head) {
        for (byte b : head) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean starts(byte[] head, String magic) {
        if (head.length < magic.length()) {
            return false;
        }
        for (int i = 0; i < magic.length(); i++) {
            if ((head[i] & 0xFF) != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean contains(byte[] head, String part) {
        return new String(head, StandardCharsets.ISO_8859_1).contains(part);
    }

    private static boolean isControl(byte[] head, int position) {
        return position < head.length
                && (head[position] & 0xFF) < ' '
                && head[position] != '\n'
                && head[position] != '\r';
    }
}
