package io.github.churnml.spark;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.broadcast.Broadcast;

/**
 * Questions to the parts of a fit, with all steps before them: the first of these to be fetched by a part that has to be made anew, the
 * last sent along.
 *
 * @param early steps that every part has taken, unless it was lost
 * @param from how many numbers they are
 * @param late the steps after them
 * @param known how many numbers every part has taken, unless it was lost
 * @param questions the questions
 * @param size how many numbers the answers have, with one more for how many parts were made anew
 */
record TreeRequest(Broadcast<long[]> early, int from, long[] late, int known, long[] questions, int size)
        implements Serializable {

    /** How many numbers all steps are. */
    int length() {
        return from + late.length;
    }

    /** The steps behind those that a part has taken. */
    long[] missing(int taken) {
        if (taken >= from) {
            return Arrays.copyOfRange(late, taken - from, late.length);
        }
        long[] missing = Arrays.copyOfRange(early.value(), taken, length());
        System.arraycopy(late, 0, missing, missing.length - late.length, late.length);
        return missing;
    }
}
