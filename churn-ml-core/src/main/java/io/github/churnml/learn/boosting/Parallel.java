package io.github.churnml.learn.boosting;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Runs independent pieces of work on all cores, or one after the other where that is faster. Public for learners of other modules.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class Parallel {

    /** From how many cell updates on more than one thread of a pool helps: about a tenth of a millisecond, several times what starting costs. */
    private static final long WORTH_FORKING = 100_000;
    /** The same of the team, whose threads are awake. */
    private static final long WORTH_SHARING = 200_000;

    /** Of one core the common pool claims one, too, though it is the caller's. */
    private static final int OUTSIDE = Math.min(
            ForkJoinPool.getCommonPoolParallelism() + 1, Runtime.getRuntime().availableProcessors());

    private static final Team TEAM = new Team(OUTSIDE - 1);

    private Parallel() {}

    /**
     * Runs pieces and returns when all are done.
     *
     * @param count how many pieces there are
     * @param work how much they are together, in updates of a histogram's cell
     * @param piece does one of them; pieces must not depend on each other
     */
    public static void each(int count, long work, IntConsumer piece) {
        if (work < (ForkJoinTask.inForkJoinPool() ? WORTH_FORKING : WORTH_SHARING) || threads() == 1) {
            for (int i = 0; i < count; i++) {
                piece.accept(i);
            }
        } else {
            all(count, piece);
        }
    }

    /** Runs pieces at the same time, whatever they cost: in the pool that this thread is of, else by the team if it is free. */
    static void all(int count, IntConsumer piece) {
        if (count == 1) {
            piece.accept(0);
        } else if (ForkJoinTask.inForkJoinPool() || !TEAM.run(count, piece)) {
            IntStream.range(0, count).parallel().forEach(piece);
        }
    }

    /** Where one of the parts of a stretch begins, which is where the one before it ends. */
    static int place(int from, int to, int part, int parts) {
        return from + (int) ((long) (to - from) * part / parts);
    }

    /** How many threads work, the caller's among them. */
    static int threads() {
        if (ForkJoinTask.inForkJoinPool()) {
            return Math.max(1, ForkJoinTask.getPool().getParallelism());
        }
        return OUTSIDE;
    }
}
