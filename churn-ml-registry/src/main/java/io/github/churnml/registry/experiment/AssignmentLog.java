package io.github.churnml.registry.experiment;

import io.github.churnml.error.OutputException;
import io.github.churnml.settings.PlainJson;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An assignment log that grows: which customer got which model, one JSON object a line. Safe for any thread; {@link #append}
 * never waits for the disk, for a thread of the log's own writes what has come together meanwhile.
 *
 * <p>What cannot be written is kept and tried again every second, as far as the queue reaches (65,536 lines, and 16 million characters of ids); what comes beyond
 * is lost and counted, and so is a line of more than 1 MB. An experiment loses nothing of its truth with a lost line, as long as lines of both arms are lost alike,
 * and the sample-ratio check sees whether they were.
 *
 * <p>A file that would become larger than allowed is renamed to its name with the next free number behind it ({@code .1},
 * then {@code .2}), and begun anew. None is ever deleted or overwritten: the first answer that a customer got may be in the
 * oldest. {@link AssignmentReader} reads them all. Several processes may write to one log.
 */
public final class AssignmentLog implements Closeable {

    /** How large a file becomes unless told otherwise, in bytes: 256 MB, which is about a million and a half lines. */
    public static final long LARGEST = 256L << 20;

    private static final int MOST_WAITING = 1 << 16;
    /** Of customers' ids, which a caller may make as long as a text may be. */
    private static final long MOST_CHARACTERS = 16L << 20;

    private static final int MOST_AT_ONCE = 1 << 12;
    private static final int LONGEST_LINE = 1 << 20;
    private static final long RETRY_MILLIS = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(AssignmentLog.class);

    private final AssignmentFile file;
    private final Thread thread = new Thread(this::run, "churn-assignments");
    private final Deque<Assignment> waiting = new ArrayDeque<>();
    private List<Assignment> writing = List.of();
    /** How long the ids are that are waiting or being written. */
    private long characters;

    private long written;
    private long lost;
    private boolean failing;
    private boolean closed;

    private AssignmentLog(AssignmentFile file) {
        this.file = file;
    }

    /**
     * Opens a log of files of at most 256 MB each.
     *
     * @param path the file; made, with its folders, where it is missing
     * @return the log, to be closed
     * @throws OutputException if the file cannot be written, or holds something else than lines of JSON objects
     */
    public static AssignmentLog open(Path path) {
        return open(path, LARGEST);
    }

    /**
     * Opens a log.
     *
     * @param path the file; made, with its folders, where it is missing
     * @param largest how large a file becomes, in bytes; one write is made in any case
     * @return the log, to be closed
     * @throws OutputException if the file cannot be written, or holds something else than lines of JSON objects
     * @throws IllegalArgumentException if the size is not positive
     */
    public static AssignmentLog open(Path path, long largest) {
        if (largest < 1) {
            throw new IllegalArgumentException("An assignment log of " + largest + " bytes holds nothing.\n"
                    + "Maybe leave the bound out; it is " + LARGEST + " then.");
        }
        AssignmentFile file = new AssignmentFile(path, largest);
        file.begin();
        AssignmentLog log = new AssignmentLog(file);
        log.thread.setDaemon(true);
        log.thread.start();
        return log;
    }

    /** {@return the file that is written to} */
    public Path path() {
        return file.path();
    }

    /**
     * Takes an assignment, to be written soon.
     *
     * @param assignment the assignment
     * @return false if it is lost, because too many wait or the log is closed; then it is counted in {@link #lost}
     */
    public synchronized boolean append(Assignment assignment) {
        int length = assignment.customer().length();
        if (closed || waiting.size() >= MOST_WAITING || characters + length > MOST_CHARACTERS) {
            lost++;
            return false;
        }
        characters += length;
        waiting.add(assignment);
        if (waiting.size() == 1) {
            notifyAll();
        }
        return true;
    }

    /** {@return how many lines were written} */
    public synchronized long written() {
        return written;
    }

    /** {@return how many assignments were lost} */
    public synchronized long lost() {
        return lost;
    }

    /**
     * Waits until everything that was appended is written, or cannot be.
     *
     * @return whether it is written
     * @throws InterruptedException if this thread is interrupted meanwhile
     */
    public synchronized boolean flush() throws InterruptedException {
        while (thread.isAlive() && !failing && !(waiting.isEmpty() && writing.isEmpty())) {
            wait(RETRY_MILLIS);
        }
        return waiting.isEmpty() && writing.isEmpty();
    }

    private void run() {
        try {
            while (take()) {
                boolean last = isClosed();
                boolean good = write();
                if (!good && last) {
                    return;
                }
                rest(good);
            }
        } catch (InterruptedException e) {
            LOG.warn("The assignment log {} is not written any more: its thread was interrupted", file.path());
        } finally {
            end();
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Tells those who wait that something was written, or gives the disk time; once closed, there is one try more. */
    private synchronized void rest(boolean good) throws InterruptedException {
        notifyAll();
        long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS);
        for (long left = due - System.nanoTime(); !good && !closed && left > 0; left = due - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** Waits for something to write; false once there is nothing left and nothing will come. */
    private synchronized boolean take() throws InterruptedException {
        while (writing.isEmpty() && waiting.isEmpty() && !closed) {
            wait();
        }
        if (writing.isEmpty()) {
            List<Assignment> taken = new ArrayList<>();
            while (taken.size() < MOST_AT_ONCE && !waiting.isEmpty()) {
                taken.add(waiting.remove());
            }
            writing = taken;
        }
        return !writing.isEmpty();
    }

    private boolean write() {
        List<Assignment> batch = writing; // only this thread replaces it
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        int good = 0;
        for (Assignment assignment : batch) {
            good += add(assignment, lines) ? 1 : 0;
        }
        try {
            file.append(lines.toByteArray());
        } catch (IOException e) {
            failed(e);
            return false;
        }
        synchronized (this) {
            written += good;
            lost += batch.size() - good;
            writing = List.of();
            batch.forEach(assignment -> characters -= assignment.customer().length());
            if (failing) {
                LOG.info("The assignment log {} is written again", file.path());
            }
            failing = false;
        }
        return true;
    }

    /** A line that is too long to be read again is lost, and no other. */
    private static boolean add(Assignment assignment, ByteArrayOutputStream lines) {
        try {
            byte[] line = PlainJson.writeLine(assignment.tree());
            boolean fits = line.length <= LONGEST_LINE;
            lines.write(line, 0, fits ? line.length : 0);
            return fits;
        } catch (IllegalArgumentException e) {
            LOG.debug("An assignment is too long to be written", e);
            return false;
        }
    }

    private synchronized void failed(IOException e) {
        if (!failing) {
            LOG.warn(
                    "The assignment log {} cannot be written: {}. It is tried again every second",
                    file.path(),
                    e.toString());
        }
        failing = true;
    }

    private synchronized void end() {
        closed = true;
        lost += waiting.size() + writing.size();
        if (lost > 0) {
            LOG.warn("The assignment log {} ends with {} assignments lost", file.path(), lost);
        }
        waiting.clear();
        writing = List.of();
        notifyAll();
    }

    /** Writes what waits, once, and ends the log; assignments that come later are lost. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
