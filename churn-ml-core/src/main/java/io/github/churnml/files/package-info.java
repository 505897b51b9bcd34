/**
 * Files that need more care than a plain read or write.
 *
 * <p>{@link io.github.churnml.files.OutputFile} is the one way results reach a disk: whole or not at all. {@link
 * io.github.churnml.files.SecretFile} reads passwords and keys.
 */
@NullMarked
package io.github.churnml.files;

import org.jspecify.annotations.NullMarked;
