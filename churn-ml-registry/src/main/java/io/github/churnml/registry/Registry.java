package io.github.churnml.registry;

import io.github.churnml.ChurnModel;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.RegistryException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The versions of one model and which of them serves. Every change is one event of an append-only log; it is done whole or not
 * at all, whatever is killed, and of two at once that rest on the same champion one wins. Safe for many threads and processes.
 *
 * <pre>{@code
 * Registry registry = Registry.folder(Path.of("models"));
 * ModelVersion version = registry.register(model, "more data");
 * registry.promote(version.version().toString(), new Promotion(null, List.of(), false, "the first one"));
 * ChurnModel champion = registry.load(registry.state().champion().orElseThrow());
 * registry.rollback(null, "complaints about the offers");
 * }</pre>
 */
public final class Registry {

    private final RegistryStore store;
    private final RegistryLog log;
    private final VersionFiles files;
    private final Registrations registrations;
    private final Clock clock;
    private final String actor;

    private Registry(RegistryStore store, RegistryLog log, Clock clock, String actor) {
        this.store = store;
        this.log = log;
        this.files = new VersionFiles(store);
        this.registrations = new Registrations(store, log, files);
        this.clock = clock;
        this.actor = actor;
    }

    /**
     * The registry in a folder.
     *
     * @param folder the folder; it need not be there before the first version is registered
     * @return the registry
     */
    public static Registry folder(Path folder) {
        return of(RegistryStore.folder(folder));
    }

    /**
     * The registry in a store; changes are made in the name of this process's user.
     *
     * @param store the store
     * @return the registry
     */
    public static Registry of(RegistryStore store) {
        return new Registry(
                store, new RegistryLog(store), Clock.systemUTC(), System.getProperty("user.name", "unknown"));
    }

    /**
     * The same registry, changed in somebody's name.
     *
     * @param name who
     * @return the registry
     */
    public Registry as(String name) {
        return new Registry(store, log, clock, name);
    }

    /**
     * The same registry with another clock.
     *
     * @param other says when changes are made
     * @return the registry
     */
    public Registry with(Clock other) {
        return new Registry(store, log, other, actor);
    }

    /** {@return where it is, for messages} */
    public String place() {
        return store.place();
    }

    /** {@return where it is, as {@code --registry} names it; {@code PLACE} where that is not known} */
    public String address() {
        String place = store.place();
        boolean isBare = !place.contains(" ");
        return place.startsWith("(") && place.endsWith(")")
                ? place.substring(1, place.length() - 1)
                : isBare ? place : "PLACE";
    }

    /** {@return how long an answer of {@link #stamp} holds; zero if it is to be asked whenever it matters} */
    public Duration stampHolds() {
        return store.stampHolds();
    }

    /** {@return something that changes with every event, as cheap to ask as the store can} */
    public long stamp() {
        return store.stamp();
    }

    /**
     * The registry as it is now. Only events since the last call are read.
     *
     * @return its versions and pointers
     * @throws RegistryException if there is no registry, or its log was changed by hand
     */
    public RegistryState state() {
        return requireEvents(log.state());
    }

    /** {@return whether there is a registry} */
    public boolean exists() {
        return log.state().seq() > 0;
    }

    private RegistryState requireEvents(RegistryState state) {
        if (state.seq() == 0) {
            boolean isCut = store.read(RegistryJson.FILE).isPresent();
            throw new RegistryException(
                    isCut
                            ? "The registry " + store.place() + " has no log any more."
                            : "There is no registry in " + store.place() + ".",
                    isCut
                            ? "Maybe restore " + FolderStore.LOG + " from a backup."
                            : "Maybe register a first version: churn registry register --registry " + address()
                                    + " --model FILE.",
                    Where.nowhere());
        }
        return state;
    }

    /**
     * The version that a model should get.
     *
     * @param model the model
     * @return the version, and why
     */
    public VersionProposal propose(ChurnModel model) {
        return registrations.propose(model, model.toBytes(), log.state());
    }

    /**
     * Adds a version under the number that {@link #propose} gives.
     *
     * @param model the model
     * @param changes what changed, for people; empty for what the proposal says
     * @return the version
     * @throws RegistryException as {@link #register(ChurnModel, String, String)} does
     */
    public ModelVersion register(ChurnModel model, String changes) {
        return registrations.add(model, null, changes, Map.of(), clock, actor);
    }

