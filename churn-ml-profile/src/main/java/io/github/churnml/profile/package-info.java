/**
 * What a table is like, and what is suspicious in it, before any model is trained.
 *
 * <p>{@link io.github.churnml.profile.TableProfile#of} takes a {@link io.github.churnml.data.Dataset} and, if there is one,
 * the name of its target. It gives the distribution of each column and its relation to the target, and a list of {@link
 * io.github.churnml.profile.Finding}s, most important first: each with a stable code, the columns concerned, a plain
 * sentence with the numbers, and a way out. {@link io.github.churnml.profile.ProfileText} prints it, {@link
 * io.github.churnml.profile.TableProfile#toMap} is its form for JSON.
 *
 * <p>{@link io.github.churnml.profile.TableExploration} is the profile and what pictures of the table are drawn from: histograms by
 * outcome, associations and interactions of columns, patterns of gaps, churn over time.
 *
 * <table>
 * <caption>What is looked for, in the order in which it is reported</caption>
 * <tr><th>code</th><th>severity</th><th>found when</th></tr>
 * <tr><td>{@code target-copy}</td><td>high</td><td>two values, each with one outcome, in every row</td></tr>
 * <tr><td>{@code known-after-event}</td><td>high</td><td>that there is a value, or that there is none, goes with leaving: a
 * cancellation date or reason</td></tr>
 * <tr><td>{@code decides-target}</td><td>high</td><td>ROC-AUC of at least 0.98 alone, in either direction</td></tr>
 * <tr><td>{@code target-by-rule}</td><td>high</td><td>bounds on two numbers give the target without an exception: it is
 * made of them, as in tables that were summed up without a date to predict from</td></tr>
 * <tr><td>{@code pair-decides-target}</td><td>high</td><td>the same of two columns together, while neither does alone; up
 * to three pairs</td></tr>
 * <tr><td>{@code level-always-leaves}</td><td>high</td><td>a level or value, or a whole tenth of numbers with many values,
 * whose customers (all but) always left, in rows enough</td></tr>
 * <tr><td>{@code after-event-date}</td><td>high</td><td>a date that goes on after all other dates have ended, and has to
 * do with leaving</td></tr>
 * <tr><td>{@code after-event-name}</td><td>high, medium if its values say little</td><td>a name such as {@code CLOSEDATE} or
 * {@code churn_reason}</td></tr>
 * <tr><td>{@code target-one-class}, {@code target-many-classes}, {@code no-rows}</td><td>high</td><td>nothing can be
 * trained</td></tr>
 * <tr><td>{@code huge-numbers}</td><td>high</td><td>numbers larger than 1e100, which training refuses</td></tr>
 * <tr><td>{@code level-never-leaves}</td><td>medium</td><td>as above, of customers who never left</td></tr>
 * <tr><td>{@code target-missing}, {@code target-rare}</td><td>medium</td><td>rows without an outcome; fewer than 50
 * customers who left, or less than 2 %</td></tr>
 * <tr><td>{@code exact-duplicates}, {@code look-alikes}</td><td>medium</td><td>rows equal to an earlier one, with and without
 * the identifiers</td></tr>
 * <tr><td>{@code repeated-key}</td><td>medium</td><td>a key that stands in several rows, so a row may not be a
 * customer</td></tr>
 * <tr><td>{@code linear-column}, {@code copied-column}, {@code recoded-column}</td><td>medium</td><td>a column that an
 * earlier one gives: a multiple (plus a constant) within rounding, the same values, or one value for each</td></tr>
 * <tr><td>{@code inconsistent-spelling}</td><td>medium, low for yes and no</td><td>levels that differ in case, blanks or hyphens, or rare ones
 * a letter or two away from a frequent one</td></tr>
 * <tr><td>{@code missing-by-rule}</td><td>medium</td><td>gaps exactly where another column has one certain value</td></tr>
 * <tr><td>{@code numbers-as-text}</td><td>medium</td><td>texts such as {@code $1,234.50} or {@code 79,32}, shown as the
 * numbers that training learns from</td></tr>
 * <tr><td>{@code spreadsheet-errors}</td><td>medium</td><td>{@code #N/A} and its like, which count as missing</td></tr>
 * <tr><td>{@code digits-lost}</td><td>medium</td><td>identifiers of 16 digits or more whose last digits a spreadsheet has
 * cut</td></tr>
 * <tr><td>{@code rounded-numbers}</td><td>medium</td><td>whole numbers, declared or taken as numeric, with more digits than a
 * number keeps</td></tr>
 * <tr><td>{@code ambiguous-numbers}</td><td>medium</td><td>plain numbers such as {@code 1.234} beside whole ones below 1000,
 * whose point may stand before thousands</td></tr>
 * <tr><td>{@code ambiguous-dates}</td><td>medium</td><td>dates that read month-first and day-first, as the reader
 * noticed</td></tr>
 * <tr><td>{@code no-target}</td><td>low</td><td>no target was named, and a column may be it</td></tr>
 * <tr><td>{@code identifier}</td><td>low</td><td>(nearly) every value occurs once</td></tr>
 * <tr><td>{@code all-missing}, {@code constant}, {@code nearly-constant}, {@code mostly-missing}</td><td>low</td><td>no
 * value; one value; one in at least 99.5 % of the values; gaps in at least half of the rows</td></tr>
 * <tr><td>{@code missing-together}</td><td>low</td><td>gaps in the same rows</td></tr>
 * <tr><td>{@code many-levels}, {@code code-numbers}, {@code outliers}</td><td>low</td><td>more than 100 levels; numbers named
 * as codes; at least 5 % beyond Tukey's fences</td></tr>
 * <tr><td>{@code derived-column}</td><td>low</td><td>about the product or the sum of two others; no leak</td></tr>
 * </table>
 *
 * <p>A suspicion must be worth something, so chance is kept out. Rates of groups are cross-fitted: each row is judged by
 * the others, hence a column that names rows reaches a ROC-AUC of 0.5 and not 1. A level counts only in so many rows that
 * the 95 % interval of its exceptions (Wilson 1927) ends below a fifth of what chance would bring and below 5 %, some 73
 * rows without an exception at least; where rows belong to a repeated key, that many keys. Areas need at least 15
 * customers of each class, pairs 30. Columns of numbers that agree by chance cannot be lines: each row must meet the line
 * within the rounding of both columns, and rounding must be small beside the spread.
 *
 * <p>Nothing here decides anything: a suspect may be a strong and honest predictor. What the code cannot know is when a
 * value is written down, and that is the question to ask.
 *
 * <p>A profile holds frequent levels and the extremes of numbers, as any summary does, but never a row, an identifier or
 * prose. The cost is a few sorts of each numeric column; pairs are compared on 20,000 rows at most, or until the first
 * rows that contradict.
 */
@NullMarked
package io.github.churnml.profile;

import org.jspecify.annotations.NullMarked;
