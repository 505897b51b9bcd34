/**
 * API keys: {@link io.github.churnml.serving.keys.ApiKeys}, read from a file or an environment variable, and compared without
 * telling by the time it takes how much of a key was right. API, as {@link io.github.churnml.serving.ChurnServerBuilder} takes
 * them.
 */
@NullMarked
package io.github.churnml.serving.keys;

import org.jspecify.annotations.NullMarked;
