package io.github.churnml.registry;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A store that hands all on to another, for tests that change one thing. */
class OtherStore implements RegistryStore {

    private final RegistryStore store;

    OtherStore(RegistryStore store) {
        this.store = store;
    }

    @Override
    public String place() {
        return store.place();
    }

    @Override
    public List<byte[]> lines(long after) {
        return store.lines(after);
    }

    @Override
    public long stamp() {
        return store.stamp();
    }

    @Override
    public boolean append(long number, byte[] line) {
        return store.append(number, line);
    }

    @Override
    public boolean locks() {
        return store.locks();
    }

    @Override
    public <T> T exclusively(Supplier<T> action) {
        return store.exclusively(action);
    }

    @Override
    public boolean create(String name, byte[] content) {
        return store.create(name, content);
    }

    @Override
    public void write(String name, byte[] content) {
        store.write(name, content);
    }

    @Override
    public Optional<byte[]> read(String name) {
        return store.read(name);
    }

    @Override
    public void delete(String name) {
        store.delete(name);
    }

    @Override
    public List<String> names() {
        return store.names();
    }
}
