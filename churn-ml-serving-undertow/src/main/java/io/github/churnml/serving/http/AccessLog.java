package io.github.churnml.serving.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line of JSON per request, which never holds a customer's value: no query, no body, no path that is not the server's
 * own. Lines are put together by the threads that answer and written by one of their own; when it cannot keep up, lines are
 * dropped and counted rather than requests delayed.
 */
public final class AccessLog implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
    private static final int CAPACITY = 1 << 20;
    private static final int LONGEST_LINE = 512;
    private static final long FLUSH_MILLIS = 250;

    private final OutputStream out;
    private final Thread writer;
    private final Object lock = new Object();
    private byte[] filling = new byte[CAPACITY];
    private byte[] writing = new byte[CAPACITY];
    private int length;
    private long dropped;
    private boolean closed;
    /** Whether the last attempt to write failed; for the writer alone. */
    private boolean failed;

    private long second = Long.MIN_VALUE;
    private byte[] secondText = {};

    public AccessLog(OutputStream out) {
        this.out = out;
        this.writer = new Thread(this::run, "churn-access-log");
        writer.setDaemon(true);
    }

    /** Begins to write. */
    public void start() {
        writer.start();
    }

    /**
     * Notes a request.
     *
     * @param problem the kind of problem that it was answered with, or an empty text
     * @param caller the name of the key that it came with, or an empty text
     */
    public void log(
            String id,
            String method,
            String route,
            int status,
            long nanos,
            int rows,
            long bytes,
            String problem,
            String caller) {
        long now = System.currentTimeMillis();
        synchronized (lock) {
            if (closed || length > CAPACITY - LONGEST_LINE) {
                dropped++;
                return;
            }
            put("{\"ts\":\"");
            time(now);
            put("Z\",\"id\":\"");
            put(id);
            put("\",\"method\":\"");
            put(method);
            put("\",\"path\":\"");
            put(route);
            put("\",\"status\":");
            number(status);
            put(",\"ms\":");
            millis(nanos);
            put(",\"rows\":");
            number(rows);
            put(",\"bytes\":");
            number(bytes);
            if (!problem.isEmpty()) {
                put(",\"problem\":\"");
                put(problem);
                put("\"");
            }
            if (!caller.isEmpty()) {
                put(",\"caller\":\"");
                put(caller);
                put("\"");
            }
            put("}\n");
            if (length > CAPACITY / 2) {
                lock.notifyAll();
            }
        }
    }

    /** Writes what is left, and waits until it is written. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        try {
            writer.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        boolean last = false;
        while (!last) {
            int count;
            long lost;
            synchronized (lock) {
                try {
                    if (!closed) {
                        lock.wait(FLUSH_MILLIS);
                    }
                } catch (InterruptedException e) {
                    closed = true;
                }
                last = closed;
                byte[] full = filling;
                filling = writing;
                writing = full;
                count = length;
                length = 0;
                lost = dropped;
                dropped = 0;
            }
            write(count, lost);
        }
    }

    private void write(int count, long lost) {
        try {
            out.write(writing, 0, count);
            if (lost > 0) {
                out.write(("{\"dropped\":" + lost + "}\n").getBytes(StandardCharsets.US_ASCII));
            }
            if (count > 0 || lost > 0) {
                out.flush();
            }
            failed = false;
        } catch (IOException | RuntimeException e) {
            if (!failed) {
                LOG.warn("The access log cannot be written: {}", e.getClass().getSimpleName());
            }
            failed = true;
            lose(count, lost);
        }
    }

    /** What could not be written is dropped and will be counted once something can. */
    private void lose(int count, long lost) {
        long lines = lost;
        for (int i = 0; i < count; i++) {
            if (writing[i] == '\n') {
                lines++;
            }
        }
        synchronized (lock) {
            dropped += lines;
        }
    }

    /** The second is put into words once; a request adds its milliseconds. */
    private void time(long now) {
        long seconds = Math.floorDiv(now, 1000L);
        if (seconds != second) {
            second = seconds;
            String text = Instant.ofEpochSecond(seconds)
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toString();
            secondText = text.substring(0, text.length() - 1).getBytes(StandardCharsets.US_ASCII);
        }
        System.arraycopy(secondText, 0, filling, length, secondText.length);
        length += secondText.length;
        int part = (int) Math.floorMod(now, 1000L);
        filling[length++] = '.';
        filling[length++] = (byte) ('0' + part / 100);
        filling[length++] = (byte) ('0' + part / 10 % 10);
        filling[length++] = (byte) ('0' + part % 10);
    }

    private void millis(long nanos) {
        long micros = nanos / 1_000;
        number(micros / 1_000);
        int part = (int) (micros % 1_000);
        filling[length++] = '.';
        filling[length++] = (byte) ('0' + part / 100);
        filling[length++] = (byte) ('0' + part / 10 % 10);
        filling[length++] = (byte) ('0' + part % 10);
    }

    private void number(long value) {
        long rest = Math.max(0, value);
        int digits = 1;
        for (long power = 10; power <= rest && digits < 18; power *= 10) {
            digits++;
        }
        for (int i = digits - 1; i >= 0; i--) {
            filling[length + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    /** ASCII only: ids, methods and routes are checked before they come here. */
    @SuppressWarnings("deprecation")
    private void put(String text) {
        int end = Math.min(text.length(), CAPACITY - length);
        text.getBytes(0, end, filling, length);
        length += end;
    }

    /** For tests: what is waiting to be written. */
    public byte[] pending() {
        synchronized (lock) {
            return Arrays.copyOf(filling, length);
        }
    }
}
