/** Jobs: what is fetched, scored and stored, when, and what came of it. */
@NullMarked
package io.github.churnml.jobs;

import org.jspecify.annotations.NullMarked;
