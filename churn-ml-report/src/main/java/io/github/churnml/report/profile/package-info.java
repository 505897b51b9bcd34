/**
 * The page of a table before any model is trained: {@link io.github.churnml.report.profile.ProfilePage} says what matters most in it
 * and what to do next, then who left, column by column, how columns go together, where values are missing, and over time.
 *
 * <p>Its numbers are those of a {@link io.github.churnml.profile.TableExploration}, and so those of {@code profile.json}, to the digit.
 * It holds counts and frequent levels, never rows. What is drawn is bounded, so a page is no larger for a million rows or two
 * thousand columns; it says what was left out.
 */
@NullMarked
package io.github.churnml.report.profile;

import org.jspecify.annotations.NullMarked;
