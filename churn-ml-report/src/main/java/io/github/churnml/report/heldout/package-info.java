/**
 * What the customers held out say of a model, for its page: {@link io.github.churnml.report.heldout.HeldOutFacts} takes their rows
 * once, right after they were judged, and keeps counts, means and shares, never a row. All of it is of the model that has not
 * learnt from these rows. The work is bounded: above some thousands of rows, a sample drawn by the model's seed is read where every
 * row would have to be scored again, and the page says so.
 */
@NullMarked
package io.github.churnml.report.heldout;

import org.jspecify.annotations.NullMarked;
