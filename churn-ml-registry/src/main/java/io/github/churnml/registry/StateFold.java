package io.github.churnml.registry;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Follows events, and says what holds after them. Mutable, for one thread. */
final class StateFold {

    String name = "";

    /** The champions that a rollback could go back to, the present one last; never the same one twice in a row. */
    final List<String> champions = new ArrayList<>();

    final Map<Pointer, RegistryEvent> assigned = new EnumMap<>(Pointer.class);

    private final Map<String, RegistryEvent> registered = new HashMap<>();
    private final Map<String, VersionStatus> past = new HashMap<>();
    private final Map<String, Long> touched = new HashMap<>();

    /** @throws IllegalStateException if the event does not fit what holds before it: nobody but an editor writes such */
    void take(RegistryEvent event) {
        switch (event.kind()) {
            case CREATE -> {
                require(event.seq() == 1, event, "a registry is begun twice");
                name = event.text("name");
            }
            case REGISTER -> register(event);
            case PROMOTE -> promote(event);
            case ROLLBACK -> rollBack(event);
            case REFUSE -> past.replace(known(event), VersionStatus.REGISTERED, VersionStatus.REFUSED);
            case ASSIGN -> {
                known(event);
                assigned.put(pointer(event), event);
            }
            case RELEASE -> assigned.remove(pointer(event));
            case PRUNE -> prune(event);
        }
        touch(event.to(), event.seq());
        touch(event.from(), event.seq());
    }

    private void register(RegistryEvent event) {
        String version = String.valueOf(event.to());
        require(registered.put(version, event) == null, event, "a version is registered twice");
        past.put(version, VersionStatus.REGISTERED);
    }

    private void promote(RegistryEvent event) {
        String to = known(event);
        requireFromChampion(event);
        champions.add(to);
        past.put(to, VersionStatus.RETIRED);
        release(to);
    }

    private void rollBack(RegistryEvent event) {
        String to = known(event);
        requireFromChampion(event);
        require(!champions.isEmpty(), event, "there is nothing to roll back from");
        past.put(champions.get(champions.size() - 1), VersionStatus.ROLLED_BACK);
        int place = champions.lastIndexOf(to);
        if (place >= 0) {
            champions.subList(place + 1, champions.size()).clear();
        } else {
            champions.set(champions.size() - 1, to);
        }
        past.put(to, VersionStatus.RETIRED);
        release(to);
    }

    private void prune(RegistryEvent event) {
        String version = known(event);
        require(!version.equals(champion()), event, "the champion is deleted");
        past.put(version, VersionStatus.PRUNED);
        release(version);
        champions.removeIf(version::equals);
        for (int i = champions.size() - 1; i > 0; i--) {
            if (champions.get(i).equals(champions.get(i - 1))) {
                champions.remove(i);
            }
        }
    }

    private @Nullable String champion() {
        return champions.isEmpty() ? null : champions.get(champions.size() - 1);
    }

    private void release(String version) {
        assigned.values().removeIf(assignment -> version.equals(assignment.to()));
    }

    private void requireFromChampion(RegistryEvent event) {
        require(Objects.equals(event.from(), champion()), event, "it says it replaces a version that was not champion");
        require(!Objects.equals(event.to(), champion()), event, "the version was champion already");
    }

    private String known(RegistryEvent event) {
        String version = String.valueOf(event.to());
        require(registered.containsKey(version), event, "the version is not registered");
        require(past.get(version) != VersionStatus.PRUNED, event, "the version's files were deleted before");
        return version;
    }

    private static Pointer pointer(RegistryEvent event) {
        Pointer pointer = event.pointer();
        require(
                pointer == Pointer.CHALLENGER || pointer == Pointer.SHADOW,
                event,
                "only challenger and shadow are assigned");
        return Objects.requireNonNull(pointer);
    }

    private static void require(boolean holds, RegistryEvent event, String otherwise) {
        if (!holds) {
            throw new IllegalStateException("Event " + event.seq() + " does not fit those before it: " + otherwise);
        }
    }

    private void touch(@Nullable String version, long seq) {
        if (version != null) {
            touched.put(version, seq);
        }
    }

    TreeMap<SemanticVersion, ModelVersion> versions() {
        Map<String, VersionStatus> status = new HashMap<>(past);
        if (champions.size() > 1) {
            status.put(champions.get(champions.size() - 2), VersionStatus.PREVIOUS);
        }
        assigned.forEach((pointer, event) -> status.put(
                Objects.requireNonNull(event.to()),
                pointer == Pointer.SHADOW ? VersionStatus.SHADOW : VersionStatus.CHALLENGER));
        if (!champions.isEmpty()) {
            status.put(champions.get(champions.size() - 1), VersionStatus.CHAMPION);
        }
        TreeMap<SemanticVersion, ModelVersion> versions = new TreeMap<>();
        registered.forEach((text, event) -> {
            SemanticVersion version = SemanticVersion.parse(text);
            versions.put(
                    version,
                    new ModelVersion(
                            version,
                            Objects.requireNonNull(status.get(text)),
                            event,
                            Objects.requireNonNull(touched.get(text))));
        });
        return versions;
    }
}
