/**
 * Rows of a table on their way from a file through all cores to what takes the results, in memory that does not grow with the table:
 * {@link io.github.churnml.jobs.rows.RowPipeline}. The steps of jobs and the {@code churn} command score through the same one.
 */
@NullMarked
package io.github.churnml.jobs.rows;

import org.jspecify.annotations.NullMarked;
