package io.github.churnml.registry;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.RegistryException;
import io.github.churnml.error.Where;
import io.github.churnml.monitor.log.ChainedLine;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/**
 * The events of a registry: read and checked against their chain, and appended if what they rest on still holds. Safe for many
 * threads.
 */
final class RegistryLog {

    /** Each try that fails means that somebody else's change went in. */
    private static final int MOST_TRIES = 1000;

    private final RegistryStore store;
    private RegistryState known = RegistryState.of(List.of());

    RegistryLog(RegistryStore store) {
        this.store = store;
    }

    /**
     * The registry as it is now; only what is new since the last call is read.
     *
     * @throws RegistryException if the log was changed by hand
     */
    synchronized RegistryState state() {
        List<byte[]> lines = store.lines(known.seq());
        if (lines.isEmpty()) {
            return known;
        }
        List<RegistryEvent> events = new ArrayList<>();
        String hash = known.hash();
        long seq = known.seq();
        for (byte[] bytes : lines) {
            seq++;
            Optional<ChainedLine> line = ChainedLine.read(bytes, bytes.length);
            if (line.isEmpty()) {
                throw damaged("line " + seq + " is no event.");
            }
            ChainedLine found = line.get();
            if (!found.isUnchanged()) {
                throw damaged("line " + seq + " was changed: its hash is another.");
            }
            if (!found.previous().equals(hash) || found.number() != seq) {
                throw damaged("before line " + seq + " an event was changed, removed or put in between.");
            }
            events.add(RegistryEvent.of(found, RegistryJson.blame(store.place())));
            hash = found.hash();
        }
        try {
            known = known.with(events);
        } catch (IllegalStateException e) {
            throw damaged(e.getMessage() + ".");
        }
        return known;
    }

    private RegistryException damaged(String how) {
        return new RegistryException(
                "The log of the registry " + store.place() + " is damaged: " + how,
                "Maybe restore " + FolderStore.LOG + " from a backup; nothing was changed.",
                Where.nowhere());
    }

    /** As {@link #state}, and what stands in {@code registry.json} was not changed by hand either. */
    RegistryState untouched() {
        for (RegistryState state = state(); ; ) {
            RegistryState seen = state;
            Optional<String> problem =
                    store.read(RegistryJson.FILE).flatMap(bytes -> RegistryJson.problem(bytes, seen));
            if (problem.isEmpty()) {
                return state;
            }
            state = state();
            if (state.seq() == seen.seq()) { // else another wrote both meanwhile
                requireWhole(state);
                throw new RegistryException(
                        "The file " + RegistryJson.FILE + " of the registry " + store.place() + " was changed by hand: "
                                + problem.get() + ".",
                        "Maybe run `churn registry verify --repair`, which writes it anew from the log; nothing was changed.",
                        Where.nowhere());
            }
        }
    }

    /**
     * Appends an event.
     *
     * @param change makes it of the state that it will follow; called again if another event went in first, so it checks all
     *     that it rests on
     */
    RegistryEvent append(Function<RegistryState, RegistryEvent.Draft> change, Clock clock, String actor) {
        return store.exclusively(() -> {
            for (int i = 0; i < MOST_TRIES; i++) {
                RegistryState state = untouched();
                RegistryEvent.Draft draft = change.apply(state);
                byte[] line = line(state, draft, clock, actor);
                requireFits(line, state);
                if (store.append(state.seq() + 1, line)) {
                    RegistryState now = state();
                    writeJson(now);
                    return now.events().get((int) state.seq());
                }
            }
            throw new RegistryException(
                    "The registry " + store.place() + " is changed by others all the time; nothing was changed.",
                    "Maybe try again.",
                    Where.nowhere());
        });
    }

    /** What rests on something that does not hold any more is refused. */
    RegistryException moved(String how) {
        return new RegistryException(
                "The registry " + store.place() + " " + how + "; nothing was changed.",
                "Maybe look at its history and decide again.",
                Where.nowhere());
    }

    /** What does not read back, or not follow from what is there, would damage the log for ever. */
    private void requireFits(byte[] line, RegistryState state) {
        Optional<ChainedLine> written = ChainedLine.read(line, line.length);
        try {
            state.with(List.of(RegistryEvent.of(written.orElseThrow(), RegistryJson.blame(store.place()))));
        } catch (ChurnException | IllegalStateException | NoSuchElementException e) {
            String[] problem = String.valueOf(e.getMessage()).split("\n", 2);
            throw new RegistryException(
                    "The change does not fit the registry " + store.place() + "; nothing was changed. " + problem[0],
                    problem.length > 1 ? problem[1] : "Maybe look at its history and decide again.",
                    Where.nowhere(),
                    e);
        }
    }

    /** The event is written, so the change is made: a file that follows from it is no reason to say that it was not. */
    private void writeJson(RegistryState state) {
        try {
            store.write(RegistryJson.FILE, RegistryJson.of(state));
        } catch (ChurnException e) {
            return; // as after a kill: it is behind the log, verify tells of it, and the next change writes it anew
        }
    }

    private static byte[] line(RegistryState state, RegistryEvent.Draft draft, Clock clock, String actor) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<RegistryEvent> events = state.events();
        Instant last = events.isEmpty() ? now : events.get(events.size() - 1).at();
        // A clock that was set back must not change who served when.
        Map<String, Object> entry = draft.toMap(now.isBefore(last) ? last : now, actor);
        byte[] line = ChainedLine.write(entry, state.seq() + 1, state.hash())
                .orElseThrow(() -> new OutputException(
                        "An event of the registry would be longer than 1 MB; nothing was changed.",
                        "Maybe say less about why.",
                        Where.nowhere()));
        return Arrays.copyOf(line, line.length - 1);
    }

    /**
     * Writes {@code registry.json} anew.
     *
     * @throws RegistryException if it alone still tells that the end of the log was cut off
     */
    void repair() {
        store.exclusively(() -> {
            RegistryState state = state();
            requireWhole(state);
            store.write(RegistryJson.FILE, RegistryJson.of(state));
            return true;
        });
    }

    /** Requires that the file does not tell of more than the log: nothing else shows that the log's end was cut off. */
    private void requireWhole(RegistryState state) {
        long told = store.read(RegistryJson.FILE).map(RegistryJson::lastEvent).orElse(0L);
        if (told > state.seq()) {
            throw new RegistryException(
                    "The log of the registry " + store.place() + " was cut off: it ends with event " + state.seq()
                            + ", and " + RegistryJson.FILE + " tells of event " + told + ".",
                    "Maybe restore " + FolderStore.LOG + " from a backup; without one, delete " + RegistryJson.FILE
                            + " to go on without what was cut off. Nothing was changed.",
                    Where.nowhere());
        }
    }
}
