package io.github.churnml.serving.registry;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.RegistryException;
import io.github.churnml.error.Where;
import io.github.churnml.registry.ModelVersion;
import io.github.churnml.registry.Pointer;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.RegistryState;
import io.github.churnml.registry.SemanticVersion;
import io.github.churnml.serving.http.Failures;
import io.github.churnml.serving.http.Tree;
import io.github.churnml.serving.model.Experiment;
import io.github.churnml.serving.model.Lineup;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.serving.model.Serving;
import io.github.churnml.serving.policy.Policies;
import io.github.churnml.serving.reload.Reloader;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.Closeable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the champion of a registry answer. Whether anything happened there is asked at each request, which takes as long as the
 * registry's stamp; if something did, the request waits until a thread of its own has read what it was, loaded and tried the
 * new champion and put it in the old one's place, and is answered then. So the first request after a promotion or rollback is
 * answered by the new champion, and none fails. A champion that cannot be loaded leaves the old one in place until the
 * registry changes again; what could not be read is read again every so often.
 *
 * <p>A registry that is reached over a network is not asked by requests but every few seconds beside them, as its {@link
 * Registry#stampHolds} says: they are answered by the champion that is known. While a store cannot be asked, {@code /health?full}
 * says since when, and the log does once a minute.
 */
public final class RegistryFollower implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryFollower.class);

    /** How often the log says that a store cannot be asked. */
    private static final long UNREACHED_EVERY = TimeUnit.MINUTES.toNanos(1);

    private final Supplier<Optional<Registry>> finder;
    private final @Nullable SemanticVersion pin;
    private final Policies policies;
    private final Serving serving;
    private final Challengers challengers;
    private final ScheduledThreadPoolExecutor thread;

    private volatile @Nullable Registry registry;
    private volatile @Nullable Versions versions;
    private volatile @Nullable Reloader reports;
    private volatile @Nullable Failures failures;

    /** The stamp of what was followed last. */
    private volatile long seen;

    private volatile boolean closed;
    private volatile @Nullable Future<?> watching;
    private volatile @Nullable RegistryState state;
    /** The version that answers, and the last one that could not be loaded. */
    private volatile @Nullable SemanticVersion answering;

    private volatile @Nullable SemanticVersion refused;
    /** Whether what happened last could not be read, so that another champion may be due. */
    private volatile boolean unread;
    /** Since when the store cannot be asked; null while it can. */
    private volatile @Nullable Instant unreached;
    /** When the log last said so. */
    private volatile long toldUnreached;
    /** The last champion of which it was told that it is not followed. */
    private @Nullable SemanticVersion told;

    private RegistryFollower(
            Supplier<Optional<Registry>> finder, @Nullable SemanticVersion pin, Policies policies, Serving serving) {
        this.finder = finder;
        this.pin = pin;
        this.policies = policies;
        this.serving = serving;
        this.challengers = new Challengers(policies.customerId());
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "churn-registry");
            made.setDaemon(true);
            return made;
        });
    }

    /**
     * Follows a registry, beginning with the champion of now.
     *
     * @param finder finds it; asked again while it finds none
     * @param pin the only version that is to answer; null for the champion
     * @param serving what waits for a model
     * @param waits whether to go on without a champion that can be loaded
     * @throws ChurnException if there is none, unless it is waited for
     * @throws ConfigurationException if the pinned version is not registered
     */
    public static RegistryFollower open(
            Supplier<Optional<Registry>> finder,
            @Nullable String pin,
            Policies policies,
            Serving serving,
            boolean waits) {
        RegistryFollower follower =
                new RegistryFollower(finder, pin == null ? null : SemanticVersion.parse(pin), policies, serving);
        follower.find();
        try {
            follower.look(!waits);
        } catch (ChurnException e) {
            if (!waits) {
                follower.close();
                throw e;
            }
            LOG.warn("A champion is waited for. {}", oneLine(e));
        }
        return follower;
    }

    /** Begins to look while no request comes, and to tell what is seen; before the first request. */
    public void start(Reloader teller, Failures guard, Duration every) {
        reports = teller;
        failures = guard;
        Registry found = registry;
        Duration holds = found == null ? Duration.ZERO : found.stampHolds();
        long pause = Math.max(every.toMillis(), holds.toMillis());
        watching = thread.scheduleWithFixedDelay(this::watch, pause, pause, TimeUnit.MILLISECONDS);
    }

    /** The handler, once what happened in the registry until now is followed. */
    public HttpHandler before(HttpHandler handler) {
        return exchange -> {
            if (isAskedBeside() || isFollowed()) {
                handler.handleRequest(exchange);
            } else {
                exchange.dispatch(this::execute, () -> {
                    follow();
                    exchange.dispatch(exchange.getIoThread(), (HttpHandler) again -> guarded(again, handler));
                });
            }
        };
    }

    /** Whether no request is to wait for the store. */
    private boolean isAskedBeside() {
        Registry found = registry;
        return found != null && !found.stampHolds().isZero();
    }

    /** Whether nothing happened since; a store that cannot be asked just now is asked again by the next request. */
    private boolean isFollowed() {
        Registry found = registry;
        if (found == null) {
            return true;
        }
        try {
            long stamp = found.stamp();
            if (unreached != null) {
                unreached = null;
                LOG.info("The registry {} can be asked again", found.place());
            }
            return stamp == seen;
        } catch (RuntimeException e) {
            tellUnreached(found, e);
            return true;
        }
    }

    private void tellUnreached(Registry asked, RuntimeException why) {
        long now = System.nanoTime();
        if (unreached == null) {
            unreached = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            toldUnreached = now - UNREACHED_EVERY;
        }
        if (now - toldUnreached >= UNREACHED_EVERY) {
            toldUnreached = now;
            LOG.warn(
                    "The registry {} cannot be asked, and the last champion goes on: {}",
                    asked.place(),
                    why instanceof ChurnException known
                            ? oneLine(known)
                            : why.getClass().getName());
        }
    }

    private void guarded(HttpServerExchange exchange, HttpHandler handler) {
        Failures guard = failures;
        if (guard != null) {
            guard.guard(exchange, () -> handler.handleRequest(exchange));
        }
    }

    private void execute(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            task.run(); // the server stops: nothing is followed any more
        }
    }

    private void watch() {
        try {
            find();
            if (unread) {
                seen = -1; // there may be no next event to look again for
            }
            if (!isFollowed()) { // asked without the lock: a store that does not answer keeps nobody else waiting
                follow();
            }
        } catch (RuntimeException e) {
            LOG.error("The registry could not be looked at: {}", e.getClass().getName());
        }
    }

    private void find() {
        if (registry == null) {
            try {
                finder.get().ifPresent(this::found);
            } catch (ChurnException e) {
                if (reports == null) {
                    throw e; // before the start: what is wrong can still be told
                }
                LOG.debug("The registry is still looked for: {}", oneLine(e));
            }
        }
    }

    private synchronized void found(Registry found) {
        versions = new Versions(found, policies);
        registry = found;
        seen = -1;
    }

    /** Follows what happened in the registry until now, if it did not yet; nothing that goes wrong leaves. */
    public synchronized void follow() {
        if (closed || isFollowed()) {
            return;
        }
        Reloader teller = reports;
        boolean wasUnread = unread;
        try {
            Serving.Change change = look(false);
            if (change != null && teller != null) {
                teller.taken(change);
            }
        } catch (ChurnException e) {
            if (teller != null && !(wasUnread && unread)) { // else it was told when it was read the first time
                teller.refused(e);
            }
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            if (!(wasUnread && unread)) {
                LOG.error("The registry could not be followed: {}", e.getClass().getName());
            }
        }
    }

    /**
     * Tries again what was refused, as if the registry had changed.
     *
     * @return both models; twice the same if nothing changed
     * @throws ChurnException if the champion cannot be loaded
     */
    public synchronized Serving.Change again() {
        find();
        Serving.Change change = look(true);
        ServedModel now = serving.currentOrNull();
        if (change != null) {
            return change;
        }
        if (now == null) {
            throw new RegistryException(
                    "There is no registry yet.", "Maybe register and promote a first version.", Where.nowhere());
        }
        return new Serving.Change(now, now);
    }

    /**
     * Reads what happened, and has the champion answer.
     *
     * @param requires whether it is an error that there is no champion yet
     * @return both models; null if the model that answers is the right one, or there is no champion yet
     */
    private synchronized Serving.@Nullable Change look(boolean requires) {
        Registry from = registry;
        Versions of = versions;
        if (from == null || of == null) {
            return null;
        }
        // Taken first: what happens while the events are read is seen by the next request.
        long stamp = from.stamp();
        try {
            RegistryState now = read(from, requires);
            if (now == null) {
                return null;
            }
            state = now;
            if (!requires && pin == null && now.champion().isEmpty()) {
                return null;
            }
            ModelVersion next = pin == null ? champion(from, now) : now.version(pin.toString());
            tellPinned(now);
            of.hold(working(now, next));
            return take(now, next, of);
        } finally {
            seen = stamp;
        }
    }

    /** What holds now; null if there is no registry, unless that is an error. */
    private @Nullable RegistryState read(Registry from, boolean requires) {
        boolean done = false;
        try {
            RegistryState now = requires || from.exists() ? from.state() : null;
            done = true;
            return now;
        } finally {
            unread = !done;
        }
    }

    private Serving.@Nullable Change take(RegistryState now, ModelVersion next, Versions of) {
        ServedModel before = serving.currentOrNull();
        ServedModel champion = before;
        ChurnException failure = null;
        if (!next.version().equals(answering)) {
            try {
                // Made anew of a version that answered before: what is counted of a model begins when it begins to
                // answer.
                champion = new ServedModel(of.get(next).model(), null, policies);
            } catch (ChurnException e) {
                failure = e;
            }
        }
        refused = failure == null ? null : next.version();
        if (champion != null) {
            // Also beside a champion that is not the registry's: an experiment must end when it is told to.
            Serving.Change change = serving.take(lineup(now, champion, of));
            answering = failure == null ? next.version() : answering;
            if (failure == null) {
                return champion == before ? null : change;
            }
        }
        throw failure == null ? new IllegalStateException("no champion, and no reason for that") : failure;
    }

    /** A pinned version works alone. */
    private Lineup lineup(RegistryState now, ServedModel champion, Versions of) {
        return pin == null
                ? new Lineup(champion, challengers.experiment(now, champion, of), shadow(now, of))
                : Lineup.of(champion);
    }

    private static @Nullable ServedModel shadow(RegistryState now, Versions of) {
        try {
            return now.find(Pointer.SHADOW).map(of::get).orElse(null);
        } catch (ChurnException e) {
            LOG.warn("The shadow is left out. {}", oneLine(e));
            return null;
        }
    }

    /**
     * Has the champion answer all customers from now on, and releases the challenger in the registry.
     *
     * @return what was done, as JSON; null if no experiment runs
     */
    public synchronized @Nullable Map<String, Object> stopExperiment() {
        if (!isAskedBeside()) {
            follow();
        }
        Registry from = registry;
        RegistryState known = state;
        Versions of = versions;
        ServedModel champion = serving.currentOrNull();
        Experiment stopped = challengers.stop();
        if (stopped == null || from == null || known == null || of == null || champion == null) {
            return null;
        }
        // First here: the registry may be read-only, or not be there.
        serving.take(lineup(known, champion, of));
        String problem = null;
        try {
            from.as("admin").release(Pointer.CHALLENGER, "stopped over HTTP");
            follow();
        } catch (ChurnException e) {
            problem = oneLine(e);
            LOG.warn("The experiment is stopped on this server alone. {}", problem);
        }
        return Tree.of(
                "outcome",
                "stopped",
                "experiment",
                stopped.arms().experiment(),
                "challenger",
                stopped.challenger().version(),
                "registry",
                problem == null ? "released" : "unchanged",
                "problem",
                problem);
    }

    /**
     * A version that can be loaded.
     *
     * @param version as a path has it
     * @return empty if it is none, not registered, or its files were deleted
     */
    public Optional<ModelVersion> find(String version) {
        RegistryState known = state;
        if (known == null) {
            return Optional.empty();
        }
        return known.versions().stream()
                .filter(found -> found.isKept() && found.version().toString().equals(version))
                .findFirst();
    }

    /** The versions that can be loaded, the lowest first. */
    public List<String> kept() {
        RegistryState known = state;
        return known == null
                ? List.of()
                : known.versions().stream()
                        .filter(ModelVersion::isKept)
                        .map(found -> found.version().toString())
                        .toList();
    }

    /** A version if it is loaded already; null if it is not. */
    public @Nullable ServedModel loaded(ModelVersion version) {
        Versions of = versions;
        return of == null ? null : of.loaded(version.version());
    }

    /**
     * Loads a version, which takes a while.
     *
     * @throws ChurnException if it cannot be loaded
     */
    public ServedModel load(ModelVersion version) {
        Versions of = versions;
        if (of == null) {
            throw new IllegalStateException("a version was found before");
        }
        return of.get(version);
    }

    private static ModelVersion champion(Registry registry, RegistryState state) {
        return state.champion()
                .orElseThrow(() -> new RegistryException(
                        "The registry " + registry.place() + " has no champion yet.",
                        "Maybe promote a version: churn promote --registry " + registry.address() + " --version "
                                + state.versions().stream()
                                        .reduce((lower, higher) -> higher)
                                        .map(version -> version.version().toString())
                                        .orElse("1.0.0")
                                + ".",
                        Where.nowhere()));
    }

    private static Set<SemanticVersion> working(RegistryState state, ModelVersion next) {
        Set<SemanticVersion> working = new HashSet<>(Set.of(next.version()));
        Stream.of(Pointer.values())
                .flatMap(pointer -> state.find(pointer).stream())
                .forEach(version -> working.add(version.version()));
        return working;
    }

    private void tellPinned(RegistryState now) {
        SemanticVersion champion = now.champion().map(ModelVersion::version).orElse(null);
        if (pin == null || champion == null || champion.equals(pin) || champion.equals(told)) {
            return;
        }
        told = champion;
        LOG.info("The champion of the registry is {}, and is not followed: version {} is pinned", champion, pin);
    }

    /** What {@code /health?full} tells of it. */
    public Map<String, Object> health() {
        RegistryState known = state;
        return Tree.of(
                "champion",
                known == null
                        ? null
                        : text(known.champion().map(ModelVersion::version).orElse(null)),
                "pinned",
                text(pin),
                "refused",
                text(refused),
                "unreadable",
                unread ? true : null,
                "unreachable_since",
                unreached == null ? null : String.valueOf(unreached),
                "shadow",
                shadowVersion(),
                "challenger",
                pin == null ? challengers.health() : null);
    }

    private @Nullable String shadowVersion() {
        ServedModel shadow = serving.isLoaded() ? serving.lineup().shadow() : null;
        return shadow == null ? null : shadow.version();
    }

    private static @Nullable String text(@Nullable SemanticVersion version) {
        return version == null ? null : version.toString();
    }

    /** Whether the champion could not be loaded, or the registry not be asked or read, so that another version may still answer. */
    public boolean isBehind() {
        return refused != null || unread || unreached != null;
    }

    static String oneLine(ChurnException e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " ");
    }

    /** Follows nothing any more; requests that wait go on. */
    @Override
    public void close() {
        closed = true;
        Future<?> watch = watching;
        if (watch != null) {
            watch.cancel(false);
        }
        thread.shutdown();
        try {
            thread.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
