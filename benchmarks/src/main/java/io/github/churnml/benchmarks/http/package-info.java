/**
 * How many requests a second the endpoint answers, beside a bare handler of the web server below it: what the endpoint adds to
 * it is reading, checking, scoring, counting and logging. {@code benchmarks/http/run} starts both and loads them in turn.
 */
@NullMarked
package io.github.churnml.benchmarks.http;

import org.jspecify.annotations.NullMarked;
