package io.github.churnml.monitor;

import io.github.churnml.error.DataException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.monitor.log.RotatedFile;
import io.github.churnml.settings.PlainJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A metrics history that grows: a file of one JSON object per line, as a {@link MonitoringAgent} reads it. A server
 * appends what it measures, and a job that learns outcomes later appends how good the predictions were; both may write to
 * one file, for each line has its own time and the agent looks at one metric at a time.
 *
 * <p>A line is appended in one write, so a process that is killed leaves at most one broken line, which the agent passes
 * over; the next line begins on a line of its own. The file is bounded: once it would become larger than allowed, it is
 * renamed to its name with {@code .1} behind it, in place of an older one of that name, and begun anew.
 *
 * <p>Several threads and several processes may append at once: each holds a lock on the file meanwhile.
 */
public final class MetricsHistory {

    /** How large a history becomes unless told otherwise, in bytes: 64 MB, which is months of a line a minute. */
    public static final long LARGEST = 64L << 20;

    private static final int LONGEST_LINE = 1 << 20;
    /** What a history may begin with: an object, blanks, or the first byte of a byte order mark. */
    private static final String BEGINNINGS = "{ \t\r\n\u00EF";

    /** Two locks of one process on one file are an error, not a wait, so threads queue here. */
    private static final Object ONE_AT_A_TIME = new Object();

    private final Path path;
    private final RotatedFile file;

    /**
     * A history in a file of at most 64 MB.
     *
     * @param path the file; made, with its folders, by {@link #begin}
     */
    public MetricsHistory(Path path) {
        this(path, LARGEST);
    }

    /**
     * A history in a file.
     *
     * @param path the file; made, with its folders, by {@link #begin}
     * @param largest how large it becomes, in bytes; one line is written in any case
     * @throws IllegalArgumentException if that is not positive
     */
    public MetricsHistory(Path path, long largest) {
        if (largest < 1) {
            throw new IllegalArgumentException("A metrics history of " + largest + " bytes holds nothing.\n"
                    + "Maybe leave the bound out; it is " + LARGEST + " then.");
        }
        this.path = path;
        this.file = new RotatedFile(
                path, largest, full -> Files.move(full, previous(), StandardCopyOption.REPLACE_EXISTING));
    }

    /** {@return the file} */
    public Path path() {
        return path;
    }

    /** {@return the file that the history before was renamed to, which need not be there} */
    public Path previous() {
        return path.resolveSibling(path.getFileName() + ".1");
    }

    /**
     * Makes the file and its folders where they are missing, so that what stands in the way is told at once.
     *
     * @return this
     * @throws OutputException if the file cannot be written, or holds something else than lines of JSON objects
     */
    public MetricsHistory begin() {
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null && !Files.isDirectory(folder)) {
                Files.createDirectories(folder);
            }
            try (FileChannel channel = file.open()) {
                requireHistory(channel);
            }
            return this;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** A wrong name must not put a line into a table or a model. */
    private void requireHistory(FileChannel channel) throws IOException {
        ByteBuffer first = ByteBuffer.allocate(1);
        boolean other =
                channel.size() > 0 && channel.read(first, 0) == 1 && BEGINNINGS.indexOf(first.get(0) & 0xFF) < 0;
        if (other) {
            throw new OutputException(
                    "The file " + Wording.path(path) + " is no metrics history: it does not begin with a JSON object.",
                    "Maybe another file was meant.",
                    Where.in(path));
        }
    }

    /**
     * Appends a line.
     *
     * @param time when it was measured
     * @param values metrics and other things to know by name: texts, numbers, flags; what is null or no finite number is
     *     left out, and a value named {@code ts} gives way to the time
     * @throws OutputException if the file cannot be written, such as when its folder has gone, or the line is longer than
     *     1 MB
     * @throws DataException if a metric has a value that it cannot have, such as a ROC-AUC of 1.7; nothing is written
     */
    public void append(Instant time, Map<String, ?> values) {
        values.forEach(MetricsHistory::requirePossible);
        byte[] line = line(time, values);
        if (line.length > LONGEST_LINE) {
            throw new OutputException(
                    "A line for the metrics history " + Wording.path(path) + " is longer than 1 MB.",
                    "Maybe leave out what is no metric.",
                    Where.in(path));
        }
        synchronized (ONE_AT_A_TIME) {
            try {
                file.append(line);
            } catch (IOException e) {
                throw failure(e);
            }
        }
    }

    private static void requirePossible(String name, @Nullable Object value) {
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            MetricRange.of(name).problem(name, number.doubleValue()).ifPresent(problem -> {
                throw new DataException(
                        "A metrics history cannot take this: " + problem + ".",
                        "Maybe it is in percent, or of another name: a share is written as 0.91.",
                        Where.nowhere());
            });
        }
    }

    private static byte[] line(Instant time, Map<String, ?> values) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("ts", time.toString());
        values.forEach((name, value) -> {
            boolean unknown = value == null || value instanceof Number number && !Double.isFinite(number.doubleValue());
            if (!unknown && !name.equals("ts")) {
                line.put(name, value);
            }
        });
        return PlainJson.writeLine(line);
    }

    private OutputException failure(IOException cause) {
        return new OutputException(
                "The metrics history " + Wording.path(path) + " cannot be written.",
                "Maybe the disk is full, or its folder is not there or may not be written.",
                Where.in(path),
                cause);
    }
}
