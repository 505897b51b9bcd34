package io.github.churnml.serving.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.StreamSourceChannel;

/**
 * Reads the body of a request into a file, for tables that are read more than once and are too large for memory. Each has a
 * thread of its own from its first byte to its answer; there are {@value #THREADS}, and whoever finds both taken is told to come
 * again. The files are in a folder that only this user may read, and are gone with their answer.
 */
public final class TableBody implements Closeable {

    /** What is done with a table that is there as a whole; the file is deleted afterwards. */
    public interface Receiver {
        void accept(HttpServerExchange exchange, Path file) throws Exception;
    }

    private static final int THREADS = 2;
    private static final int PIECE = 64 << 10;
    private static final long LOOK_MILLIS = 250;
    /** Whoever sends fewer bytes a second than this over all that it has sent keeps others from a place for nothing. */
    private static final long SLOWEST = 16 << 10;

    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final Limits limits;
    private final Failures failures;
    private final ThreadPoolExecutor executor;
    private @Nullable Path folder;

    public TableBody(Limits limits, Failures failures) {
        this.limits = limits;
        this.failures = failures;
        this.executor = new ThreadPoolExecutor(0, THREADS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "churn-table");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Reads the body and hands it on, in a thread that may take its time; answers by itself where it cannot be read. */
    public void read(HttpServerExchange exchange, Receiver receiver) {
        Problem wrongKind = Media.checkTable(exchange);
        if (wrongKind != null) {
            failures.refuse(exchange, wrongKind);
            return;
        }
        if (exchange.getRequestContentLength() > limits.tableBytes()) {
            failures.refuse(exchange, tooLarge());
            return;
        }
        exchange.dispatch(
                task -> {
                    try {
                        executor.execute(task);
                    } catch (RejectedExecutionException e) {
                        failures.guard(
                                exchange, () -> failures.refuse(exchange, Problem.busy("other tables are being read")));
                    }
                },
                () -> {
                    exchange.setDispatchExecutor(exchange.getIoThread());
                    failures.guard(exchange, () -> take(exchange, receiver));
                });
    }

    private void take(HttpServerExchange exchange, Receiver receiver) throws Exception {
        if (exchange.getRequestHeaders().contains(Headers.EXPECT)) {
            RequestBody.expect(exchange);
        }
        StreamSourceChannel channel = exchange.getRequestChannel();
        Path file = newFile();
        try {
            // What is logged of a sender that goes away before the body is through.
            exchange.setStatusCode(StatusCodes.BAD_REQUEST);
            Problem problem = channel == null ? null : receive(channel, file);
            if (problem == null) {
                exchange.setStatusCode(StatusCodes.OK);
                receiver.accept(exchange, file);
            } else {
                // What is still to come is read and thrown away by the connection's own thread.
                exchange.putAttachment(Answers.REFUSED, channel);
                exchange.dispatch(exchange.getIoThread(), (HttpHandler)
                        again -> failures.guard(again, () -> failures.refuse(again, problem)));
            }
        } catch (SenderGone e) {
            Failures.close(exchange);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** The connection ended within the body. */
    private static final class SenderGone extends Exception {

        private static final long serialVersionUID = 1;

        SenderGone(IOException e) {
            super(e);
        }
    }

    private @Nullable Problem receive(StreamSourceChannel channel, Path file) throws SenderGone {
        long began = System.nanoTime();
        long length = 0;
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            while (true) {
                int read = read(channel, piece.clear());
                if (read < 0) {
                    return null;
                }
                long now = System.nanoTime();
                long most = limits.body().toNanos() + length * TimeUnit.SECONDS.toNanos(1) / SLOWEST;
                if (now - began > Math.min(most, LONGEST_NANOS)) {
                    return tooSlow();
                }
                length += read;
                if (length > limits.tableBytes()) {
                    return tooLarge();
                }
                piece.flip();
                while (piece.hasRemaining()) {
                    out.write(piece);
                }
            }
        } catch (IOException e) {
            return Problem.of(
                    StatusCodes.INSUFFICIENT_STORAGE,
                    "no-room",
                    "The server has no room for the table.",
                    "Its folder of temporary files is full or cannot be written.");
        }
    }

    private static int read(StreamSourceChannel channel, ByteBuffer piece) throws SenderGone {
        try {
            int read = channel.read(piece);
            if (read == 0) {
                channel.awaitReadable(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
            return read;
        } catch (IOException e) {
            throw new SenderGone(e);
        }
    }

    /** A new file beside the tables, for an answer. */
    public synchronized Path newFile() throws IOException {
        Path in = folder;
        if (in == null || !Files.isDirectory(in)) {
            in = Files.createTempDirectory("churn-tables");
            folder = in;
        }
        return Files.createTempFile(in, "table", ".csv");
    }

    /** Answers with a file, which is deleted once it is sent. */
    public void send(HttpServerExchange exchange, String type, Path file) throws IOException {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
        Answers.send(exchange, file);
    }

    private Problem tooLarge() {
        return Problem.of(
                StatusCodes.REQUEST_ENTITY_TOO_LARGE,
                "table-too-large",
                "The table is larger than " + limits.tableBytes() + " bytes.",
                "Maybe score it with the command churn contact or churn predict, which take tables of any size.");
    }

    private static Problem tooSlow() {
        return Problem.of(
                StatusCodes.REQUEST_TIME_OUT,
                "body-too-slow",
                "The table did not arrive in time.",
                "Send the request again, or a smaller table.");
    }

    /** Lets the threads finish, and deletes the folder. */
    @Override
    public void close() {
        executor.shutdownNow();
        try {
            executor.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Path in = folder;
        if (in != null) {
            try (var files = Files.newDirectoryStream(in)) {
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
                Files.deleteIfExists(in);
            } catch (IOException e) {
                // Somebody else tidies the folder of temporary files.
                return;
            }
        }
    }
}
