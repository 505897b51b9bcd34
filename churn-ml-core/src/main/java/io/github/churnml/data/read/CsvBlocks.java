package io.github.churnml.data.read;

import io.github.churnml.data.Progress;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * A CSV file taken apart in blocks of whole rows: this thread reads and cuts, others parse, and the results are merged in
 * the order of the file. A small first block tells the header.
 */
final class CsvBlocks<S extends RowSink<S>> {

    private static final int FIRST = 1 << 16;
    private static final int BLOCK = 1 << 22;
    private static final int WAITING = 2;

    /** The file is not as regular as this class needs it; another reading will say more. */
    static final class Irregular extends RuntimeException {
        private static final long serialVersionUID = 1;

        Irregular(String what) {
            super(what, null, false, false);
        }
    }

    private final CsvSource source;
    private final Progress progress;
    private final Function<List<String>, S> empty;
    private final Deque<Future<S>> queue = new ArrayDeque<>();
    private final Deque<byte[]> spare = new ArrayDeque<>();
    private final Deque<byte[]> used = new ArrayDeque<>();
    private final ThreadLocal<CsvBlock> parsers;
    /** What is in the block that was cut last. */
    private CsvBlock.Look look = new CsvBlock.Look(false, false);

    CsvBlocks(CsvSource source, Progress progress, Function<List<String>, S> empty) {
        this.source = source;
        this.progress = progress;
        this.empty = empty;
        this.parsers = ThreadLocal.withInitial(() -> new CsvBlock(source));
    }

    S run() {
        int cores = Runtime.getRuntime().availableProcessors();
        ExecutorService workers = Executors.newFixedThreadPool(cores, task -> {
            Thread thread = new Thread(task, "scanning");
            thread.setDaemon(true);
            return thread;
        });
        try (InputStream in = new BufferedInputStream(source.open(), 1)) {
            return run(in, workers, cores + WAITING);
        } catch (IOException e) {
            throw TableFile.unreadable(source.path(), e);
        } finally {
            workers.shutdownNow();
        }
    }

    private S run(InputStream in, ExecutorService workers, int most) throws IOException {
        byte[] block = new byte[FIRST];
        int filled = in.readNBytes(block, 0, FIRST);
        int cut = cut(block, filled, filled < FIRST);
        List<String> header = parsers.get().header(block, cut, look);
        S all = empty.apply(header);
        if (parsers.get().first(block, cut, look, all) == 0) {
            throw new Irregular("there are no rows near the header");
        }
        long done = filled;
        boolean ended = filled < FIRST;
        while (!ended) {
            byte[] next = spare.isEmpty() ? new byte[BLOCK] : spare.remove();
            int left = filled - cut;
            System.arraycopy(block, cut, next, 0, left);
            int count = in.readNBytes(next, left, BLOCK - left);
            ended = count < BLOCK - left;
            done += count;
            progress.at("reading", Math.min(done, source.size()), source.size());
            block = next;
            filled = left + count;
            cut = cut(block, filled, ended);
            submit(block, cut, header, workers);
            if (queue.size() >= most) {
                take(all, block);
            }
        }
        while (!queue.isEmpty()) {
            take(all, block);
        }
        return all;
    }

    private void submit(byte[] block, int length, List<String> header, ExecutorService workers) {
        CsvBlock.Look seen = look;
        used.add(block);
        queue.add(workers.submit(() -> {
            S part = empty.apply(header);
            parsers.get().rest(block, length, seen, header.size(), part);
            return part;
        }));
    }

    private void take(S all, byte[] current) {
        try {
            all.merge(queue.remove().get());
            byte[] free = used.remove();
            if (free != current) {
                spare.add(free);
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException ours) {
                throw ours;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading", e);
        }
    }

    /** Behind the last row that ends in the block. */
    private int cut(byte[] block, int filled, boolean ended) {
        look = CsvBlock.Look.at(block, filled);
        if (!look.quoted()) {
            int end = filled;
            while (!ended && end > 0 && block[end - 1] != '\n' && block[end - 1] != '\r') {
                end--;
            }
            return requireSome(end);
        }
        int end = 0;
        State state = State.AT_START;
        for (int i = 0; i < filled; i++) {
            state = state.after(block[i], (byte) source.delimiter());
            if (state == State.AT_START && (block[i] == '\n' || block[i] == '\r')) {
                end = i + 1;
            }
        }
        if (ended && state == State.QUOTED) {
            throw new Irregular("a quote is not closed");
        }
        return requireSome(ended ? filled : end);
    }

    private static int requireSome(int end) {
        if (end == 0) {
            throw new Irregular("a row is longer than a block");
        }
        return end;
    }

    /** Where in a field a byte leads to. */
    private enum State {
        AT_START,
        PLAIN,
        QUOTED,
        /** Behind a quote that closes the field, or is the first of two that stand for one. */
        CLOSED;

        State after(byte b, byte delimiter) {
            if (this == QUOTED) {
                return b == '"' ? CLOSED : QUOTED;
            }
            if (b == '"' && this != PLAIN) {
                return QUOTED;
            }
            return b == delimiter || b == '\n' || b == '\r' ? AT_START : PLAIN;
        }
    }
}
