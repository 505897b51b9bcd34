/**
 * Models as beans of Spring Boot, of its lines 3.5 and 4.
 *
 * <p>{@code churn.model=file:/srv/models/customers.churn} makes a {@link io.github.churnml.spring.ChurnScorer} that any bean asks for
 * by type. It loads the model while the application starts, or stops the start and says what is wrong, and looks every so often
 * whether there is another one: a call never waits for that, and is answered by one model from its beginning to its end.
 *
 * <table>
 * <caption>Where a model comes from ({@code churn.model})</caption>
 * <tr><th>value</th><th>what it is</th><th>what is followed</th></tr>
 * <tr><td>{@code classpath:customers.churn}</td><td>a file of the application</td><td>nothing: it does not change</td></tr>
 * <tr><td>{@code file:models/customers.churn}</td><td>a file of the machine</td><td>the file, once it differs and has stayed the same
 * between two looks</td></tr>
 * <tr><td>{@code registry:customers}</td><td>the champion of the registry in {@code churn.registry}</td><td>promotions and
 * rollbacks</td></tr>
 * </table>
 *
 * <p>Several models are named: {@code churn.models.retail.model=…} makes a bean {@code retailChurnScorer} with the qualifier
 * {@code retail}. A {@code ChurnScorer} of the application's own keeps all of this away.
 */
@NullMarked
package io.github.churnml.spring;

import org.jspecify.annotations.NullMarked;
