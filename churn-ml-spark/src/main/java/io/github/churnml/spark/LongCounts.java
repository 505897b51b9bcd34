package io.github.churnml.spark;

import io.github.churnml.data.Chars;
import java.io.Serializable;
import java.util.Arrays;

/** How often each of some whole numbers occurs: a hash table without objects. For one thread. */
final class LongCounts implements Serializable {

    private static final long serialVersionUID = 1;

    private static final int FIRST_SLOTS = 16;

    /** What is done with each number. */
    interface Each {

        /** Does it. */
        void with(long value, long count);
    }

    private long[] values = new long[FIRST_SLOTS];
    /** Of a free slot 0. */
    private long[] counts = new long[FIRST_SLOTS];

    private int size;

    void add(long value, long count) {
        int slot = slot(value);
        if (counts[slot] == 0) {
            values[slot] = value;
            size++;
        }
        counts[slot] += count;
        if (size * 2 > values.length) {
            grow();
        }
    }

    /** How many different numbers there are. */
    int size() {
        return size;
    }

    void forEach(Each each) {
        for (int i = 0; i < values.length; i++) {
            if (counts[i] > 0) {
                each.with(values[i], counts[i]);
            }
        }
    }

    private int slot(long value) {
        int slot = (int) Chars.mix(value) & values.length - 1;
        while (counts[slot] > 0 && values[slot] != value) {
            slot = slot + 1 & values.length - 1;
        }
        return slot;
    }

    private void grow() {
        long[] oldValues = values;
        long[] oldCounts = counts;
        values = new long[oldValues.length * 2];
        counts = new long[oldValues.length * 2];
        for (int i = 0; i < oldValues.length; i++) {
            if (oldCounts[i] > 0) {
                int slot = slot(oldValues[i]);
                values[slot] = oldValues[i];
                counts[slot] = oldCounts[i];
            }
        }
    }

    /** {@return how many numbers there are, for logs} */
    @Override
    public String toString() {
        return "LongCounts[" + size + " of " + Arrays.stream(counts).sum() + "]";
    }
}
