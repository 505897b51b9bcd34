package io.github.churnml.cli;

import io.github.churnml.RowScorer;
import io.github.churnml.data.TableRows;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A table on its way from a reader to a writer, scored in between. One thread reads and writes, all cores score: chunks of
 * rows queue up in the order of the file, and only so many of them, so memory does not grow with the table. What is wrong
 * with an earlier row is reported before what is wrong with a later one.
 */
final class ScoredTable {

    private static final int CHUNKS_PER_CORE = 3;

    private final TableRows rows;
    private final RowScorer scorer;
    private final boolean marked;
    private final ScoreSummary summary;

    /**
     * A table to score.
     *
     * @param rows the table, none of whose rows has been read
     * @param scorer scores its rows
     * @param marked whether to begin with a byte order mark
     * @param summary adds up what is found
     */
    ScoredTable(TableRows rows, RowScorer scorer, boolean marked, ScoreSummary summary) {
        this.rows = rows;
        this.scorer = scorer;
        this.marked = marked;
        this.summary = summary;
    }

    /** Reads, scores and writes everything; flushes, and leaves the stream open. */
    void writeTo(OutputStream out) {
        int cores = Runtime.getRuntime().availableProcessors();
        ExecutorService workers = Executors.newFixedThreadPool(cores, task -> {
            Thread thread = new Thread(task, "scoring");
            thread.setDaemon(true);
            return thread;
        });
        try {
            // One encoder over the whole file: what cannot be written is an error and not a question mark.
            Writer writer = new OutputStreamWriter(
                    out,
                    WrittenForm.of(rows)
                            .charset()
                            .newEncoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT));
            writer.write(marked ? "\uFEFF" : "");
            writer.write(ScoredChunk.header(rows));
            run(writer, workers, cores * CHUNKS_PER_CORE);
            writer.flush();
        } catch (CharacterCodingException e) {
            throw new OutputException(
                    "A label of the model cannot be written in the table's character set "
                            + Wording.name(WrittenForm.of(rows).charset().name()) + ".",
                    "Maybe convert the table to UTF-8 first.",
                    Where.nowhere(),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            workers.shutdownNow();
        }
    }

    private void run(Writer writer, ExecutorService workers, int most) throws IOException {
        Deque<Future<ScoredChunk>> queue = new ArrayDeque<>();
        try {
            while (rows.hasNext()) {
                ScoredChunk chunk = ScoredChunk.read(rows);
                queue.add(workers.submit(() -> chunk.score(scorer)));
                if (queue.size() == most) {
                    write(writer, queue.remove());
                }
            }
        } catch (RuntimeException unreadable) {
            drain(writer, queue);
            throw unreadable;
        }
        drain(writer, queue);
    }

    private void drain(Writer writer, Deque<Future<ScoredChunk>> queue) throws IOException {
        while (!queue.isEmpty()) {
            write(writer, queue.remove());
        }
    }

    private void write(Writer writer, Future<ScoredChunk> next) throws IOException {
        try {
            ScoredChunk chunk = next.get();
            summary.add(chunk.summary());
            writer.write(chunk.text());
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
            throw new IllegalStateException("interrupted while scoring", e);
        }
    }
}
