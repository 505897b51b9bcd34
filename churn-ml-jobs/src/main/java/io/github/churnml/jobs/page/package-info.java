/** What there is to say of scheduled jobs and their runs, as a page for people. */
@NullMarked
package io.github.churnml.jobs.page;

import org.jspecify.annotations.NullMarked;
