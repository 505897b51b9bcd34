package io.github.churnml.data;

import io.github.churnml.files.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The SHA-256 of a table: its size, then column by column the name, the type and the values in row order. A number counts
 * by its bits, a level or text by its UTF-8 form with its length in front, so the order of a dictionary does not matter.
 */
final class Fingerprint {

    private static final int BUFFER = 1 << 16;
    private static final int MISSING = -1;

    private final Sha256 digest = new Sha256();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

    private Fingerprint() {}

    /** The fingerprint as 64 lower-case hexadecimal digits. */
    static String of(Dataset dataset) {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.add(dataset.columns().size());
        fingerprint.add(dataset.rows());
        for (Column column : dataset.columns()) {
            fingerprint.add(column.name().getBytes(StandardCharsets.UTF_8));
            fingerprint.add(column.type().label().getBytes(StandardCharsets.UTF_8));
            fingerprint.addValues(column);
        }
        fingerprint.flush();
        return fingerprint.digest.hex();
    }

    private void addValues(Column column) {
        if (column instanceof NumericColumn numbers) {
            for (int row = 0; row < numbers.rows(); row++) {
                // The canonical bits, since there are many NaNs and all of them mean missing.
                add(Double.doubleToLongBits(numbers.value(row)));
            }
        } else if (column instanceof CodedColumn coded) {
            byte[][] levels = coded.levels().stream()
                    .map(level -> level.getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
            for (int row = 0; row < coded.rows(); row++) {
                if (coded.isMissing(row)) {
                    add(MISSING);
                } else {
                    add(levels[coded.code(row)]);
                }
            }
        } else if (column instanceof TextColumn texts) {
            for (int row = 0; row < texts.rows(); row++) {
                if (texts.isMissing(row)) {
                    add(MISSING);
                } else {
                    add(texts.bytes(row));
                }
            }
        }
    }

    private void add(byte[] text) {
        add(text.length);
        if (text.length > buffer.remaining()) {
            flush();
        }
        if (text.length > buffer.remaining()) {
            digest.add(text, 0, text.length);
        } else {
            buffer.put(text);
        }
    }

    private void add(int value) {
        if (buffer.remaining() < Integer.BYTES) {
            flush();
        }
        buffer.putInt(value);
    }

    private void add(long value) {
        if (buffer.remaining() < Long.BYTES) {
            flush();
        }
        buffer.putLong(value);
    }

    private void flush() {
        digest.add(buffer.array(), 0, buffer.position());
        buffer.clear();
    }
}
