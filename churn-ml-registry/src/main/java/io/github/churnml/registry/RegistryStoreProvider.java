package io.github.churnml.registry;

import java.util.List;
import java.util.Map;

/**
 * Opens stores of registries by an address such as {@code s3://bucket/registries/us}. A service: a module names its implementation
 * in {@code META-INF/services}, and {@link RegistryStore#at} finds it by the address's scheme. It has a public constructor without
 * parameters, keeps no state and is safe for any thread.
 */
public interface RegistryStoreProvider {

    /** {@return the schemes that it serves, in lower case, without colon} */
    List<String> schemes();

    /**
     * Opens a store.
     *
     * @param address its address
     * @param environment variables that say how the place is reached, as those of the process do
     * @return the store; nothing need be there yet
     * @throws io.github.churnml.error.ConfigurationException if the address is wrong
     */
    RegistryStore open(String address, Map<String, String> environment);
}
