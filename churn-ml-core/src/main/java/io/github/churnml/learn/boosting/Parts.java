package io.github.churnml.learn.boosting;

import java.util.Arrays;

/** Stretches of rows in parts that threads can work on at the same time; of one thread each stretch is one part. */
final class Parts {

    /** About so many a thread: enough for none to wait long for the last. */
    private static final int PARTS_A_THREAD = 3;

    private final int[] from;
    private final int[] to;
    private final long rows;

    /** How many parts there are in all, numbered stretch by stretch. */
    final int count;
    /** The first part of each stretch, and at last the number of all. */
    final int[] first;
    /** The stretch of each part. */
    final int[] stretch;

    /**
     * @param from where each stretch begins
     * @param to where it ends
     * @param fewest how many rows a part has at least, unless the stretch has fewer
     */
    Parts(int[] from, int[] to, int fewest) {
        this.from = from;
        this.to = to;
        this.first = new int[from.length + 1];
        long all = 0;
        for (int i = 0; i < from.length; i++) {
            all += to[i] - from[i];
        }
        this.rows = all;
        int threads = Parallel.threads();
        long size = threads == 1 ? all + 1 : Math.max(fewest, all / (PARTS_A_THREAD * threads));
        for (int i = 0; i < from.length; i++) {
            first[i + 1] = first[i] + (int) Math.max(1, (to[i] - from[i]) / size);
        }
        this.count = first[from.length];
        this.stretch = new int[count];
        for (int i = 0; i < from.length; i++) {
            Arrays.fill(stretch, first[i], first[i + 1], i);
        }
    }

    /** What is done with a part. */
    interface Work {

        /** Does it with the rows of a stretch from one place to before another. */
        void of(int stretch, int part, int begin, int end);
    }

    /**
     * Does something with each part.
     *
     * @param cost of a row, in updates of a histogram's cell
     */
    void each(int cost, Work work) {
        Parallel.each(count, rows * cost, part -> {
            int i = stretch[part];
            int parts = first[i + 1] - first[i];
            int place = part - first[i];
            work.of(
                    i,
                    part,
                    Parallel.place(from[i], to[i], place, parts),
                    Parallel.place(from[i], to[i], place + 1, parts));
        });
    }
}
