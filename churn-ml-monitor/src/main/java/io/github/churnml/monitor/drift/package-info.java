/**
 * Drift that no single column shows: whether a learner can tell the rows of two tables apart.
 *
 * <p>The detectors of {@code io.github.churnml.drift} compare column by column. They are cheap, need only a profile of the
 * training data, and miss customers whose columns look as before but go together in another way. {@link
 * io.github.churnml.monitor.drift.DomainClassifier} sees those; it needs rows of both tables and trains five models, so it is
 * asked where column by column is not enough. It stands over the face, since it prepares and learns as a pipeline does.
 */
@NullMarked
package io.github.churnml.monitor.drift;

import org.jspecify.annotations.NullMarked;
