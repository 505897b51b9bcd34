package io.github.churnml.monitor;

import io.github.churnml.monitor.log.ChainCheck;
import io.github.churnml.monitor.log.ChainedLog;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The log of what a monitoring agent decided: one JSON object per line, each forced to the disk before {@link #append}
 * returns and chained to the one before it, so that a change shows ({@link ChainedLog} says how).
 */
public final class AuditLog {

    private final ChainedLog log;

    /**
     * A log in a file.
     *
     * @param path the file; made, with its folders, when it is first appended to
     */
    public AuditLog(Path path) {
        log = new ChainedLog(path, "audit log", "nothing was carried out");
    }

    /** {@return the file} */
    public Path path() {
        return log.path();
    }

    /**
     * Appends an entry.
     *
     * @param entry null, texts, numbers, flags, lists and mappings by name; the names {@code seq}, {@code prev} and {@code
     *     hash} are the log's own
     * @return the entry's hash, 64 hexadecimal digits
     * @throws io.github.churnml.error.OutputException if it cannot be written, is longer than 1 MB, or the file holds
     *     something else than a log
     */
    public String append(Map<String, ?> entry) {
        return log.append(entry);
    }

    /**
     * Reads every entry that can be read, in order, in bounded memory.
     *
     * @param entries takes each
     * @throws io.github.churnml.error.DataException if the file is there and cannot be read; a file that is not there holds
     *     no entries
     */
    public void read(Consumer<Map<String, Object>> entries) {
        log.read(entries);
    }

    /**
     * Follows the chain from the first entry to the last.
     *
     * @return what was found
     * @throws io.github.churnml.error.DataException if the file is not there or cannot be read
     */
    public ChainCheck verify() {
        return log.verify();
    }
}
