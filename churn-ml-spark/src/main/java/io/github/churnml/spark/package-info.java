/**
 * Models of this library on Spark 4: the same probabilities, bit for bit, as {@link io.github.churnml.Scorer} gives on one
 * machine, whatever the partitions, retries and executors.
 *
 * <p><b>Ways to score.</b> {@link io.github.churnml.spark.ChurnFunctions} registers a model as a function of SQL,
 * {@link io.github.churnml.spark.ChurnScorer} adds a column to a {@code Dataset}, {@link
 * io.github.churnml.spark.ChurnTransformer} is a stage of Spark's own pipelines, and {@link
 * io.github.churnml.spark.ChurnExtensions} registers models when a session starts, without any program: for {@code
 * spark-sql}, Thrift and Connect servers. All of them answer with the same structure: {@code probability}, {@code predicted},
 * {@code tier}, {@code model_version}, and {@code reasons} where they are asked for.
 *
 * <table>
 * <caption>How values of Spark are read, by what the model needs</caption>
 * <tr><th>type in Spark</th><th>number</th><th>date</th><th>levels</th></tr>
 * <tr><td>string, char, varchar</td><td colspan="3">as training read texts</td></tr>
 * <tr><td>byte, short, int, long</td><td>yes</td><td>refused</td><td>as the text of the number, unless all levels are
 * words</td></tr>
 * <tr><td>decimal</td><td>yes</td><td>refused</td><td>as its text with all decimals</td></tr>
 * <tr><td>float</td><td colspan="3">as the shortest decimal that is this float, so 0.1 is 0.1; else as a double</td></tr>
 * <tr><td>double</td><td>yes; NaN is missing</td><td>refused</td><td>as the text of the number</td></tr>
 * <tr><td>boolean</td><td>1 or 0</td><td>refused</td><td>the level that says so</td></tr>
 * <tr><td>date</td><td>refused</td><td>yes</td><td>refused</td></tr>
 * <tr><td>timestamp</td><td>refused</td><td>a point in time, in UTC unless {@link
 * io.github.churnml.spark.ChurnScorer#inZone} says otherwise; never in the session's time zone</td><td>refused</td></tr>
 * <tr><td>timestamp_ntz</td><td>refused</td><td>date and time as they stand</td><td>refused</td></tr>
 * <tr><td>void</td><td colspan="3">missing</td></tr>
 * <tr><td>all others</td><td colspan="3">refused</td></tr>
 * </table>
 *
 * <p>Null is missing everywhere. What is refused is refused when the query is analysed, before anything runs. So is a column
 * that the model needs and the table does not have; names are matched exactly, or without blanks around them, as everywhere
 * in the library, even though Spark does not tell letters' cases apart.
 *
 * <p><b>Training.</b> {@link io.github.churnml.spark.ChurnTrainer} brings a table to the driver in one order and trains a pipeline
 * there: the model file of one machine. Values become the texts that a CSV file would have, and core works out types from them;
 * so the table above holds for scoring alone, and any string of digits is a number there. Trees of the learner {@code boosting} can grow on
 * executors ({@link io.github.churnml.spark.TreesAt}): the driver writes down what happens to the rows ({@code DistantRows}), parts of
 * them follow ({@code FitPart}), and what they add up are whole numbers.
 *
 * <p><b>Profiles.</b> {@link io.github.churnml.spark.ChurnProfile} counts what a table is like where it lies, with the types and numbers
 * that {@link io.github.churnml.profile.TableProfile} gives for its texts.
 *
 * <p><b>How it travels.</b> The bytes of the model file are part of the function that Spark sends to executors; each JVM decodes
 * a model once, by the SHA-256 of its bytes. There is no broadcast variable, no file on executors and nothing to clean up.
 */
@NullMarked
package io.github.churnml.spark;

import org.jspecify.annotations.NullMarked;
