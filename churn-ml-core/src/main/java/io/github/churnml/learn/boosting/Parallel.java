package io.github.churnml.learn.boosting;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Runs independent pieces of work on all cores, or one after the other where that is faster. */
final class Parallel {

    /** From how many cell updates on more than one thread helps: about a tenth of a millisecond, several times what starting costs. */
    private static final long WORTH_IT = 100_000;

    private Parallel() {}

    /**
     * @param count how many pieces there are
     * @param work how much they are together, in updates of a histogram's cell
     * @param piece does one of them; pieces must not depend on each other
     */
    static void each(int count, long work, IntConsumer piece) {
        if (work < WORTH_IT) {
            for (int i = 0; i < count; i++) {
                piece.accept(i);
            }
        } else {
            IntStream.range(0, count).parallel().forEach(piece);
        }
    }
}
