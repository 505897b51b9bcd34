/** What there is to say of a served model that is watched: what is wrong, since when, by which rule, and what was done. */
@NullMarked
package io.github.churnml.report.monitoring;

import org.jspecify.annotations.NullMarked;
