package io.github.churnml.registry;

import io.github.churnml.ChurnModel;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.RegistryException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a model becomes a version: which number it gets, what is refused, and what is written before the event that names it. */
final class Registrations {

    /** A name becomes part of file names. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_. -]{0,99}");

    private final RegistryStore store;
    private final RegistryLog log;
    private final VersionFiles files;

    Registrations(RegistryStore store, RegistryLog log, VersionFiles files) {
        this.store = store;
        this.log = log;
        this.files = files;
    }

    /** The version that a model should get in a state of the registry. */
    VersionProposal propose(ChurnModel model, byte[] bytes, RegistryState state) {
        Optional<ModelVersion> before = base(state);
        if (before.isEmpty()) {
            return VersionProposal.first();
        }
        ModelVersion base = before.get();
        byte[] baseBytes = files.bytes(base);
        return VersionProposal.of(
                ModelParts.of(model, bytes),
                ModelParts.of(ChurnModel.load(baseBytes), baseBytes),
                base.version(),
                state.versions().stream().map(ModelVersion::version).toList());
    }

    /** The version that a new one follows: the champion, else the highest that is kept. */
    private static Optional<ModelVersion> base(RegistryState state) {
        return state.champion()
                .or(() -> state.versions().stream().filter(ModelVersion::isKept).reduce((lower, higher) -> higher));
    }

    /**
     * Adds a version.
     *
     * @param asked its number; null for the proposed one
     * @param more facts beside those of the model
     */
    ModelVersion add(
            ChurnModel model,
            @Nullable SemanticVersion asked,
            String changes,
            Map<String, String> more,
            Clock clock,
            String actor) {
        String name = model.manifest().name();
        byte[] own = model.toBytes();
        String content = Registration.content(model);
        return store.exclusively(() -> {
            if (log.untouched().seq() == 0) {
                begin(name, clock, actor);
            }
            RegistryEvent added = log.append(
                    state -> {
                        requireName(name, state);
                        requireNews(content, state);
                        VersionProposal proposal = propose(model, own, state);
                        SemanticVersion version = asked == null ? writable(proposal.version()) : asked;
                        requireNew(version, proposal, state);
                        boolean isStamped =
                                version.toString().equals(model.manifest().version());
                        ChurnModel stamped = isStamped ? model : model.withVersion(version.toString());
                        Map<String, Object> facts = new LinkedHashMap<>(Registration.facts(stamped));
                        facts.put(Registration.CONTENT, content);
                        facts.putAll(more);
                        facts.putAll(files.write(stamped, isStamped ? own : stamped.toBytes(), version));
                        return RegistryEvent.Draft.of(
                                        EventKind.REGISTER,
                                        version.toString(),
                                        changes.isEmpty() ? proposal.why() : changes)
                                .with(facts);
                    },
                    clock,
                    actor);
            return log.state().version(Objects.requireNonNull(added.to()));
        });
    }

    private void begin(String name, Clock clock, String actor) {
        if (!NAME.matcher(name).matches()) {
            throw new ConfigurationException(
                    "The model's name " + Wording.value(name) + " cannot be part of a file's name.",
                    "Maybe name it with letters, digits, - and _ (name: in the pipeline).",
                    Where.nowhere());
        }
        requireEmpty();
        log.append(
                state -> {
                    if (state.seq() > 0) {
                        throw log.moved("was begun by somebody else meanwhile");
                    }
                    return RegistryEvent.Draft.of(EventKind.CREATE, null, "").with(Map.of("name", name));
                },
                clock,
                actor);
    }

    private void requireEmpty() {
        if (store.read(RegistryJson.FILE).isPresent()) {
            throw new RegistryException(
                    "The registry " + store.place() + " has a " + RegistryJson.FILE + ", and no log.",
                    "Maybe restore " + FolderStore.LOG + " from a backup, or choose an empty folder.",
                    Where.nowhere());
        }
    }

    private void requireName(String name, RegistryState state) {
        if (!state.name().equals(name)) {
            throw new RegistryException(
                    "The model is named " + Wording.value(name) + ", and the registry " + store.place() + " keeps "
                            + Wording.value(state.name()) + ".",
                    "Maybe choose another folder: each name has its own.",
                    Where.nowhere());
        }
    }

    private static void requireNews(String content, RegistryState state) {
        Optional<ModelVersion> same = state.versions().stream()
                .filter(version -> content.equals(version.registered().text(Registration.CONTENT)))
                .findFirst();
        if (same.isPresent()) {
            throw new RegistryException(
                    "The very same model is registered already, as version "
                            + same.get().version() + ".",
                    "Maybe another file was meant.",
                    Where.nowhere());
        }
    }

    private static SemanticVersion writable(SemanticVersion proposed) {
        if (!proposed.isWritable()) {
            throw new ConfigurationException(
                    "The next version would be " + proposed + ", whose numbers are too large; nothing was changed.",
                    "Maybe name another one, such as --version " + proposed.next(VersionChange.MAJOR) + ".",
                    Where.nowhere());
        }
        return proposed;
    }

    private static void requireNew(SemanticVersion version, VersionProposal proposal, RegistryState state) {
        Optional<ModelVersion> there = state.find(version);
        if (there.isPresent()) {
            RegistryEvent event = there.get().registered();
            throw new RegistryException(
                    "Version " + Wording.value(version) + " is registered already, by " + Wording.plain(event.actor())
                            + " at " + event.at() + "; a version is never overwritten.",
                    "Maybe take " + proposal.version() + " (" + proposal.why() + ").",
                    Where.nowhere());
        }
    }
}
