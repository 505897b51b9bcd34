package io.github.churnml.select.tune;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.PlainJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A file of trials: a line that says what they are trials of, then a line per trial in a fixed order, each written as soon as it
 * and those before it are known. So the file of a run that was cut short is the beginning of that of a whole run, byte for byte,
 * and whoever finds it goes on behind it. Halving writes a trial anew with every fold that it meets; the last line counts.
 */
final class TrialLog implements AutoCloseable {

    private static final int FORMAT = 1;
    private static final String ANEW =
            "Maybe choose another folder (--out), or remove the file and begin anew (--restart).";

    private final @Nullable Path file;
    private final @Nullable FileChannel channel;
    private final List<Trial> known = new ArrayList<>();
    private final Map<Integer, Trial> waiting = new HashMap<>();
    private int written;

    private TrialLog(@Nullable Path file, @Nullable FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Trials that are not written. */
    static TrialLog none() {
        return new TrialLog(null, null);
    }

    /**
     * Opens a file, made with its folders where it is not there, for this run alone.
     *
     * @param about what the trials are of, as plain values
     * @throws ConfigurationException if the file holds trials of something else, naming both, or another run writes it
     * @throws DataException if a line other than the last is damaged
     * @throws OutputException if the file cannot be written
     */
    static TrialLog open(Path file, Map<String, ?> about) {
        FileChannel channel = null;
        try {
            Path parent = file.toAbsolutePath().getParent();
            Files.createDirectories(Objects.requireNonNull(parent));
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            lock(channel, file);
            TrialLog log = new TrialLog(file, channel);
            log.read(about);
            return log;
        } catch (IOException e) {
            close(channel);
            throw unwritable(file, e);
        } catch (ChurnException e) {
            close(channel);
            throw e;
        }
    }

    private static void lock(FileChannel channel, Path file) throws IOException {
        boolean free;
        try {
            free = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            free = false;
        }
        if (!free) {
            throw new ConfigurationException(
                    "Another run writes its trials to " + Wording.path(file) + ".",
                    "Maybe wait for it, or choose another folder (--out).",
                    Where.in(file));
        }
    }

    private void read(Map<String, ?> about) throws IOException {
        FileChannel open = Objects.requireNonNull(channel);
        Path path = Objects.requireNonNull(file);
        byte[] bytes = new byte[Math.toIntExact(open.size())];
        ByteBuffer into = ByteBuffer.wrap(bytes);
        while (into.hasRemaining() && open.read(into) >= 0) {
            continue;
        }
        int from = 0;
        for (int number = 1; ; number++) {
            int end = from;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            if (end == bytes.length) {
                break; // The last line was cut short: that trial is made again.
            }
            Map<String, Object> line = line(Arrays.copyOfRange(bytes, from, end), path, number);
            if (number == 1) {
                requireSame(about, line, path);
            } else {
                known.add(trial(line, path, number));
            }
            from = end + 1;
        }
        open.truncate(from);
        open.position(from);
        if (from == 0) {
            Map<String, Object> header = new LinkedHashMap<>();
            header.put("churn_trials", FORMAT);
            header.putAll(about);
            append(header);
        }
        written = known.size();
    }

    private static Map<String, Object> line(byte[] bytes, Path file, int number) {
        return PlainJson.read(
                bytes,
                (problem, maybe) -> new DataException(
                        "Line " + number + " of the file of trials " + Wording.path(file) + " is damaged. " + problem,
                        ANEW,
                        Where.in(file)),
                "The line");
    }

    private static void requireSame(Map<String, ?> about, Map<String, Object> found, Path file) {
        Map<String, Object> wanted =
                PlainJson.read(PlainJson.writeLine(about), Blame.configuration(file), "what the trials are of");
        if (!Integer.valueOf(FORMAT).equals(found.remove("churn_trials"))) {
            throw new ConfigurationException(
                    "The file " + Wording.path(file) + " does not hold trials of this version of churn-ml.",
                    ANEW,
                    Where.in(file));
        }
        String other = difference("", wanted, found);
        if (other != null) {
            throw new ConfigurationException(
                    "The trials in " + Wording.path(file) + " are of something else: " + other + ".",
                    ANEW,
                    Where.in(file));
        }
    }

    /** The first value in which two trees differ, with both; null if in none. */
    private static @Nullable String difference(String path, @Nullable Object wanted, @Nullable Object found) {
        if (wanted instanceof Map<?, ?> one && found instanceof Map<?, ?> other) {
            List<Object> keys = new ArrayList<>(one.keySet());
            other.keySet().stream().filter(key -> !one.containsKey(key)).forEach(keys::add);
            for (Object key : keys) {
                String below = difference(
                        path.isEmpty() ? String.valueOf(key) : path + "." + key, one.get(key), other.get(key));
                if (below != null) {
                    return below;
                }
            }
            return null;
        }
        return Objects.equals(wanted, found)
                ? null
                : Wording.name(path) + " is " + told(found) + " there and " + told(wanted) + " now";
    }

    private static String told(@Nullable Object value) {
        return value == null ? "not given" : Wording.value(value);
    }

    private static Trial trial(Map<String, Object> line, Path file, int number) {
        try {
            List<Double> values = new ArrayList<>();
            for (Object value : (List<?>) Objects.requireNonNull(line.get("values"))) {
                values.add(((Number) value).doubleValue());
            }
            @SuppressWarnings("unchecked") // the keys of JSON are texts
            Map<String, Object> settings = (Map<String, Object>) Objects.requireNonNull(line.get("settings"));
            int trial = (Integer) Objects.requireNonNull(line.get("trial"));
            return new Trial(trial, settings, values, (String) line.get("failure"));
        } catch (ClassCastException | NullPointerException e) {
            throw new DataException(
                    "Line " + number + " of the file of trials " + Wording.path(file) + " is not a trial.",
                    ANEW,
                    Where.in(file));
        }
    }

    /**
     * The trial at a position of the file: as an earlier run wrote it, or made now and written in its turn.
     *
     * @param make makes the trial, or null if it is not to be made any more
     * @return the trial, or null
     * @throws ConfigurationException if the earlier run had other settings there
     */
    @Nullable
    Trial at(int position, int number, Map<String, Object> settings, Supplier<@Nullable Trial> make) {
        if (position < known.size()) {
            Trial there = known.get(position);
            if (there.number() != number || !there.settings().equals(settings)) {
                throw new ConfigurationException(
                        "Line " + (position + 2) + " of the file of trials "
                                + Wording.path(Objects.requireNonNull(file))
                                + " holds trial " + there.number() + " with " + there.settings()
                                + " where this version of churn-ml tries number " + number + " with " + settings + ".",
                        ANEW,
                        Where.in(file));
            }
            return there;
        }
        Trial made = make.get();
        if (made != null) {
            put(position, made);
        }
        return made;
    }

    private synchronized void put(int position, Trial trial) {
        if (channel == null) {
            return;
        }
        waiting.put(position, trial);
        try {
            for (Trial next = waiting.remove(written); next != null; next = waiting.remove(written)) {
                append(next.toMap());
                written++;
            }
        } catch (IOException e) {
            throw unwritable(Objects.requireNonNull(file), e);
        }
    }

    private void append(Map<String, ?> line) throws IOException {
        FileChannel open = Objects.requireNonNull(channel);
        ByteBuffer bytes = ByteBuffer.wrap(PlainJson.writeLine(line));
        while (bytes.hasRemaining()) {
            open.write(bytes);
        }
        open.force(false);
    }

    @Override
    public void close() {
        close(channel);
    }

    private static void close(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // Every line was forced to the disk already.
        }
    }

    private static OutputException unwritable(Path file, IOException cause) {
        String reason = cause instanceof AccessDeniedException
                ? "permission denied"
                : cause instanceof FileAlreadyExistsException
                        ? "a file has the name of its folder"
                        : cause.getClass().getSimpleName() + ": " + cause.getMessage();
        return new OutputException(
                "The file of trials " + Wording.path(file) + " cannot be written: " + reason + ".",
                "Maybe choose another folder, or make room on the disk.",
                Where.in(file),
                cause);
    }
}
