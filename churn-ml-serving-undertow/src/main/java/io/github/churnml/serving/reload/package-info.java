/**
 * How another model comes to answer: {@code Reloader} replaces it, at whatever request; {@code ModelWatch} looks at its file,
 * {@code ReloadHandler} is asked over HTTP. {@code ModelGate} answers while there is no model yet, and {@code HealthHandlers}
 * reports all that.
 *
 * <p>No API: its types are public for the other rooms of this module alone, and may change at any time.
 */
@NullMarked
package io.github.churnml.serving.reload;

import org.jspecify.annotations.NullMarked;
