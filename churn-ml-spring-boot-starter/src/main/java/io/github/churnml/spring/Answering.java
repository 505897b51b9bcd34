package io.github.churnml.spring;

import io.github.churnml.ChurnModel;
import io.github.churnml.RecordScorer;
import io.github.churnml.Scorer;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.lang.invoke.MethodHandles;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The model that answers, ready for calls. Safe for any number of threads. */
final class Answering {

    final ChurnModel model;
    final Scorer scorer;
    final String sha256;
    /** Null where customers are not compared with those of training. */
    final @Nullable RecentDrift drift;
    /** When it began to answer, in whole seconds. */
    final Instant since = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private final Map<Class<? extends Record>, RecordScorer<? extends Record>> records = new ConcurrentHashMap<>();

    /**
     * Tries a model before it answers anyone.
     *
     * @param driftWindow how far back customers are compared with those of training; zero for not at all
     * @param kinds the records that it will be asked with
     * @throws ChurnException if it cannot score, or not these records
     */
    Answering(ModelPlace.Found found, Duration driftWindow, Set<Class<? extends Record>> kinds) {
        this.model = found.model();
        this.sha256 = found.sha256();
        this.scorer = model.scorer().warmUp();
        try {
            scorer.score(new @Nullable Object[model.inputs().size()]).reasons(1);
        } catch (ChurnException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ModelFileException(
                    "The model " + Wording.name(model.manifest().name())
                            + " cannot score a customer of whom nothing is known ("
                            + e.getClass().getSimpleName() + ").",
                    "Maybe train or import it again.",
                    Where.nowhere(),
                    e);
        }
        kinds.forEach(this::records);
        this.drift = RecentDrift.of(model, driftWindow, System::nanoTime).orElse(null);
    }

    /** The records that it was asked with. */
    Set<Class<? extends Record>> kinds() {
        return Set.copyOf(records.keySet());
    }

    @SuppressWarnings("unchecked") // each class has the scorer that was made of it
    <T extends Record> RecordScorer<T> records(Class<T> kind) {
        RecordScorer<? extends Record> known = records.get(kind);
        if (known == null) {
            known = scorer.forRecords(kind, lookup(kind));
            records.put(kind, known);
        }
        return (RecordScorer<T>) known;
    }

    /** An application on the class path is open to us; what is not may still be public. */
    private static MethodHandles.Lookup lookup(Class<?> kind) {
        try {
            return MethodHandles.privateLookupIn(kind, MethodHandles.lookup());
        } catch (IllegalAccessException e) {
            return MethodHandles.publicLookup();
        }
    }
}
