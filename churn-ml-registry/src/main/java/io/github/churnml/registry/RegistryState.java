package io.github.churnml.registry;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.monitor.log.ChainedLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A registry at one moment: what follows from its events up to then. Immutable.
 *
 * <p>Which version was champion before is a pile: a promotion lays the new champion on top, a rollback takes off what lies above
 * its target. So the version that a rollback left never comes back by another rollback.
 */
public final class RegistryState {

    private final String name;
    private final List<RegistryEvent> events;
    private final TreeMap<SemanticVersion, ModelVersion> versions;
    private final List<String> champions;
    private final Map<Pointer, RegistryEvent> assigned;

    private RegistryState(StateFold fold, List<RegistryEvent> events) {
        this.name = fold.name;
        this.events = events;
        this.versions = fold.versions();
        this.champions = List.copyOf(fold.champions);
        this.assigned = new EnumMap<>(Pointer.class);
        assigned.putAll(fold.assigned);
    }

    static RegistryState of(List<RegistryEvent> events) {
        StateFold fold = new StateFold();
        events.forEach(fold::take);
        return new RegistryState(fold, List.copyOf(events));
    }

    RegistryState with(List<RegistryEvent> more) {
        List<RegistryEvent> all = new ArrayList<>(events);
        all.addAll(more);
        return of(all);
    }

    /** {@return the name of the models that it keeps; empty of a registry without events} */
    public String name() {
        return name;
    }

    /** {@return how many events there are} */
    public long seq() {
        return events.size();
    }

    /** {@return the hash of the last event; 64 zeros if there is none} */
    public String hash() {
        return events.isEmpty()
                ? ChainedLine.FIRST
                : events.get(events.size() - 1).hash();
    }

    /** {@return all events, the first one first} */
    public List<RegistryEvent> events() {
        return events;
    }

    /** {@return all versions, the lowest first} */
    public List<ModelVersion> versions() {
        return List.copyOf(versions.values());
    }

    /**
     * One version.
     *
     * @param version its number
     * @return the version; empty if it is not registered
     */
    public Optional<ModelVersion> find(SemanticVersion version) {
        return Optional.ofNullable(versions.get(version));
    }

    /**
     * One version that must be there.
     *
     * @param version its number, such as {@code 1.4.0}
     * @return the version
     * @throws ConfigurationException if it is no semantic version, or not registered
     */
    public ModelVersion version(String version) {
        return find(SemanticVersion.parse(version))
                .orElseThrow(() -> new ConfigurationException(
                        "There is no version " + Wording.value(version) + " of " + Wording.name(name) + ".",
                        Wording.maybeNearest(
                                version,
                                versions.keySet().stream()
                                        .map(SemanticVersion::toString)
                                        .toList()),
                        Where.nowhere()));
    }

    /**
     * Where a pointer leads.
     *
     * @param pointer which
     * @return the version; empty if it leads to none
     */
    public Optional<ModelVersion> find(Pointer pointer) {
        @Nullable
        String version =
                switch (pointer) {
                    case CHAMPION -> champions.isEmpty() ? null : champions.get(champions.size() - 1);
                    case PREVIOUS -> champions.size() < 2 ? null : champions.get(champions.size() - 2);
                    case CHALLENGER, SHADOW ->
                        assigned.containsKey(pointer) ? assigned.get(pointer).to() : null;
                };
        return version == null ? Optional.empty() : find(SemanticVersion.parse(version));
    }

    /** {@return the version that serves; empty if none does} */
    public Optional<ModelVersion> champion() {
        return find(Pointer.CHAMPION);
    }

    /**
     * The event that made a version challenger or shadow, with the share of customers it answers and the like.
     *
     * @param pointer challenger or shadow
     * @return the event; empty if the pointer leads to none
     */
    public Optional<RegistryEvent> assignment(Pointer pointer) {
        return Optional.ofNullable(assigned.get(pointer));
    }

    /** {@return the versions that a rollback may go to without being named, the latest first} */
    public List<String> formerChampions() {
        List<String> former = new ArrayList<>(champions.subList(0, Math.max(0, champions.size() - 1)));
        Collections.reverse(former);
        return former;
    }

    /**
     * The registry as it was.
     *
     * @param moment any moment
     * @return what followed from the events up to and including then
     */
    public RegistryState asOf(Instant moment) {
        int low = 0;
        int high = events.size();
        while (low < high) { // the first event after the moment: times never fall
            int middle = (low + high) >>> 1;
            if (events.get(middle).at().isAfter(moment)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low == events.size() ? this : of(events.subList(0, low));
    }

    /** The registry as it was after so many events. */
    RegistryState upTo(long seq) {
        return seq >= events.size() ? this : of(events.subList(0, (int) Math.max(0, seq)));
    }
}