    /**
     * Adds a version that learnt from a part of a table, so that it is not judged by the whole later.
     *
     * @param model the model
     * @param tableFingerprint the fingerprint of the whole table
     * @param changes what changed, for people; empty for what the proposal says
     * @return the version
     * @throws RegistryException as {@link #register(ChurnModel, String, String)} does
     */
    public ModelVersion registerPart(ChurnModel model, String tableFingerprint, String changes) {
        return registrations.add(
                model, null, changes, Map.of(Registration.TABLE_FINGERPRINT, tableFingerprint), clock, actor);
    }

    /**
     * Adds a version. A model whose file says another version is stamped with this one; its scores keep their bits.
     *
     * @param model the model
     * @param version a semantic version that is not registered yet
     * @param changes what changed, for people; empty for what the proposal says
     * @return the version
     * @throws ConfigurationException if the version is no semantic one
     * @throws RegistryException if it is registered already, the very same model is, or the registry keeps models of another name
     */
    public ModelVersion register(ChurnModel model, String version, String changes) {
        return registrations.add(model, SemanticVersion.parse(version), changes, Map.of(), clock, actor);
    }

    /**
     * Loads the model of a version.
     *
     * @param version the version
     * @return the model, whose file is the very one that was registered
     * @throws RegistryException if the file is not there or was altered, or its files were deleted
     */
    public ChurnModel load(ModelVersion version) {
        return ChurnModel.load(files.bytes(version));
    }

    /**
     * Loads the model of a version and has it score its golden rows.
     *
     * @param version the version
     * @return the model
     * @throws RegistryException as {@link #load} does, or if a score is another than when it was registered
     */
    public ChurnModel prove(ModelVersion version) {
        return files.prove(version);
    }

    /**
     * The rows that a version must score for ever as it did.
     *
     * @param version the version
     * @return the rows
     * @throws RegistryException as {@link #load} does
     */
    public GoldenRows goldenRows(ModelVersion version) {
        return files.golden(version);
    }

    /**
     * How good a version was when it was registered.
     *
     * @param version the version
     * @return JSON
     * @throws RegistryException as {@link #load} does
     */
    public byte[] metrics(ModelVersion version) {
        return files.metrics(version);
    }

    /**
     * Makes a version champion, once it was proved to load and to score its golden rows.
     *
     * @param version its number
     * @param promotion what that rests on
     * @return the event
     * @throws ConfigurationException if there is no such version, it is champion already, or it is forced without saying why
     * @throws RegistryException if a gate did not pass, the champion is not the expected one any more, or the version does not
     *     prove itself; nothing was changed
     */
    public RegistryEvent promote(String version, Promotion promotion) {
        Optional<GateResult> failed = promotion.firstFailure();
        if (failed.isPresent() && !promotion.forced()) {
            throw new RegistryException(
                    "Version " + Wording.value(version) + " does not pass the gate "
                            + Wording.name(failed.get().gate()) + "; nothing was changed.",
                    "Maybe look at what it measured, or force the promotion and say why.",
                    Where.nowhere());
        }
        if (promotion.forced() && promotion.why().isBlank()) {
            throw new ConfigurationException(
                    "A promotion is forced without saying why.", "Maybe say why: it is kept.", Where.nowhere());
        }
        ModelVersion target = state().version(version);
        files.prove(target);
        return log.append(
                state -> {
                    ModelVersion now = kept(state.version(version));
                    requireChampion(promotion.expected(), state);
                    requireOther(now, state);
                    return RegistryEvent.Draft.of(
                                    EventKind.PROMOTE, now.version().toString(), promotion.why())
                            .moving(Pointer.CHAMPION, number(state.champion()))
                            .with(promotion.gates(), promotion.forced());
                },
                clock,
                actor);
    }

    private void requireChampion(@Nullable String expected, RegistryState state) {
        @Nullable String champion = number(state.champion());
        if (!Objects.equals(expected, champion)) {
            throw log.moved("moved on: its champion is " + (champion == null ? "none" : champion)
                    + " by now, and the change rests on " + (expected == null ? "none" : expected));
        }
    }

    private static void requireOther(ModelVersion version, RegistryState state) {
        if (state.champion()
                .map(ModelVersion::version)
                .filter(version.version()::equals)
                .isPresent()) {
            throw new ConfigurationException(
                    "Version " + version.version() + " is the champion already; nothing was changed.",
                    "Maybe another version was meant.",
                    Where.nowhere());
        }
    }

