package io.github.churnml.drift;

import java.util.Arrays;

/** All that is kept of a column of numbers while rows go by: sketch, moments, range, missing and unreadable values. */
final class NumberTally {

    /** Values whose moments are worked out together. */
    private static final int GATHERED = 4096;

    private final QuantileSketch sketch = new QuantileSketch();
    private double[] gathered = new double[16];
    private int count;
    private Moments moments = new Moments(Double.NaN, Double.NaN);
    private long settled;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private long missing;
    private long unreadable;

    /** Takes a number in; {@code NaN} for missing, infinite for what is no number. */
    void add(double value) {
        if (Double.isNaN(value)) {
            missing++;
        } else if (Double.isInfinite(value)) {
            unreadable++;
        } else {
            if (count == gathered.length) {
                makeRoom();
            }
            gathered[count++] = value;
            sketch.add(value);
        }
    }

    /**
     * Takes the first numbers of an array in, each as {@link #add(double)} takes it.
     *
     * @param values are changed
     */
    void add(double[] values, int many) {
        int kept = 0;
        for (int i = 0; i < many; i++) {
            double value = values[i];
            if (Double.isFinite(value)) {
                values[kept++] = value;
            } else if (Double.isNaN(value)) {
                missing++;
            } else {
                unreadable++;
            }
        }
        sketch.add(values, kept);
        for (int i = 0; i < kept; ) {
            if (count == gathered.length) {
                makeRoom();
            }
            int some = Math.min(kept - i, gathered.length - count);
            System.arraycopy(values, i, gathered, count, some);
            count += some;
            i += some;
        }
    }

    private void makeRoom() {
        if (count < GATHERED) {
            gathered = Arrays.copyOf(gathered, count * 4);
        } else {
            settle();
        }
    }

    private void settle() {
        if (count == 0) {
            return;
        }
        double least = gathered[0];
        double greatest = gathered[0];
        for (int i = 1; i < count; i++) {
            double value = gathered[i];
            least = value < least ? value : least;
            greatest = value > greatest ? value : greatest;
        }
        min = least < min ? least : min;
        max = greatest > max ? greatest : max;
        moments = Moments.merged(moments, settled, Moments.of(gathered, count, least, greatest), count);
        settled += count;
        count = 0;
    }

    void merge(NumberTally later) {
        settle();
        later.settle();
        moments = Moments.merged(moments, settled, later.moments, later.settled);
        settled += later.settled;
        min = Math.min(min, later.min);
        max = Math.max(max, later.max);
        missing += later.missing;
        unreadable += later.unreadable;
        sketch.merge(later.sketch);
    }

    long missing() {
        return missing;
    }

    long unreadable() {
        return unreadable;
    }

    QuantileSketch sketch() {
        return sketch;
    }

    double min() {
        settle();
        return settled == 0 ? Double.NaN : min;
    }

    double max() {
        settle();
        return settled == 0 ? Double.NaN : max;
    }

    Moments moments() {
        settle();
        // Rounding must not carry the mean out of the range.
        return settled == 0
                ? moments
                : new Moments(Math.max(min, Math.min(max, moments.mean())), moments.standardDeviation());
    }
}
