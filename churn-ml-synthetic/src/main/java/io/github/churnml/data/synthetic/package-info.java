/**
 * A made-up subscription business whose customers leave by a known law: tables of any size to try things on, and a test
 * bench on which the best reachable result is known.
 *
 * <p>{@link io.github.churnml.data.synthetic.SyntheticCustomers} is the whole of it: so many rows and a seed, then
 * {@code writeCsv} for the messy file, or the clean {@link io.github.churnml.data.synthetic.Customer}s with their true
 * probabilities. A customer comes about in four steps:
 *
 * <ol>
 *   <li><b>Subscription.</b> {@link io.github.churnml.data.synthetic.Plan},
 *       {@link io.github.churnml.data.synthetic.Contract}, {@link io.github.churnml.data.synthetic.Region}, tenure,
 *       promotion, price and {@link io.github.churnml.data.synthetic.PaymentMethod}.
 *   <li><b>Behaviour.</b> Two hidden traits, engagement and a bad line, tie together usage, its change, logins, latency,
 *       downtime and tickets. They act through these values only: who leaves depends on nothing that the file does not
 *       show.
 *   <li><b>Leaving.</b> The log-odds are a sum of main effects, bends and steps, and interactions of the clean values
 *       ({@link io.github.churnml.data.synthetic.Customer#trueLogOdds}), so a linear model is good and one of trees
 *       visibly better. About 22 % leave. Ranking by the true probability has a ROC-AUC of about 0.874, which no model
 *       can pass except by luck.
 *   <li><b>Mess.</b> Lost values under four markers, some of them not at random; labels in odd spellings; prices with a
 *       currency sign; rows written twice; rows without a target. It comes from a stream of its own that knows the clean
 *       values and not who leaves, so the true probability stays that of the clean values.
 * </ol>
 *
 * <p>All equations, parameters and rates stand in {@code docs/synthetic-customers.md}.
 *
 * <p>{@link io.github.churnml.data.synthetic.SyntheticEvents} is the same kind of business one step earlier, as raw exports
 * show it: customers, prospects, and a log of what both did, for whatever turns events into tables. Hidden moods decide who
 * converts and cancels; each {@link io.github.churnml.data.synthetic.Account} tells the exact probability given what it has
 * done before a date. Its law is in {@code docs/synthetic-events.md}.
 *
 * <p>Reproducible by construction: customer <i>i</i> has random streams of their own that start at a hash of the seed and
 * <i>i</i>; they use one platform function (the 64-bit output of {@link java.util.SplittableRandom}), IEEE arithmetic and
 * {@link java.lang.StrictMath}; values are rounded to the decimals of the file before the law of leaving sees them. A
 * test holds the digest of the first thousand rows. Changing any of it changes what every seed means: the project's own
 * {@code data/customers.csv} must then be made anew.
 */
@NullMarked
package io.github.churnml.data.synthetic;

import org.jspecify.annotations.NullMarked;
