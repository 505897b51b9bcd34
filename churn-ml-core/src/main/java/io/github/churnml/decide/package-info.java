/** From a probability to what is done about it: today the risk tiers; calibrators, thresholds and contact lists join here. */
@NullMarked
package io.github.churnml.decide;

import org.jspecify.annotations.NullMarked;
