/**
 * Small programs that show how the library is used; each has a {@code main} and is run by a test. The Java snippet of the
 * README is cut from {@link io.github.churnml.examples.TrainOnCsv}.
 */
@NullMarked
package io.github.churnml.examples;

import org.jspecify.annotations.NullMarked;
