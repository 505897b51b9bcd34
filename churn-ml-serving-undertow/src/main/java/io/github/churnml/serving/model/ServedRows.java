package io.github.churnml.serving.model;

import io.github.churnml.drift.DriftWindow;
import io.github.churnml.drift.RowCounter;
import org.jspecify.annotations.Nullable;

/**
 * The recent rows that one thread has answered with one model, counted over the bins of the model's reference in slices of
 * time. The rows of a request are put aside, which takes a copy of their values, and counted once the request is answered;
 * those of a request that is refused after all are forgotten.
 *
 * <p>What is put aside is the thread's own. The slices are guarded by this object's monitor, which no other thread takes but a
 * reader every few seconds. Memory: what is put aside, and for each slice in which the thread answered one {@code long} per
 * bin of every column.
 */
public final class ServedRows {

    /** Takes nothing in. */
    public static final ServedRows NONE = new ServedRows(null, 0);

    /** Rows that are put aside before they are counted together. */
    static final int ASIDE = 32;

    private final @Nullable RowCounter reference;
    private final double[] aside;
    private final int length;
    private int count;
    /** Those rows of a large request that are no longer aside. */
    private @Nullable DriftWindow spilt;

    private final @Nullable DriftWindow[] slices;
    private final long[] numbers;
    private long first;
    private boolean begun;

    public ServedRows(@Nullable RowCounter reference, int slices) {
        this.reference = reference;
        this.length = reference == null ? 0 : reference.rowLength();
        this.aside = new double[ASIDE * length];
        this.slices = new @Nullable DriftWindow[slices];
        this.numbers = new long[slices];
    }

    /** A request begins: what is left of one that was refused is forgotten. */
    public void begin() {
        count = 0;
        if (spilt != null && spilt.rows() > 0) {
            spilt.clear();
        }
    }

    /** Puts a row aside that was scored. */
    public void add(double[] values, double probability) {
        if (reference == null) {
            return;
        }
        if (count == ASIDE) {
            spilt = spilt == null ? reference.newWindow() : spilt;
            countAside(reference, spilt);
        }
        int at = count++ * length;
        System.arraycopy(values, 0, aside, at, length - 1);
        aside[at + length - 1] = probability;
    }

    /**
     * The request is answered: its rows count.
     *
     * @param slice the number of the slice of time
     * @param nanos the time
     */
    public void answered(long slice, long nanos) {
        if (reference == null || count == 0) {
            return;
        }
        synchronized (this) {
            if (!begun) {
                begun = true;
                first = nanos;
            }
            DriftWindow window = slice(reference, slice);
            if (spilt != null && spilt.rows() > 0) {
                window.merge(spilt);
                spilt.clear();
            }
            countAside(reference, window);
        }
    }

    /** Adds the slices from a number on. */
    public synchronized void addTo(DriftWindow sum, long oldest) {
        for (int i = 0; i < slices.length; i++) {
            DriftWindow slice = slices[i];
            if (slice != null && numbers[i] >= oldest) {
                sum.merge(slice);
            }
        }
    }

    /** How long ago the first row was counted; 0 if there was none. */
    public synchronized long age(long nanos) {
        return begun ? nanos - first : 0;
    }

    private DriftWindow slice(RowCounter of, long number) {
        int place = (int) (number % slices.length);
        DriftWindow slice = slices[place];
        if (slice == null) {
            slice = of.newWindow();
            slices[place] = slice;
        } else if (numbers[place] != number) {
            slice.clear();
        }
        numbers[place] = number;
        return slice;
    }

    private void countAside(RowCounter of, DriftWindow into) {
        for (int i = 0; i < count; i++) {
            of.count(aside, i * length, into);
        }
        count = 0;
    }
}
