/** A few slides to speak over: what a model does and what it brings, of the figures of its report. */
@NullMarked
package io.github.churnml.report.slides;

import org.jspecify.annotations.NullMarked;
