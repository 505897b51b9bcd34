package io.github.churnml.spring;

import io.github.churnml.ChurnModel;
import io.github.churnml.Prediction;
import io.github.churnml.error.ChurnException;
import io.github.churnml.prepare.Input;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers by the newest model that its place has and that passed its trial. A thread of its own looks, loads and tries; calls
 * read one field. A model that is refused leaves the one before in place, and is tried again at each look: the log says so once.
 */
final class FollowingScorer implements ChurnScorer, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FollowingScorer.class);

    private final ModelSetting setting;
    private final ModelPlace place;
    private final ScoreObserver observer;
    /** Looks every so often; null where nothing is followed. */
    private final @Nullable ScheduledThreadPoolExecutor thread;

    private final @Nullable Future<?> watching;

    private volatile Answering answering;
    private volatile @Nullable Refusal refusal;
    private volatile boolean isClosed;

    /**
     * A model that was found and not taken.
     *
     * @param at when it was refused last, in whole seconds
     * @param why the message, in one line
     */
    record Refusal(Instant at, String why) {}

    /** @throws ChurnException if there is no model that can answer */
    FollowingScorer(ModelSetting setting, ModelPlace place, ScoreObserver observer) {
        this.setting = setting;
        this.place = place;
        this.observer = observer;
        this.answering = new Answering(place.load(), setting.driftWindow(), Set.of());
        place.taken();
        boolean follows = place.changes() && setting.reloadInterval().compareTo(Duration.ZERO) > 0;
        this.thread = follows ? new ScheduledThreadPoolExecutor(1, this::daemon) : null;
        this.watching = thread == null ? null : watching(thread);
        LOG.info(
                "Model {} {} answers, from {}",
                model().manifest().name(),
                model().manifest().version(),
                place.place());
    }

    private Thread daemon(Runnable task) {
        Thread made = new Thread(task, "churn-" + setting.name());
        made.setDaemon(true);
        return made;
    }

    private Future<?> watching(ScheduledThreadPoolExecutor by) {
        long pause = Math.max(1, setting.reloadInterval().toMillis());
        return by.scheduleWithFixedDelay(this::watch, pause, pause, TimeUnit.MILLISECONDS);
    }

    @Override
    public Prediction score(Map<String, ?> customer) {
        return one(now -> now.scorer.score(customer));
    }

    @Override
    public Prediction score(Record customer) {
        return one(now -> score(now, customer));
    }

    @SuppressWarnings("unchecked") // the class of a value is that of its type
    private static <T extends Record> Prediction score(Answering now, T customer) {
        return now.records((Class<T>) customer.getClass()).score(customer);
    }

    @Override
    public List<Prediction> scoreAll(Collection<? extends Map<String, ?>> customers) {
        return all(now -> {
            List<Prediction> predictions = new ArrayList<>(customers.size());
            for (Map<String, ?> customer : customers) {
                predictions.add(now.scorer.score(customer));
            }
            return List.copyOf(predictions);
        });
    }

    private Prediction one(Function<Answering, Prediction> call) {
        return all(now -> List.of(call.apply(now))).get(0);
    }

    private List<Prediction> all(Function<Answering, List<Prediction>> call) {
        long begun = System.nanoTime();
        Answering now = answering;
        List<Prediction> predictions;
        try {
            predictions = call.apply(now);
        } catch (RuntimeException e) {
            observer.failed(System.nanoTime() - begun);
            throw e;
        }
        observer.answered(now, predictions, System.nanoTime() - begun);
        RecentDrift drift = now.drift;
        if (drift != null) {
            drift.add(predictions);
        }
        return predictions;
    }

    @Override
    public ChurnModel model() {
        return answering.model;
    }

    /** Its name among the application's models. */
    String name() {
        return setting.name();
    }

    /** Where its models come from, for people. */
    String place() {
        return place.place();
    }

    Answering answering() {
        return answering;
    }

    /** What there is and was refused; nothing once the model that answers is what there is. */
    Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /**
     * Loads what is there now, whether or not it has changed.
     *
     * @return the model that answers from now on
     * @throws ChurnException if it is refused; the model before goes on
     */
    synchronized Answering reload() {
        try {
            take(place.load());
            return answering;
        } catch (RuntimeException e) {
            refuse(e);
            throw e;
        }
    }

    /** Looks once; nothing that goes wrong leaves, or the thread would never look again. */
    synchronized void watch() {
        try {
            ModelPlace.Found next = place.next();
            if (next != null) {
                take(next);
            } else if (refusal != null && place.isUnchanged()) {
                refusal = null;
                LOG.info(
                        "There is no other model in {} any more; {} {} goes on",
                        place.place(),
                        model().manifest().name(),
                        model().manifest().version());
            }
        } catch (RuntimeException | Error e) {
            if (!isClosed) { // a look that is cut off finds what it likes
                refuse(e);
            }
        }
    }

    private void take(ModelPlace.Found found) {
        Answering before = answering;
        Answering next = new Answering(found, setting.driftWindow(), before.kinds());
        place.taken();
        answering = next;
        refusal = null;
        observer.reloaded(true);
        LOG.info(
                "Model {} {} answers now, after {}",
                next.model.manifest().name(),
                next.model.manifest().version(),
                before.model.manifest().version());
        List<String> more = more(before.model, next.model);
        if (!more.isEmpty()) {
            LOG.warn("It needs columns that the one before did not: {}", String.join(", ", more));
        }
    }

    private static List<String> more(ChurnModel before, ChurnModel now) {
        List<String> known = before.inputs().stream().map(Input::name).toList();
        return now.inputs().stream()
                .map(Input::name)
                .filter(name -> !known.contains(name))
                .toList();
    }

    private void refuse(Throwable e) {
        String why = e instanceof ChurnException
                ? String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " ")
                : "It cannot be loaded (" + e.getClass().getSimpleName() + ").";
        Refusal before = refusal;
        refusal = new Refusal(Instant.now().truncatedTo(ChronoUnit.SECONDS), why);
        if (before == null || !before.why().equals(why)) {
            observer.reloaded(false);
            LOG.warn(
                    "A model from {} is refused; {} {} goes on. {}",
                    place.place(),
                    model().manifest().name(),
                    model().manifest().version(),
                    why);
        }
    }

    @Override
    public void close() {
        isClosed = true;
        if (thread != null && watching != null) {
            watching.cancel(true);
            thread.shutdownNow();
        }
    }

    /** {@return where it comes from and which model answers, for logs} */
    @Override
    public String toString() {
        return "ChurnScorer[" + place.place() + ", " + answering.model + "]";
    }
}
