/**
 * What can go wrong, as one sealed family of unchecked exceptions.
 *
 * <p>A message has two lines: what is wrong with the value and where, then a line "Maybe …" with the way out. The same
 * coordinates (column, row, path) are there as accessors for programs.
 *
 * <table>
 * <caption>Which exception means what, and how the {@code churn} command exits on it</caption>
 * <tr><th>exception</th><th>cause</th><th>exit code</th></tr>
 * <tr><td>{@link io.github.churnml.error.ConfigurationException}</td><td>the caller asked for something impossible: an
 * unknown key, a learner that is not there, a number out of range</td><td>2</td></tr>
 * <tr><td>{@link io.github.churnml.error.DataException}</td><td>a table or a row is not usable</td><td>3</td></tr>
 * <tr><td>{@link io.github.churnml.error.ModelFileException}</td><td>a model file is damaged, foreign or too new</td><td>3</td></tr>
 * <tr><td>{@link io.github.churnml.error.OutputException}</td><td>a result cannot be written</td><td>1</td></tr>
 * <tr><td>{@link io.github.churnml.error.RegistryException}</td><td>a registry of models is damaged, was changed by hand or has
 * moved on</td><td>3</td></tr>
 * <tr><td>{@link io.github.churnml.error.TrainingException}</td><td>a learner could not learn from valid data</td><td>1</td></tr>
 * </table>
 */
@NullMarked
package io.github.churnml.error;

import org.jspecify.annotations.NullMarked;
