/**
 * The bridge from Smile's tables to ours: what {@code smile-io} reads (ARFF, SAS, Avro, Parquet, Arrow) becomes a
 * {@link io.github.churnml.data.Dataset} whose types are inferred by the same rules as those of a file that churn-ml reads
 * itself, so the same table gives the same dataset.
 *
 * <table>
 * <caption>What becomes of a Smile column</caption>
 * <tr><th>Smile</th><th>here</th></tr>
 * <tr><td>byte, short, int, long, float, double, decimal, boxed or not</td><td>inferred from the values: numeric, or an
 * identifier; {@code NaN} and null are missing</td></tr>
 * <tr><td>any integer with a nominal or ordinal scale</td><td>boolean if its two levels spell yes and no, else
 * categorical, by the levels' names</td></tr>
 * <tr><td>boolean</td><td>boolean</td></tr>
 * <tr><td>String, char</td><td>inferred from the texts, with missing markers</td></tr>
 * <tr><td>LocalDate, LocalDateTime</td><td>date; a time without a zone is taken as UTC</td></tr>
 * <tr><td>LocalTime, enum</td><td>inferred from its text</td></tr>
 * <tr><td>arrays, structs and other objects</td><td>refused</td></tr>
 * </table>
 *
 * <p>Smile is at 2.6.0, the last release that a closed application may ship. Nothing else in churn-ml needs this package,
 * and reading our own formats needs no Smile jar.
 */
@NullMarked
package io.github.churnml.data.smile;

import org.jspecify.annotations.NullMarked;
