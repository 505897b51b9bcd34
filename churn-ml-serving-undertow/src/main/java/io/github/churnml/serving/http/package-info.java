/**
 * Requests and answers as HTTP, before anything of a model is known: {@code RequestBody} reads a body without a thread that
 * waits for it, {@code Framing} and {@code Media} refuse what is ambiguous, {@code Limits} and {@code Budget} bound what one
 * caller and all together may hold, {@code Workers} answers what takes long, {@code Answers} sends with a deadline, {@code
 * JsonDocument} keeps what is sent often, {@code Failures} turns whatever goes wrong into a {@code Problem} (RFC 9457), and
 * {@code AccessLog} writes one line a request.
 *
 * <p>No API: its types are public for the other rooms of this module alone, and may change at any time.
 */
@NullMarked
package io.github.churnml.serving.http;

import org.jspecify.annotations.NullMarked;
