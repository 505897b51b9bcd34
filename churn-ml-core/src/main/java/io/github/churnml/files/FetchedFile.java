package io.github.churnml.files;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that was copied to this machine, and where it really came from.
 *
 * @param path the copy
 * @param from the address of what was copied, with its version where it has one; never a secret
 * @param fallback why it is not what was asked for but the local stand-in, or null if it is what was asked for
 */
public record FetchedFile(Path path, String from, @Nullable String fallback) {}
