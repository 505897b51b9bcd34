package io.github.churnml.jdbc.registry;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.jdbc.Database;
import io.github.churnml.registry.RegistryStore;
import io.github.churnml.registry.RegistryStoreProvider;
import java.util.List;
import java.util.Map;

/**
 * Opens registries in databases by an address such as {@code jdbc:postgresql://host/db?churn_registry=us}, with the login of {@code
 * CHURN_JDBC_USER} and {@code CHURN_JDBC_PASSWORD}. Found by {@link RegistryStore#at}.
 *
 * <p>No API: public for the service loader, and may change at any time.
 */
public final class JdbcRegistryStoreProvider implements RegistryStoreProvider {

    private static final String USER = "CHURN_JDBC_USER";
    private static final String PASSWORD = "CHURN_JDBC_PASSWORD";

    /** For {@link java.util.ServiceLoader}. */
    public JdbcRegistryStoreProvider() {}

    @Override
    public List<String> schemes() {
        return List.of("jdbc");
    }

    /**
     * Opens a store; nothing is connected yet.
     *
     * @param address the database's URL, among its parameters {@code churn_registry=NAME}; the driver does not see that one
     * @param environment has {@code CHURN_JDBC_USER} and {@code CHURN_JDBC_PASSWORD} where the URL has no login
     * @throws ConfigurationException if it is no JDBC URL, if no driver for it is on the class path, or if the registry's name is none
     */
    @Override
    public RegistryStore open(String address, Map<String, String> environment) {
        RegistryAddress parsed = RegistryAddress.of(address);
        Database database = Database.of(parsed.url(), environment.get(USER), environment.get(PASSWORD));
        return JdbcRegistryStore.of(database, parsed.registry());
    }
}
