/**
 * The model that answers, as one immutable {@code ServedModel} that {@code Serving} holds and replaces in one step; with it
 * what one thread needs to read and score a row ({@code RowWork}), the rules of its columns ({@code ColumnRule}), the rows that
 * were answered lately ({@code ServedRows}), and the {@code SelfTest} that a model passes before it may answer. {@code
 * PerModel} keeps what is made of a model once.
 *
 * <p>No API: its types are public for the other rooms of this module alone, and may change at any time.
 */
@NullMarked
package io.github.churnml.serving.model;

import org.jspecify.annotations.NullMarked;
