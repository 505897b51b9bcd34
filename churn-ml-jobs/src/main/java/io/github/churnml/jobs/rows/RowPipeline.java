package io.github.churnml.jobs.rows;

import io.github.churnml.data.read.TableRows;
import io.github.churnml.files.OutputFile.IOConsumer;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * A table on its way from a reader to what takes the results. One thread reads and hands over, all cores work: chunks of
 * rows queue up in the order of the file, and only a bounded number of them, so memory does not grow with the table. What is wrong
 * with an earlier row is reported before what is wrong with a later one.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 *
 * @param <T> what becomes of a chunk
 */
public final class RowPipeline<T> {

    private static final int CHUNKS_PER_CORE = 3;

    private final Function<RowChunk, T> work;
    private final IOConsumer<T> taker;
    private final Deque<Future<T>> queue = new ArrayDeque<>();

    /**
     * A pipeline.
     *
     * @param work turns a chunk into a result, on any thread
     * @param taker takes the results one by one, in the order of the file, on the caller's thread
     */
    public RowPipeline(Function<RowChunk, T> work, IOConsumer<T> taker) {
        this.work = work;
        this.taker = taker;
    }

    /**
     * Reads and works on all rows.
     *
     * @param rows the rows, none of which has been read
     * @throws IOException as the taker does
     */
    public void run(TableRows rows) throws IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        ExecutorService workers = Executors.newFixedThreadPool(cores, task -> {
            Thread thread = new Thread(task, "scoring");
            thread.setDaemon(true);
            return thread;
        });
        try {
            run(rows, workers, cores * CHUNKS_PER_CORE);
        } finally {
            workers.shutdownNow();
        }
    }

    private void run(TableRows rows, ExecutorService workers, int most) throws IOException {
        try {
            while (rows.hasNext()) {
                RowChunk chunk = RowChunk.read(rows);
                queue.add(workers.submit(() -> work.apply(chunk)));
                if (queue.size() == most) {
                    take(queue.remove());
                }
            }
        } catch (RuntimeException unreadable) {
            drain();
            throw unreadable;
        }
        drain();
    }

    private void drain() throws IOException {
        while (!queue.isEmpty()) {
            take(queue.remove());
        }
    }

    private void take(Future<T> next) throws IOException {
        taker.accept(Awaited.of(next, "scoring"));
    }
}
