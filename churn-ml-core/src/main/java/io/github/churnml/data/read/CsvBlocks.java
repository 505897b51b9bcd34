package io.github.churnml.data.read;

import io.github.churnml.data.Notice;
import io.github.churnml.data.Progress;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file taken apart in blocks of whole rows on all cores: each thread in turn reads and cuts the next block, then parses
 * it beside the others, and the results are merged in the order of the file. A small first block tells the header. For one
 * run.
 */
final class CsvBlocks<S extends RowSink<S>> {

    static final int FIRST = 1 << 16;
    static final int BLOCK = 1 << 20;
    /** Those for whom there is no thread find nothing left to do. */
    private static final int FEWEST_WORKERS = 4;

    /** The file is not as regular as this class needs it; another reading will say more. */
    static final class Irregular extends RuntimeException {
        private static final long serialVersionUID = 1;

        Irregular(String what) {
            super(what, null, false, false);
        }
    }

    /**
     * Makes the sinks.
     *
     * @param <S> their type
     */
    interface Sinks<S> {

        /** For the first block; the first call. */
        S first(List<String> header);

        /** Whether the lines behind the first block are to be counted, and not only those before each block. */
        default boolean areCounted() {
            return false;
        }

        /** Takes the number of lines behind the first block in. */
        default void counted(long lines) {
            // Most do not ask.
        }

        /** For another block, before which so many lines end behind the first block; on any thread. */
        S next(List<String> header, long lines);

        /** Ends what a sink takes in. */
        default void end(S sink) {
            // Most have nothing to do.
        }

        /** Sinks that need to know nothing. */
        static <S> Sinks<S> of(Function<List<String>, S> empty) {
            return new Sinks<>() {
                @Override
                public S first(List<String> header) {
                    return empty.apply(header);
                }

                @Override
                public S next(List<String> header, long lines) {
                    return empty.apply(header);
                }
            };
        }
    }

    /** How far the whole rows of a block reach, what is among its bytes, and how many lines end before it. */
    private record Cut(int length, CsvBlock.Look look, long lines) {}

    private final CsvSource source;
    private final Progress progress;
    private final Sinks<S> sinks;
    private final int first;
    private final int most;
    private final Thread caller = Thread.currentThread();
    /** Behind the last row that was handed out; guarded by this, as is all that follows. */
    private byte[] left = {};

    private boolean ended;
    private long done;
    /** Lines that end behind the first block and before the next. */
    private long lines;

    private int handedOut;
    private int merged;
    private final Map<Integer, S> waiting = new HashMap<>();
    /** The first block, in the order of the file, that could not be taken in, and why. */
    private int failed = Integer.MAX_VALUE;

    private @Nullable Throwable failure;
    private List<Notice> notices = List.of();

    CsvBlocks(CsvSource source, Progress progress, Sinks<S> sinks) {
        this(source, progress, sinks, FIRST, BLOCK);
    }

    /** The same with other lengths of the first block and of the others, in bytes. */
    CsvBlocks(CsvSource source, Progress progress, Sinks<S> sinks, int first, int most) {
        this.source = source;
        this.progress = progress;
        this.sinks = sinks;
        this.first = first;
        this.most = most;
    }

    S run() {
        try (InputStream in = new BufferedInputStream(source.open(), 1)) {
            byte[] block = new byte[first];
            Cut cut = next(in, block);
            CsvBlock.First<S> begun = new CsvBlock(source).first(block, cut.length(), cut.look(), sinks::first);
            S all = begun.sink();
            notices = begun.notices();
            sinks.end(all);
            lines = 0;
            if (!ended) {
                if (sinks.areCounted()) {
                    sinks.counted(count(cut.length()));
                }
                IntStream.range(0, Math.max(FEWEST_WORKERS, ForkJoinPool.getCommonPoolParallelism() + 1))
                        .parallel()
                        .forEach(worker -> work(in, begun.columns(), all));
            }
            rethrow();
            progress.at("reading", source.size(), source.size());
            return all;
        } catch (IOException e) {
            throw TableFile.unreadable(source.path(), e);
        }
    }

    /** What was noticed about the header. */
    List<Notice> notices() {
        return notices;
    }

    private void work(InputStream in, List<String> columns, S all) {
        CsvBlock parser = new CsvBlock(source);
        byte[] block = new byte[most];
        int number = 0;
        try {
            while (true) {
                Cut cut;
                long read;
                synchronized (this) {
                    if (ended || failure != null) {
                        return;
                    }
                    number = handedOut;
                    cut = next(in, block);
                    read = done;
                }
                if (Thread.currentThread() == caller) {
                    progress.at("reading", Math.min(read, source.size()), source.size());
                }
                S part = sinks.next(columns, cut.lines());
                parser.rest(block, cut.length(), cut.look(), columns.size(), part);
                sinks.end(part);
                merge(number, part, all);
            }
        } catch (IOException | RuntimeException | Error e) {
            fail(number, e);
        }
    }

    /** Merges what comes next in the file, as far as it is there. */
    private synchronized void merge(int number, S part, S all) {
        waiting.put(number, part);
        for (S next = waiting.remove(merged + 1); next != null; next = waiting.remove(merged + 1)) {
            merged++;
            if (merged < failed) {
                all.merge(next);
            }
        }
    }

    private synchronized void fail(int number, Throwable e) {
        if (number < failed) {
            failed = number;
            failure = e;
        }
    }

    private synchronized void rethrow() throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }

    /** How many lines stand behind the first block, ended or not. */
    private long count(int skipped) throws IOException {
        try (InputStream in = source.open()) {
            in.skipNBytes(skipped);
            byte[] block = new byte[most];
            long count = 0;
            int filled = 0;
            byte last = '\n';
            for (int read = in.readNBytes(block, 0, most);
                    read > 0;
                    read = in.readNBytes(block, filled, most - filled)) {
                filled += read;
                last = block[filled - 1];
                // A line feed may follow.
                int known = last == '\r' ? filled - 1 : filled;
                count += CsvBlock.Look.at(block, known).lines();
                block[0] = last;
                filled -= known;
            }
            return last == '\n' ? count : count + 1;
        }
    }

    /** Reads the next block, and keeps what stands behind its last row for the one after it. */
    private Cut next(InputStream in, byte[] block) throws IOException {
        System.arraycopy(left, 0, block, 0, left.length);
        int room = block.length - left.length;
        int count = in.readNBytes(block, left.length, room);
        ended = count < room;
        done += count;
        int filled = left.length + count;
        // A line feed may follow.
        int known = !ended && block[filled - 1] == '\r' ? filled - 1 : filled;
        int length = behindLine(block, known);
        CsvBlock.Look look = CsvBlock.Look.at(block, ended ? filled : length);
        if (look.quoted()) {
            length = behindQuotes(block, ended ? filled : length);
            look = CsvBlock.Look.at(block, ended ? filled : length);
        }
        length = ended ? filled : length;
        if (length == 0 && filled > 0) {
            throw new Irregular("a row is longer than a block");
        }
        left = Arrays.copyOfRange(block, length, filled);
        handedOut++;
        Cut cut = new Cut(length, look, lines);
        lines += look.lines();
        return cut;
    }

    private static int behindLine(byte[] block, int filled) {
        int end = filled;
        while (end > 0 && block[end - 1] != '\n' && block[end - 1] != '\r') {
            end--;
        }
        return end;
    }

    private int behindQuotes(byte[] block, int filled) {
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
