/** What there is to say of a registry: which version serves, how good versions are, what was done and why. */
@NullMarked
package io.github.churnml.report.registry;

import org.jspecify.annotations.NullMarked;
