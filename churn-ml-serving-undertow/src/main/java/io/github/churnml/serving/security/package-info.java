/**
 * Who may ask, how often, from which pages and over what: {@code Security} is the configuration, {@code Gate} asks for keys
 * and keeps callers to their rate, {@code Cors} lets pages of other origins ask, {@code Tls} reads the key store.
 *
 * <p>No API: its types are public for the other rooms of this module alone, and may change at any time.
 */
@NullMarked
package io.github.churnml.serving.security;

import org.jspecify.annotations.NullMarked;
