package io.github.churnml.spark;

import io.github.churnml.files.Sha256;
import java.nio.ByteBuffer;

/** The bits of numbers, in short. */
final class Bits {

    private Bits() {}

    static String of(double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length);
        for (double value : values) {
            bytes.putDouble(value);
        }
        return Sha256.hex(bytes.array());
    }
}
