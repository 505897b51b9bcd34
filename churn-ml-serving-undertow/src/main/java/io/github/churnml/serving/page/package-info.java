/**
 * The page for people: {@code PageHandler} sends its three files, which stand beside it in the jar and ask the server what
 * any other caller may ask.
 *
 * <p>No API: its types are public for the other rooms of this module alone, and may change at any time.
 */
@NullMarked
package io.github.churnml.serving.page;

import org.jspecify.annotations.NullMarked;