    private static ModelVersion kept(ModelVersion version) {
        if (!version.isKept()) {
            throw new RegistryException(
                    "The files of version " + version.version() + " were deleted; nothing was changed.",
                    "Maybe choose a version that is kept.",
                    Where.nowhere());
        }
        return version;
    }

    private static @Nullable String number(Optional<ModelVersion> version) {
        return version.map(found -> found.version().toString()).orElse(null);
    }

    /**
     * Keeps in the log that a version was judged and did not pass.
     *
     * @param version its number
     * @param gates what gates measured
     * @param why what is to be told beside it
     * @return the event
     * @throws ConfigurationException if there is no such version
     */
    public RegistryEvent refuse(String version, List<GateResult> gates, String why) {
        return log.append(
                state -> RegistryEvent.Draft.of(
                                EventKind.REFUSE,
                                kept(state.version(version)).version().toString(),
                                why)
                        .with(gates, false),
                clock,
                actor);
    }

    /**
     * Makes an earlier version champion again, once it was proved to load and to score its golden rows.
     *
     * @param to its number; null for the one that served before the champion
     * @param why why; it is kept
     * @return the event
     * @throws ConfigurationException if there is no such version, it is champion already, or nothing is said why
     * @throws RegistryException if there is no version to go back to, it never served, it does not prove itself, or the
     *     champion changed meanwhile; nothing was changed
     */
    public RegistryEvent rollback(@Nullable String to, String why) {
        if (why.isBlank()) {
            throw new ConfigurationException(
                    "A rollback does not say why.", "Maybe say why: it is kept.", Where.nowhere());
        }
        RegistryState before = state();
        @Nullable String expected = number(before.champion());
        if (expected == null) {
            throw new RegistryException(
                    "No version in the registry " + store.place() + " serves, so there is nothing to roll back.",
                    "Maybe promote one.",
                    Where.nowhere());
        }
        ModelVersion target = to == null ? previous(before) : before.version(to);
        requireOther(target, before);
        requireServed(target, before);
        files.prove(target);
        return log.append(
                state -> {
                    requireChampion(expected, state);
                    return RegistryEvent.Draft.of(
                                    EventKind.ROLLBACK,
                                    kept(state.version(target.version().toString()))
                                            .version()
                                            .toString(),
                                    why)
                            .moving(Pointer.CHAMPION, expected);
                },
                clock,
                actor);
    }

    /** What never served was never let through the gates: a rollback is no way around them. */
    private static void requireServed(ModelVersion target, RegistryState state) {
        String number = target.version().toString();
        boolean served = state.events().stream()
                .anyMatch(event -> (event.kind() == EventKind.PROMOTE || event.kind() == EventKind.ROLLBACK)
                        && number.equals(event.to()));
        if (!served) {
            throw new RegistryException(
                    "Version " + number + " never served, so there is no way back to it; nothing was changed.",
                    "Maybe promote it: churn promote --version " + number + " --data holdout.csv.",
                    Where.nowhere());
        }
    }

    private ModelVersion previous(RegistryState state) {
        return state.find(Pointer.PREVIOUS)
                .orElseThrow(() -> new RegistryException(
                        "The registry " + store.place() + " has nothing to roll back to: no version served before it.",
                        "Maybe name one that served earlier (--to), or promote another.",
                        Where.nowhere()));
    }

    /**
     * Makes a version challenger or shadow, in place of one that is.
     *
     * @param pointer challenger or shadow
     * @param version its number, which is not the champion's
     * @param facts what those who serve it must know, such as the {@code share} of customers that a challenger answers
     * @param why what is to be told beside it
     * @return the event
     * @throws ConfigurationException if there is no such version, it is the champion, or the pointer is another
     * @throws RegistryException if the version does not prove itself; nothing was changed
     */
    public RegistryEvent assign(Pointer pointer, String version, Map<String, ?> facts, String why) {
        requireAssignable(pointer);
        files.prove(state().version(version));
        return log.append(
                state -> {
                    ModelVersion now = kept(state.version(version));
                    requireOther(now, state);
                    return RegistryEvent.Draft.of(
                                    EventKind.ASSIGN, now.version().toString(), why)
                            .moving(pointer, number(state.find(pointer)))
                            .with(new LinkedHashMap<>(facts));
                },
                clock,
                actor);
    }

