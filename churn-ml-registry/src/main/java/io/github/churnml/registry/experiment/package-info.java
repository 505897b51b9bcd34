/** A/B tests: how many customers one needs, who gets which model, and what came of it, read as often as one likes. */
@NullMarked
package io.github.churnml.registry.experiment;

import org.jspecify.annotations.NullMarked;
