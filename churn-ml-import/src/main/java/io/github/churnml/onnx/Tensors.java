package io.github.churnml.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Constant tensors in their ONNX form: dimensions, type, and little-endian values. */
final class Tensors {

    static final int FLOAT = 1;
    static final int UINT8 = 2;
    static final int INT64 = 7;
    static final int DOUBLE = 11;

    private static final int DIMS = 1;
    private static final int DATA_TYPE = 2;
    private static final int NAME = 8;
    private static final int RAW_DATA = 9;

    private Tensors() {}

    static Proto doubles(String name, double[] values, long... dims) {
        ByteBuffer raw = buffer(8L * values.length);
        for (double value : values) {
            raw.putDouble(value);
        }
        return of(name, DOUBLE, raw.array(), dims);
    }

    static Proto wholes(String name, long[] values, long... dims) {
        ByteBuffer raw = buffer(8L * values.length);
        for (long value : values) {
            raw.putLong(value);
        }
        return of(name, INT64, raw.array(), dims);
    }

    static Proto bytes(String name, byte[] values, long... dims) {
        return of(name, UINT8, values, dims);
    }

    private static ByteBuffer buffer(long length) {
        return ByteBuffer.allocate(Math.toIntExact(length)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static Proto of(String name, int type, byte[] raw, long[] dims) {
        Proto tensor = new Proto().packed(DIMS, dims).whole(DATA_TYPE, type);
        if (!name.isEmpty()) {
            tensor.text(NAME, name);
        }
        return tensor.bytes(RAW_DATA, raw);
    }
}
