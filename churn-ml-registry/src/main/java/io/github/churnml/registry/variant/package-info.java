/** A model for each segment of customers, such as a geography or a company, and how such models and their places are named. */
@NullMarked
package io.github.churnml.registry.variant;

import org.jspecify.annotations.NullMarked;
