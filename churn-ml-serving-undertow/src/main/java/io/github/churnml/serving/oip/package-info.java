/**
 * The Open Inference Protocol (v2) over HTTP: its tensors are columns, which {@code OipInference} reads by the same rules as
 * other rows, and scores as rows. {@code OipHandler} answers, {@code OipModel} describes the model.
 *
 * <p>No API: its types are public for the other rooms of this module alone, and may change at any time.
 */
@NullMarked
package io.github.churnml.serving.oip;

import org.jspecify.annotations.NullMarked;
