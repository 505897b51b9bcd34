package io.github.churnml.serving.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What tells one content of a file from another without reading it. Links are followed, so one that leads elsewhere counts.
 *
 * @param modified when it was last written
 * @param size its bytes
 * @param key which file it is, as its file system has it: another one after a move; null where there is no such thing
 */
public record FileState(
        FileTime modified, long size, @Nullable Object key) {

    /** The state of a file; null if there is none, or it cannot be seen. */
    public static @Nullable FileState of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isRegularFile()
                    ? new FileState(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey())
                    : null;
        } catch (IOException e) {
            return null;
        }
    }
}
