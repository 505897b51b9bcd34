package io.github.churnml.aws;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.RegistryException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.registry.RegistryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * A registry in a bucket: each event is an object {@code log/000000001} that is created if it is not there, which one writer alone
 * can do; nothing is locked and no object of the log is ever replaced. Objects of versions lie beside that folder.
 */
final class S3RegistryStore implements RegistryStore {

    private static final String LOG = "log/";
    private static final int DIGITS = 9;
    private static final Duration STAMP_HOLDS = Duration.ofSeconds(1);
    private static final int LARGEST_EVENT = 2 << 20;
    private static final int LARGEST_OBJECT = 1 << 30;

    private final S3Address root;
    private final S3Objects objects;
    private final LastEvent last;
    private volatile boolean conditionsHold;

    S3RegistryStore(S3Connection connection, S3Address root) {
        this.root = root;
        this.objects = new S3Objects(connection, root.bucket());
        this.last = new LastEvent(this::newest, connection.environment());
    }

    @Override
    public String place() {
        return root.shown();
    }

    @Override
    public List<byte[]> lines(long after) {
        return read("The log of the registry " + place(), () -> {
            List<Long> numbers = numbers(after);
            // Each event is an object of its own: read side by side, in order.
            List<byte[]> lines = objects.readAll(numbers.stream().map(this::key).toList(), LARGEST_EVENT);
            last.seen(after + lines.size());
            return lines.stream().map(S3RegistryStore::withoutEnd).toList();
        });
    }

    /** The numbers of the events after one, which follow each other without a gap. */
    private List<Long> numbers(long after) {
        List<Long> found = after == 0 ? listed(0) : listed(after - 1);
        if (after > 0) {
            if (found.isEmpty() || found.get(0) != after) {
                require(after);
            }
            found = found.stream().filter(number -> number > after).toList();
        }
        long end = found.isEmpty() ? after : found.get(found.size() - 1);
        if (end - after != found.size()) {
            List<Long> known = found;
            // A server that lists while it writes may leave one out; what is not there when asked for is gone.
            LongStream.rangeClosed(after + 1, end)
                    .filter(number -> !known.contains(number))
                    .forEach(this::require);
        }
        return LongStream.rangeClosed(after + 1, end).boxed().toList();
    }

    private void require(long number) {
        if (objects.writer(key(number)).isEmpty()) {
            throw new RegistryException(
                    "The log of the registry " + place() + " has no event " + number + " any more: its object "
                            + Wording.name(LOG + name(number)) + " was removed.",
                    "Maybe restore it from a backup or an earlier version of the object; nothing was changed.",
                    Where.nowhere());
        }
    }

    /** The numbers of the events after one that the bucket lists. */
    private List<Long> listed(long after) {
        return objects.names(root.key() + LOG, after == 0 ? "" : name(after)).stream()
                .filter(name -> name.length() == DIGITS && name.chars().allMatch(c -> c >= '0' && c <= '9'))
                .map(Long::valueOf)
                .filter(number -> number > 0)
                .toList();
    }

    /** The number of the last event, knowing that of an earlier one. */
    private long newest(long known) {
        if (objects.writer(key(known + 1)).isEmpty()) {
            return known;
        }
        List<Long> found = listed(known + 1);
        return found.isEmpty() ? known + 1 : found.get(found.size() - 1);
    }

    private static byte[] withoutEnd(byte[] line) {
        boolean isEnded = line.length > 0 && line[line.length - 1] == '\n';
        return isEnded ? Arrays.copyOf(line, line.length - 1) : line;
    }

    private static String name(long number) {
        return String.format(Locale.ROOT, "%0" + DIGITS + "d", number);
    }

    private String key(long number) {
        return root.key() + LOG + name(number);
    }

    /** A server asks beside its requests, and reads there what happened. */
    @Override
    public Duration stampHolds() {
        return STAMP_HOLDS;
    }

    @Override
    public long stamp() {
        return read("The log of the registry " + place(), last::number);
    }

    @Override
    public boolean append(long number, byte[] line) {
        byte[] ended = Arrays.copyOf(line, line.length + 1);
        ended[line.length] = '\n';
        return write("An event of the registry " + place(), () -> {
            requireConditions();
            if (number > 1
                    && !last.knows(number - 1)
                    && objects.writer(key(number - 1)).isEmpty()) {
                return false;
            }
            boolean isFirst = objects.create(key(number), ended);
            if (isFirst) {
                last.seen(number);
            }
            return isFirst;
        });
    }

    /** A server that ignores the condition would let one writer replace another's event. */
    private void requireConditions() {
        if (conditionsHold) {
            return;
        }
        if (!objects.keepsWhatIsThere(root.key() + LOG + "if-none-match")) {
            throw new OutputException(
                    "The server of the registry " + place()
                            + " ignores If-None-Match, so two writers could replace each"
                            + " other's events; nothing was changed.",
                    "Maybe a newer version of it keeps to it, or keep the registry in a folder or a database.",
                    Where.nowhere());
        }
        conditionsHold = true;
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
        return write("The object " + shown(name), () -> {
            requireConditions();
            return objects.create(root.key() + name, content);
        });
    }

    @Override
    public void write(String name, byte[] content) {
        write("The object " + shown(name), () -> {
            objects.write(root.key() + name, content);
            return true;
        });
    }

    @Override
    public Optional<byte[]> read(String name) {
        return read("The object " + shown(name), () -> objects.read(root.key() + name, LARGEST_OBJECT));
    }

    @Override
    public void delete(String name) {
        write("The object " + shown(name), () -> {
            objects.delete(root.key() + name);
            return true;
        });
    }

    @Override
    public List<String> names() {
        return read("The registry " + place(), () -> {
            List<String> names = new ArrayList<>(objects.names(root.key(), ""));
            names.removeIf(name -> name.isEmpty() || name.startsWith("."));
            names.sort(null);
            return List.copyOf(names);
        });
    }

    private String shown(String name) {
        return root.at(root.key() + name).shown();
    }

    private static <T> T read(String what, Supplier<T> action) {
        try {
            return action.get();
        } catch (Unavailable e) {
            throw new RegistryException(what + " cannot be read: " + e.why() + ".", e.maybe(), Where.nowhere());
        }
    }

    /** What cannot be written is told as such, whatever the reason: who writes must know that it was writing that failed. */
    private static <T> T write(String what, Supplier<T> action) {
        try {
            return action.get();
        } catch (Unavailable e) {
            throw new OutputException(
                    what + " was not surely written: " + e.why() + ".",
                    "Maybe look whether it was before you try again. " + e.maybe(),
                    Where.nowhere());
        } catch (RegistryException | OutputException e) {
            throw e;
        } catch (ChurnException e) {
            String[] told = String.valueOf(e.getMessage()).split("\n", 2);
            throw new OutputException(told[0], told.length > 1 ? told[1] : "", Where.nowhere());
        }
    }

    /** {@return where it is; nothing that is secret} */
    @Override
    public String toString() {
        return "S3RegistryStore[" + root + "]";
    }
}
