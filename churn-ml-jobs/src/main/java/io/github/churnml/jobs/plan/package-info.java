/** What a job is to do and when, as it is written down. */
@NullMarked
package io.github.churnml.jobs.plan;

import org.jspecify.annotations.NullMarked;
