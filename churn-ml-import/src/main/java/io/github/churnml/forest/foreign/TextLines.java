package io.github.churnml.forest.foreign;

import java.nio.charset.StandardCharsets;

/** The lines of a text, one at a time, as places in its bytes; a carriage return before a line's end does not belong to it. */
final class TextLines {

    private final byte[] bytes;
    private int start;
    private int end;
    private int next;

    TextLines(byte[] bytes) {
        this.bytes = bytes;
        find();
    }

    byte[] bytes() {
        return bytes;
    }

    /** Whether there is a line; otherwise the text has ended. */
    boolean hasLine() {
        return start < bytes.length;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Goes on to the next line. */
    void pass() {
        start = next;
        find();
    }

    boolean startsWith(String ascii) {
        if (end - start < ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[start + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The line from some character on. */
    String from(int offset) {
        return new String(bytes, start + offset, end - start - offset, StandardCharsets.UTF_8);
    }

    private void find() {
        int i = start;
        while (i < bytes.length && bytes[i] != '\n') {
            i++;
        }
        next = Math.min(i + 1, bytes.length);
        end = i > start && bytes[i - 1] == '\r' ? i - 1 : i;
    }
}
