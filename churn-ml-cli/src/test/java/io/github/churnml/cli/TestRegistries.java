package io.github.churnml.cli;

import io.github.churnml.registry.RegistryStore;
import io.github.churnml.registry.RegistryStoreProvider;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;

/** Registries on the machine of {@link TestFiles}. */
public final class TestRegistries implements RegistryStoreProvider {

    @Override
    public List<String> schemes() {
        return List.of("test");
    }

    @Override
    public RegistryStore open(String address, Map<String, String> environment) {
        RegistryStore folder = RegistryStore.folder(TestFiles.place(address, environment));
        return (RegistryStore) Proxy.newProxyInstance(
                RegistryStore.class.getClassLoader(), new Class<?>[] {RegistryStore.class}, (self, method, given) -> {
                    try {
                        return method.getName().equals("place") ? "(" + address + ")" : method.invoke(folder, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
