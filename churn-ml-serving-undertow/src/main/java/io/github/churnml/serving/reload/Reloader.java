package io.github.churnml.serving.reload;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.Where;
import io.github.churnml.serving.live.ServingMetrics;
import io.github.churnml.serving.model.ColumnRule;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.serving.model.Serving;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replaces the model that answers, and reports it in the log, the metrics and the health answer. */
public final class Reloader {

    private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);

    /** Loads a file, or the one that the current model came from, and lets it answer. */
    public interface Loading {
        Serving.Change load(@Nullable Path file);
    }

    private final Loading loading;
    private final Supplier<@Nullable ServedModel> current;
    private final ServingMetrics metrics;
    private volatile @Nullable Instant refused;

    public Reloader(Loading loading, Supplier<@Nullable ServedModel> current, ServingMetrics metrics) {
        this.loading = loading;
        this.current = current;
        this.metrics = metrics;
    }

    /** When the last file was refused; null if it was taken, or none came. */
    @Nullable
    public Instant refused() {
        return refused;
    }

    /**
     * Loads a file and lets it answer from now on.
     *
     * @param file the file, or null for the one that the current model came from
     * @return both models
     * @throws ChurnException if it is refused; the model before goes on, or is waited for still
     */
    public synchronized Serving.Change reload(@Nullable Path file) {
        try {
            Serving.Change change = loading.load(file);
            taken(change);
            return change;
        } catch (ChurnException e) {
            throw refused(e);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw refused(new ModelFileException(
                    "The model could not be loaded: " + e.getClass().getSimpleName() + ".",
                    "Maybe it is too large for the memory that Java may use.",
                    Where.in(file),
                    e));
        }
    }

    /** Reports that another model answers. */
    public void taken(Serving.Change change) {
        refused = null;
        metrics.reload(true);
        tell(change);
    }

    /** Reports that a file was refused. */
    public ChurnException refused(ChurnException e) {
        refused = Instant.now();
        metrics.reload(false);
        ServedModel goesOn = current.get();
        String why = String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " ");
        if (goesOn == null) {
            LOG.warn("The model is refused; another one is waited for. {}", why);
        } else {
            LOG.warn("A new model is refused; {} {} goes on. {}", goesOn.name(), goesOn.version(), why);
        }
        return e;
    }

    private static void tell(Serving.Change change) {
        ServedModel before = change.before();
        ServedModel now = change.now();
        if (before == null) {
            LOG.info("Model {} {} answers now; it was waited for", now.name(), now.version());
            return;
        }
        LOG.info("Model {} {} answers now, after {} {}", now.name(), now.version(), before.name(), before.version());
        List<String> differences = differences(before, now);
        if (!differences.isEmpty()) {
            LOG.warn("It needs other columns than the one before: {}", String.join(", ", differences));
        }
    }

    /** What callers have to send differently. */
    public static List<String> differences(@Nullable ServedModel before, ServedModel now) {
        List<String> differences = new ArrayList<>();
        if (before == null) {
            return differences;
        }
        for (ColumnRule rule : now.rules()) {
            ColumnRule old = before.rule(rule.name());
            if (old == null) {
                differences.add("'" + rule.name() + "' is new");
            } else if (old.input().type() != rule.input().type()) {
                differences.add("'" + rule.name() + "' is "
                        + rule.input().type().label() + " and was "
                        + old.input().type().label());
            }
        }
        for (ColumnRule rule : before.rules()) {
            if (now.rule(rule.name()) == null) {
                differences.add("'" + rule.name() + "' is gone");
            }
        }
        return differences;
    }
}
