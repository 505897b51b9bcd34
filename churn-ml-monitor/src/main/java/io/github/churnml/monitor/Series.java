package io.github.churnml.monitor;

import java.util.Arrays;

/**
 * One metric over time. The arrays are shared and must not be written to.
 *
 * @param times nanoseconds since 1970, strictly ascending
 * @param values one per time, finite
 */
record Series(long[] times, double[] values) {

    static final Series NONE = new Series(new long[0], new double[0]);

    /** The index of the newest point at or before a time; -1 if there is none. */
    int at(long time) {
        int place = Arrays.binarySearch(times, time);
        return place >= 0 ? place : -place - 2;
    }

    /** The index of the oldest point at or after a time; the length if there is none. */
    int from(long time) {
        int place = Arrays.binarySearch(times, time);
        return place >= 0 ? place : -place - 1;
    }
}
