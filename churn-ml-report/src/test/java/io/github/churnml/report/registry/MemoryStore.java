package io.github.churnml.report.registry;

import io.github.churnml.registry.RegistryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** A registry in memory, for tests that need thousands of events. */
final class MemoryStore implements RegistryStore {

    private final List<byte[]> lines = new ArrayList<>();
    private final TreeMap<String, byte[]> objects = new TreeMap<>();

    @Override
    public String place() {
        return "memory";
    }

    @Override
    public List<byte[]> lines(long after) {
        return List.copyOf(lines.subList((int) after, lines.size()));
    }

    @Override
    public long stamp() {
        return lines.size();
    }

    @Override
    public boolean append(long number, byte[] line) {
        return number == lines.size() + 1 && lines.add(line);
    }

    @Override
    public boolean locks() {
        return true;
    }

    @Override
    public <T> T exclusively(Supplier<T> action) {
        return action.get();
    }

    @Override
    public boolean create(String name, byte[] content) {
        return objects.putIfAbsent(name, content) == null;
    }

    @Override
    public void write(String name, byte[] content) {
        objects.put(name, content);
    }

    @Override
    public Optional<byte[]> read(String name) {
        return Optional.ofNullable(objects.get(name));
    }

    @Override
    public void delete(String name) {
        objects.remove(name);
    }

    @Override
    public List<String> names() {
        return List.copyOf(objects.keySet());
    }
}
