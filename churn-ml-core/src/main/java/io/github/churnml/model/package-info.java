/**
 * The model file: one portable container of plain data that holds all it takes to score, judge and watch a model, and says
 * where it comes from. {@code docs/model-format.md} is its specification.
 *
 * <p>{@link io.github.churnml.model.Manifest} is the card on top: name, version, training and evaluation, or the system that
 * the model was imported from. {@link io.github.churnml.model.ModelContents} are the parts of a file as values; {@link
 * io.github.churnml.ChurnModel} wraps them and is what applications use.
 *
 * <p>Nothing in a file is ever run. It is read strictly: version, sizes and checksums before anything is built, then every
 * key, number and name. The same model gives the same bytes, and what was read is written as the same bytes again.
 */
@NullMarked
package io.github.churnml.model;

import org.jspecify.annotations.NullMarked;
