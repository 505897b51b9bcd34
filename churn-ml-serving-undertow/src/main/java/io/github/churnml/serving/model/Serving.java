package io.github.churnml.serving.model;

import io.github.churnml.ChurnModel;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.serving.policy.Policies;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The model that answers now. A new one is loaded and tried aside, then takes its place in one step. A server may begin
 * without one, and wait for its file; once there is a model, there always is.
 */
public final class Serving {

    /**
     * A model that took another's place.
     *
     * @param before the one that answered until then; null if none did
     * @param now the one that answers from then on
     */
    public record Change(@Nullable ServedModel before, ServedModel now) {}

    private final Policies policies;
    private final AtomicReference<@Nullable Lineup> current;
    /** The file that is waited for while no model is loaded; null if one was from the start, or it comes from a registry. */
    private final @Nullable Path awaited;
    /** The only version that may answer, or null for any. */
    private final @Nullable String pin;
    /** The file as it was when it was last loaded, or refused. */
    private volatile @Nullable FileState tried;

    private Serving(
            @Nullable ServedModel first,
            @Nullable Path awaited,
            Policies policies,
            @Nullable String pin,
            @Nullable FileState tried) {
        this.policies = policies;
        this.current = new AtomicReference<>(first == null ? null : Lineup.of(first));
        this.awaited = awaited;
        this.pin = pin;
        this.tried = tried;
    }

    /**
     * With a model from the start.
     *
     * @param pin the only version that may answer, or null for any
     * @param file the state of the model's file from before it was read, or null if it came from none
     * @throws ConfigurationException if the model is of another version than is pinned, or a column that a row may leave out
     *     is none of its columns
     */
    public static Serving of(ServedModel first, Policies policies, @Nullable String pin, @Nullable FileState file) {
        checkPin(first, pin);
        checkOptional(first, policies);
        return new Serving(first, null, policies, pin, file);
    }

    /**
     * Without a model yet.
     *
     * @param file the file that is waited for
     * @param pin the only version that may answer, or null for any
     * @param tried its state when it was refused, or null if it has not been there
     */
    public static Serving waitingFor(Path file, Policies policies, @Nullable String pin, @Nullable FileState tried) {
        return new Serving(null, file, policies, pin, tried);
    }

    /** Without a model yet, which will come from a registry. */
    public static Serving waitingForRegistry(Policies policies) {
        return new Serving(null, null, policies, null, null);
    }

    /** The model, for callers that run only once there is one. */
    public ServedModel current() {
        return lineup().champion();
    }

    /** The models that work now, for callers that run only once there is one. */
    public Lineup lineup() {
        Lineup lineup = current.get();
        if (lineup == null) {
            throw new IllegalStateException("no model is loaded yet");
        }
        return lineup;
    }

    /** The model; null while one is waited for. */
    @Nullable
    public ServedModel currentOrNull() {
        Lineup lineup = current.get();
        return lineup == null ? null : lineup.champion();
    }

    public boolean isLoaded() {
        return current.get() != null;
    }

    /** The file that the model came from or is waited for at; null if it came from none. */
    @Nullable
    public Path file() {
        ServedModel model = currentOrNull();
        return model == null ? awaited : model.path();
    }

    /** Whether a file in this state has not been loaded or refused yet. */
    public boolean isNews(FileState file) {
        return !file.equals(tried);
    }

    /**
     * Loads a file and lets it answer from now on.
     *
     * @param path the file, or null for the one that the current model came from, or is waited for at
     * @return both models
     * @throws ChurnException if the file is refused or its model does not score, or there is no file; the old one goes on
     */
    public synchronized Change reload(@Nullable Path path) {
        Path from = path == null ? file() : path;
        if (from == null) {
            throw new ConfigurationException(
                    "The model that answers did not come from a file.",
                    "Maybe name the file to load.",
                    Where.nowhere());
        }
        // Taken first: what is written while the file is read is news.
        tried = FileState.of(from);
        ServedModel next = new ServedModel(ChurnModel.load(from), from, policies);
        checkPin(next, pin);
        if (!isLoaded()) {
            checkOptional(next, policies);
        }
        SelfTest.of(next).run();
        return take(Lineup.of(next));
    }

    /**
     * Lets models work from now on that were tried before.
     *
     * @return the champions of before and now
     * @throws ConfigurationException if it is the first one and a column that a row may leave out is none of its columns
     */
    public synchronized Change take(Lineup next) {
        ServedModel before = currentOrNull();
        if (before == null) {
            checkOptional(next.champion(), policies);
        }
        current.set(next);
        return new Change(before, next.champion());
    }

    private static void checkPin(ServedModel model, @Nullable String pin) {
        if (pin != null && !pin.equals(model.version())) {
            throw new ConfigurationException(
                    "Version " + Wording.value(pin) + " is pinned, and the model is of version "
                            + Wording.value(model.version()) + ".",
                    "Maybe pin that version, or none (MODEL_VERSION); or serve a registry, which has several.",
                    Where.in(model.path()));
        }
    }

    private static void checkOptional(ServedModel model, Policies policies) {
        for (String column : policies.optional()) {
            if (model.rule(column) == null) {
                throw new ConfigurationException(
                        "Column " + Wording.name(column) + " is named optional and is none of the model's.",
                        Wording.nearest(column, model.columns())
                                .map(near -> "Maybe " + Wording.name(near) + " was meant.")
                                .orElse("Maybe look at the columns with churn inspect."),
                        Where.column(column));
            }
        }
    }
}
