package io.github.churnml.spark;

import java.io.Serializable;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/**
 * A part of a fit's rows where Spark keeps it: an element of a cached partition. It is sent as where its rows are to be had; what it has
 * become on an executor stays there, and is made anew where it is lost.
 *
 * <p>A task takes the state out, brings it to where the request stands, reads the answer, and puts it back. A second
 * task of the same part, as speculation starts them, finds none and makes its own; one that fails on the way leaves none behind. So
 * nothing is ever done twice to the same state.
 */
final class HeldPart implements Serializable {

    private static final long serialVersionUID = 1;

    private final Broadcast<byte[]> rows;
    private transient @Nullable AtomicReference<@Nullable FitPart> state;

    HeldPart(Broadcast<byte[]> rows) {
        this.rows = rows;
    }

    /** The same with its rows unpacked, so that Spark sees how much memory it takes. */
    HeldPart unpacked() {
        state().set(FitPart.of(rows.value()));
        return this;
    }

    private synchronized AtomicReference<@Nullable FitPart> state() {
        AtomicReference<@Nullable FitPart> known = state;
        if (known == null) {
            known = new AtomicReference<>();
            state = known;
        }
        return known;
    }

    /** The answers, and behind them whether the part had to be made anew. */
    long[] answer(TreeRequest request) {
        FitPart kept = state().getAndSet(null);
        boolean ahead = kept != null && kept.taken() > request.length();
        FitPart part = kept == null || ahead ? FitPart.of(rows.value()) : kept;
        boolean anew = part.taken() < request.known();
        long[] missing = request.missing(part.taken());
        long[] answer = inOneThread(() -> {
            part.take(missing);
            return part.answer(request.questions(), request.size());
        });
        answer[request.size() - 1] = anew ? 1 : 0;
        // A request that is behind is that of a task which nobody waits for any more.
        state().set(ahead ? kept : part);
        return answer;
    }

    /** What boosting does on many threads it does on one in a pool of one, as a task has one core, whatever the machine has. */
    private static long[] inOneThread(Callable<long[]> work) {
        ForkJoinPool one = new ForkJoinPool(1);
        try {
            return one.submit(work).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a part of the rows could not be asked: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the task was ended", e);
        } finally {
            one.shutdownNow();
        }
    }
}
