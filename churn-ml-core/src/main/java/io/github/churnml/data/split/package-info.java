/**
 * Ways to divide the rows of a table into a part that is learned from and a part that is judged on.
 *
 * <p>{@link io.github.churnml.data.split.Folds} draws the rows at random, each class by itself, from a seed.
 */
@NullMarked
package io.github.churnml.data.split;

import org.jspecify.annotations.NullMarked;
