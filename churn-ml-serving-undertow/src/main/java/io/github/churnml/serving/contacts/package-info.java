/**
 * {@code POST /contacts}: a table of customers in, whom to contact out. The table is read by core's own reader and by the
 * rules of a whole table, so that a text such as {@code 1.234} means what it means to {@code churn predict} and {@code churn
 * contact}: {@code SentTable} goes through it, {@code BestContacts} keeps the best of it, {@code ContactSums} counts, {@code
 * ScoredFile} writes all of it. Memory does not grow with the table.
 *
 * <p>The champion scores. Rows of a table are no traffic: they count neither for drift nor for an experiment or a shadow.
 *
 * <p>No API: its types are public for the other rooms of this module alone, and may change at any time.
 */
@NullMarked
package io.github.churnml.serving.contacts;

import org.jspecify.annotations.NullMarked;
