/**
 * A registry of models in a database: {@code jdbc:postgresql://host/db?churn_registry=us}.
 *
 * <p>Two tables hold all registries of a database, {@code churn_registry_events} and {@code churn_registry_objects}; their keys are what
 * the promises of {@link io.github.churnml.registry.RegistryStore} rest on. No lock is taken: one that a connection holds is lost with
 * the connection, while its owner goes on writing, and a pool hands it to the next borrower. Needs {@code churn-ml-registry}, which an
 * application adds by itself: who only reads tables and writes predictions does not carry it.
 */
@NullMarked
package io.github.churnml.jdbc.registry;

import org.jspecify.annotations.NullMarked;
