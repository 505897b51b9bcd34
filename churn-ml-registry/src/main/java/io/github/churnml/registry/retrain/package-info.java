/**
 * Trains the champion's pipeline again on new customers, compares on the newest of them, and promotes through the gates; and what a
 * monitoring agent may do with a registry.
 */
@NullMarked
package io.github.churnml.registry.retrain;

import org.jspecify.annotations.NullMarked;
