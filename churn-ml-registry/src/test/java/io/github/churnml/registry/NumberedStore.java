package io.github.churnml.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/** As a store of objects is: no locks, only objects that are created if they are not there. Each event is one. */
final class NumberedStore implements RegistryStore {

    private final ConcurrentSkipListMap<Long, byte[]> events = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<String, byte[]> objects = new ConcurrentSkipListMap<>();

    @Override
    public String place() {
        return "(memory)";
    }

    @Override
    public List<byte[]> lines(long after) {
        List<byte[]> lines = new ArrayList<>();
        for (long number = after + 1; events.containsKey(number); number++) {
            lines.add(events.get(number));
        }
        return lines;
    }

    @Override
    public long stamp() {
        return events.size();
    }

    @Override
    public boolean append(long number, byte[] line) {
        return events.putIfAbsent(number, line) == null;
    }

    @Override
    public boolean locks() {
        return false;
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
