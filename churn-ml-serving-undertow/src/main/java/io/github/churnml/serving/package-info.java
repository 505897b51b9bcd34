/** x */
@NullMarked
package io.github.churnml.serving;

import org.jspecify.annotations.NullMarked;
