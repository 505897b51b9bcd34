/**
 * Files that need more care than a plain read or write, files of other machines, logins, and digests of bytes.
 *
 * <p>{@link io.github.churnml.files.OutputFile} is the one way results reach a disk: whole or not at all. {@link
 * io.github.churnml.files.SecretFile} reads passwords and keys, {@link io.github.churnml.files.Sha256} is the one digest.
 * {@link io.github.churnml.files.RemoteFiles} is how other modules bring in files by address, and {@link
 * io.github.churnml.files.LoginSource} how they bring in logins.
 */
@NullMarked
package io.github.churnml.files;

import org.jspecify.annotations.NullMarked;
