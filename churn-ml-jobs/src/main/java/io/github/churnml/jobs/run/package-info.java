/**
 * Runs of jobs: one for each tick, done once whoever starts it, and gone on with after a crash.
 *
 * <p>A {@link io.github.churnml.jobs.run.JobNode} makes a row of {@code churn_job_runs} for each tick of a schedule; the key (job, due)
 * makes that one row on however many nodes. db-scheduler hands each open run to one node, hears that the node is alive, and hands the
 * run to another when it is not. What is true of a run stands in our own tables alone: each beginning raises the run's claim, and a
 * node whose claim is no longer the row's can write nothing more, so a node that was only slow does no harm.
 */
@NullMarked
package io.github.churnml.jobs.run;

import org.jspecify.annotations.NullMarked;
