/**
 * Files that need more care than a plain read or write: {@link io.github.churnml.files.SecretFile} reads passwords and keys.
 */
@NullMarked
package io.github.churnml.files;

import org.jspecify.annotations.NullMarked;
