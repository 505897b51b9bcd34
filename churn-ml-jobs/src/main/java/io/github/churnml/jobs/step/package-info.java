/** The steps of a job: fetch, features, model, predict, store, drift, monitor; each does its work once however often it is run for one run. */
@NullMarked
package io.github.churnml.jobs.step;

import org.jspecify.annotations.NullMarked;
