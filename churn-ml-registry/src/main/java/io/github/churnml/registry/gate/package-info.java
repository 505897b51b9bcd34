/** What a version has to pass before it is promoted: limits as data, each judged with its measured value. */
@NullMarked
package io.github.churnml.registry.gate;

import org.jspecify.annotations.NullMarked;
