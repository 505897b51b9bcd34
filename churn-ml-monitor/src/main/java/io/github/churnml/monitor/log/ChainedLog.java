package io.github.churnml.monitor.log;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.PlainJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A log that is only ever appended to: one JSON object per line, each forced to the disk before {@link #append} returns.
 *
 * <p>Every entry holds its number, the hash of the entry before, and the SHA-256 of its own line up to the hash; so an entry
 * that was changed, removed or put in between shows ({@link #verify}), unless everything after it was written anew. What a
 * chain cannot show is that its end was cut off: keep the last hash somewhere else if that matters. A line that a crash cut
 * short stays, and the chain goes on after it.
 *
 * <p>Several threads and several processes may append at once: each holds a lock on the file while it reads the last
 * entry's hash and writes its own.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class ChainedLog {

    /** Two locks of one process on one file are an error, not a wait, so threads queue here. */
    private static final Object ONE_AT_A_TIME = new Object();

    private final Path path;
    private final String kind;
    private final String consequence;

    /**
     * A log in a file.
     *
     * @param path the file; made, with its folders, when it is first appended to
     * @param kind what messages call it, such as {@code audit log}
     * @param consequence what messages say happened to an entry that could not be appended, such as {@code nothing was carried
     *     out}
     */
    public ChainedLog(Path path, String kind, String consequence) {
        this.path = path;
        this.kind = kind;
        this.consequence = consequence;
    }

    /** {@return the file} */
    public Path path() {
        return path;
    }

    /**
     * Appends an entry.
     *
     * @param entry null, texts, numbers, flags, lists and mappings by name; the names {@code seq}, {@code prev} and {@code
     *     hash} are the log's own
     * @return the entry's hash, 64 hexadecimal digits
     * @throws OutputException if it cannot be written, is longer than 1 MB, or the file holds something else than a log
     */
    public String append(Map<String, ?> entry) {
        synchronized (ONE_AT_A_TIME) {
            try {
                Path absolute = path.toAbsolutePath();
                Path folder = absolute.getParent();
                if (folder != null && !Files.isDirectory(folder)) {
                    Files.createDirectories(folder);
                }
                try (FileChannel channel = FileChannel.open(
                        absolute, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                    channel.lock(); // closing the channel lets go of it
                    return append(channel, entry);
                }
            } catch (IOException e) {
                throw new OutputException(
                        "The " + kind + " " + Wording.path(path) + " cannot be written.",
                        "Maybe the disk is full or the folder is read-only; " + consequence + ".",
                        Where.in(path),
                        e);
            }
        }
    }

    private String append(FileChannel channel, Map<String, ?> entry) throws IOException {
        requireLog(channel);
        LogTail tail = LogTail.of(channel);
        byte[] line = ChainedLine.write(entry, tail.number() + 1, tail.hash())
                .orElseThrow(() -> new OutputException(
                        "An entry for the " + kind + " " + Wording.path(path) + " is longer than 1 MB.",
                        "Maybe write less into one entry; " + consequence + ".",
                        Where.in(path)));
        ByteBuffer bytes = ByteBuffer.allocate(line.length + 1);
        if (!tail.isEnded()) {
            bytes.put((byte) '\n');
        }
        bytes.put(line).flip();
        long at = channel.size();
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
        channel.force(true);
        return ChainedLine.read(line, line.length - 1).orElseThrow().hash();
    }

    /** A wrong name must not put an entry into somebody's table or model. */
    private void requireLog(FileChannel channel) throws IOException {
        ByteBuffer first = ByteBuffer.allocate(1);
        if (channel.read(first, 0) == 1 && first.get(0) != '{') {
            throw new OutputException(
                    "The file " + Wording.path(path) + " is no " + kind + ": it does not begin with a JSON object.",
                    "Maybe another file was meant; " + consequence + ".",
                    Where.in(path));
        }
    }

    /**
     * Reads every entry that can be read, in order, in bounded memory.
     *
     * @param entries takes each
     * @throws DataException if the file is there and cannot be read; a file that is not there holds no entries
     */
    public void read(Consumer<Map<String, Object>> entries) {
        lines(lines -> {
            if (!lines.isTooLong() && lines.isEnded()) {
                try {
                    entries.accept(PlainJson.read(
                            Arrays.copyOf(lines.bytes(), lines.length()), Blame.configuration(path), "The entry"));
                } catch (ChurnException e) {
                    return; // a line that a crash cut short; verify() tells
                }
            }
        });
    }

    /**
     * Follows the chain from the first entry to the last.
     *
     * @return what was found
     * @throws DataException if the file is not there or cannot be read
     */
    public ChainCheck verify() {
        if (!Files.exists(path)) {
            throw unreadable(" is not there.", null);
        }
        LogChain chain = new LogChain(ChainedLine.FIRST);
        lines(chain::take);
        return chain.check();
    }

    private void lines(Consumer<BoundedLines> each) {
        try (InputStream in = Files.newInputStream(path)) {
            BoundedLines lines = new BoundedLines(in);
            while (lines.next()) {
                each.accept(lines);
            }
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            throw unreadable(" cannot be read.", e);
        }
    }

    private DataException unreadable(String why, @Nullable IOException cause) {
        return new DataException(
                "The " + kind + " " + Wording.path(path) + why, "Maybe the path is wrong.", Where.in(path), cause);
    }
}
