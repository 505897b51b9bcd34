package io.github.churnml.serving.registry;

import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.registry.RegistryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/** A store that cannot be written. */
final class ReadOnlyStore {

    private static final Set<String> READING =
            Set.of("place", "lines", "stamp", "stampHolds", "locks", "read", "names");

    private ReadOnlyStore() {}

    static RegistryStore of(RegistryStore store) {
        return (RegistryStore) Proxy.newProxyInstance(
                RegistryStore.class.getClassLoader(), new Class<?>[] {RegistryStore.class}, (proxy, method, args) -> {
                    if (!READING.contains(method.getName())) {
                        throw new OutputException("The store is read-only.", "", Where.nowhere());
                    }
                    try {
                        return method.invoke(store, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
