/**
 * A model for each segment of customers, such as a geography or a company, and how such models and their places are named.
 *
 * <p>{@link io.github.churnml.registry.variant.OneVariant} takes the rows of one segment and names the pipeline that learns from them.
 * {@link io.github.churnml.registry.variant.VariantTraining} trains a model of all customers and one of each segment that is really
 * better with its own; the {@link io.github.churnml.registry.variant.VariantSet} that comes out is saved as a folder, scores each row
 * by the model of its segment, and judges and watches each segment by itself.
 *
 * <table>
 * <caption>Which model answers for a row</caption>
 * <tr><th>the row's columns say</th><th>model</th><th>said as</th></tr>
 * <tr><td>a segment with a model of its own</td><td>that one</td><td>{@code SEGMENT}</td></tr>
 * <tr><td>a segment that is too small, or does no better</td><td>of all customers; moved, with {@code fallback: shrinkage}</td><td>
 * {@code SEGMENT}</td></tr>
 * <tr><td>nothing</td><td>of all customers</td><td>{@code MISSING_VALUE}</td></tr>
 * <tr><td>a value that training did not see</td><td>of all customers</td><td>{@code UNKNOWN_VALUE}</td></tr>
 * </table>
 */
@NullMarked
package io.github.churnml.registry.variant;

import org.jspecify.annotations.NullMarked;