    /**
     * Ends the work of a challenger or shadow.
     *
     * @param pointer challenger or shadow
     * @param why what is to be told beside it
     * @return the event
     * @throws ConfigurationException if there is none, or the pointer is another
     */
    public RegistryEvent release(Pointer pointer, String why) {
        requireAssignable(pointer);
        return log.append(
                state -> {
                    if (state.find(pointer).isEmpty()) {
                        throw new ConfigurationException(
                                "There is no " + pointer.label() + "; nothing was changed.", "", Where.nowhere());
                    }
                    return RegistryEvent.Draft.of(EventKind.RELEASE, null, why)
                            .moving(pointer, number(state.find(pointer)));
                },
                clock,
                actor);
    }

    private static void requireAssignable(Pointer pointer) {
        if (pointer != Pointer.CHALLENGER && pointer != Pointer.SHADOW) {
            throw new ConfigurationException(
                    "The pointer " + Wording.value(pointer.label()) + " is not assigned by hand.",
                    "Maybe promote a version, or roll back.",
                    Where.nowhere());
        }
    }

    /**
     * The versions that {@link #prune} would delete.
     *
     * @param keep how many of the highest versions are kept whatever they do, 0 or more
     * @return those beyond, the lowest first, without what a pointer leads to
     * @throws ConfigurationException if the number is negative
     */
    public List<ModelVersion> prunable(int keep) {
        if (keep < 0) {
            throw new ConfigurationException(
                    "The number of versions to keep is " + keep + " where 0 or more is required.", "", Where.nowhere());
        }
        List<ModelVersion> kept =
                state().versions().stream().filter(ModelVersion::isKept).toList();
        return kept.subList(0, Math.max(0, kept.size() - keep)).stream()
                .filter(version -> !isPointedTo(version))
                .toList();
    }

    /**
     * The files that no event names, as a killed process leaves them, and that {@link #prune} would delete.
     *
     * @return their names; none where the store cannot lock, since another process may be about to name them
     */
    public List<String> leftovers() {
        return store.locks() ? new RegistryCheck(store, state()).leftovers() : List.of();
    }

    private static boolean isPointedTo(ModelVersion version) {
        return switch (version.status()) {
            case CHAMPION, CHALLENGER, SHADOW, PREVIOUS -> true;
            case PRUNED, ROLLED_BACK, RETIRED, REFUSED, REGISTERED -> false;
        };
    }

    /**
     * Deletes the files of old versions; what the log says of them stays. Files that no event names, as a killed process leaves
     * them, are deleted too where the store locks.
     *
     * @param keep how many of the highest versions are kept whatever they do, 0 or more
     * @param why what is to be told beside it
     * @return the events, one a version
     * @throws ConfigurationException if the number is negative
     */
    public List<RegistryEvent> prune(int keep, String why) {
        return store.exclusively(() -> {
            List<RegistryEvent> events = new ArrayList<>();
            for (ModelVersion version : prunable(keep)) {
                // The event first: a version whose files are gone must not be taken for one that was tampered with.
                events.add(log.append(state -> pruned(version, state, why), clock, actor));
                files.delete(version);
            }
            leftovers().forEach(store::delete);
            return events;
        });
    }

    private RegistryEvent.Draft pruned(ModelVersion version, RegistryState state, String why) {
        String number = version.version().toString();
        ModelVersion now = state.version(number);
        if (isPointedTo(now)) {
            throw log.moved(
                    "moved on: version " + number + " is " + now.status().label() + " by now");
        }
        return RegistryEvent.Draft.of(EventKind.PRUNE, number, why);
    }

    /**
     * Looks at everything: the log's chain, {@code registry.json}, and every version's files.
     *
     * @return what was found
     * @throws RegistryException if there is no registry
     */
    public Verification verify() {
        try {
            for (RegistryState state = requireEvents(log.state()); ; ) {
                Verification found = new RegistryCheck(store, state).verify(files);
                RegistryState now = log.state();
                if (found.isIntact() || now.seq() == state.seq()) {
                    return found;
                }
                state = now; // something was done meanwhile, so look again
            }
        } catch (RegistryException e) {
            if (store.stamp() == 0) {
                throw e;
            }
            return new Verification(0, 0, List.of(String.valueOf(e.getMessage())), List.of());
        }
    }

    /** Writes {@code registry.json} anew from the log. */
    public void repair() {
        state();
        log.repair();
    }

    /**
     * What two versions do differently.
     *
     * @param one a version
     * @param other another
     * @return the differences
     * @throws RegistryException as {@link #load} does
     */
    public List<VersionDifference> differences(ModelVersion one, ModelVersion other) {
        return VersionDifference.between(one, load(one), other, load(other));
    }
}
