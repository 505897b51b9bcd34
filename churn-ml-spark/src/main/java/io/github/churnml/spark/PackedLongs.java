package io.github.churnml.spark;

import java.io.Serializable;

/** Whole numbers, each in as many bytes as the largest of them needs: one, two, four or eight. Immutable. */
final class PackedLongs implements Serializable {

    private static final long serialVersionUID = 1;

    private final byte[] bytes;
    private final int width;

    private PackedLongs(byte[] bytes, int width) {
        this.bytes = bytes;
        this.width = width;
    }

    /** Packs the first so many numbers of an array. */
    static PackedLongs of(long[] values, int count) {
        int width = 1;
        for (int i = 0; i < count; i++) {
            while (width < Long.BYTES && values[i] != extended(values[i], width)) {
                width *= 2;
            }
        }
        byte[] bytes = new byte[count * width];
        for (int i = 0; i < count; i++) {
            for (int place = 0; place < width; place++) {
                bytes[i * width + place] = (byte) (values[i] >>> Byte.SIZE * place);
            }
        }
        return new PackedLongs(bytes, width);
    }

    private static long extended(long value, int width) {
        int unused = Long.SIZE - Byte.SIZE * width;
        return value << unused >> unused;
    }

    long get(int index) {
        long value = 0;
        for (int place = 0; place < width; place++) {
            value |= (bytes[index * width + place] & 0xFFL) << Byte.SIZE * place;
        }
        return extended(value, width);
    }
}
