package io.github.churnml.registry.retrain;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.FitOptions;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.data.split.Customers;
import io.github.churnml.data.split.Division;
import io.github.churnml.data.split.Split;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.RegistryException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Input;
import io.github.churnml.prepare.Target;
import io.github.churnml.registry.EventKind;
import io.github.churnml.registry.ModelVersion;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.RegistryState;
import io.github.churnml.registry.gate.GateKeeper;
import io.github.churnml.registry.gate.GateReport;
import io.github.churnml.registry.gate.Gates;
import io.github.churnml.registry.variant.OneVariant;
import io.github.churnml.registry.variant.VariantTraining;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Trains again as the champion was trained, on new customers, and has the gates decide whether the new version serves.
 *
 * <p>The newest customers are set aside first: those of the latest days if the pipeline or {@link #inTime} says when rows were,
 * otherwise some drawn at random (all rows of a customer on one side). The new version learns from the others, is registered, and is
 * compared with the champion on those that neither has learnt from, as far as the champion was not trained on them: give it
 * customers whose outcome became known since. What was judged is what serves; it is not trained once more on all rows.
 *
 * <p>Immutable and safe for any thread. The same registry, rows and settings give the same version and numbers.
 *
 * <pre>{@code
 * RetrainingResult result = Retraining.with(Gates.standard()).inTime("snapshot").run(registry, june);
 * }</pre>
 */
public final class Retraining {

    /** The share of customers that are compared on, unless {@link #newest} says otherwise. */
    public static final double NEWEST = 0.2;

    private final Gates gates;
    private final double newest;
    private final @Nullable String time;
    private final @Nullable ChurnPipeline pipeline;
    private final FitOptions fit;
    private final String why;

    private Retraining(
            Gates gates,
            double newest,
            @Nullable String time,
            @Nullable ChurnPipeline pipeline,
            FitOptions fit,
            String why) {
        this.gates = gates;
        this.newest = newest;
        this.time = time;
        this.pipeline = pipeline;
        this.fit = fit;
        this.why = why;
    }

    /**
     * Training again and promoting through gates.
     *
     * @param gates what a new version has to pass
     * @return with the champion's pipeline, and a fifth of the customers to compare on
     */
    public static Retraining with(Gates gates) {
        return new Retraining(gates, NEWEST, null, null, FitOptions.standard(), "");
    }

    /**
     * How many customers are compared on.
     *
     * @param share of the customers, above 0 and below 1
     * @return the changed copy
     * @throws ConfigurationException if it is not such a share
     */
    public Retraining newest(double share) {
        if (!(share > 0 && share < 1)) {
            throw new ConfigurationException(
                    "The share of newest customers is " + Wording.value(share)
                            + " where one above 0 and below 1 is required.",
                    "Maybe write 0.2 for a fifth.",
                    Where.nowhere());
        }
        return new Retraining(gates, share, time, pipeline, fit, why);
    }

    /**
     * When rows were, where the pipeline does not say.
     *
     * @param column a column of dates
     * @return the changed copy
     */
    public Retraining inTime(String column) {
        return new Retraining(gates, newest, column, pipeline, fit, why);
    }

    /**
     * Another pipeline than the champion's.
     *
     * @param other the pipeline
     * @return the changed copy
     */
    public Retraining pipeline(ChurnPipeline other) {
        return new Retraining(gates, newest, time, other, fit, why);
    }

    /**
     * How to train.
     *
     * @param options time of creation, threads, progress
     * @return the changed copy
     */
    public Retraining fit(FitOptions options) {
        return new Retraining(gates, newest, time, pipeline, options, why);
    }

    /**
     * Why it is done, for the log.
     *
     * @param reason in a few words
     * @return the changed copy
     */
    public Retraining why(String reason) {
        return new Retraining(gates, newest, time, pipeline, fit, reason);
    }

    /**
     * The pipeline that will be trained.
     *
     * @param registry the registry
     * @return the given one, else the champion's
     * @throws ConfigurationException if none was given and the champion was imported
     * @throws RegistryException if there is no champion
     */
    public ChurnPipeline pipelineOf(Registry registry) {
        ChurnModel model = registry.load(champion(registry.state()));
        if (pipeline != null) {
            return pipeline;
        }
        Map<String, Object> settings = model.manifest().pipeline();
        if (settings.isEmpty()) {
            throw new ConfigurationException(
                    "The champion " + model.manifest().version() + " was imported, so it does not say how to train it.",
                    "Maybe give a pipeline.",
                    Where.nowhere());
        }
        return ChurnPipeline.ofSettings(settings);
    }

    private static ModelVersion champion(RegistryState state) {
        return state.champion()
                .orElseThrow(() -> new RegistryException(
                        "No version of " + Wording.name(state.name()) + " serves, so none can be trained again.",
                        "Maybe train and promote a first one.",
                        Where.nowhere()));
    }

    /**
     * Trains, registers, judges, and promotes or keeps in the log that the version was refused.
     *
     * @param registry the registry, which has a champion
     * @param given customers with their outcome, read as {@link #pipelineOf} needs them
     * @return what happened
     * @throws ConfigurationException if a setting does not fit, such as a gate on money that is not known; nothing is registered
     * @throws DataException if the rows cannot be trained on, are the very ones that the champion was
     *     trained on, or too few of them are left to compare on; nothing is registered
     * @throws RegistryException if the registry has no champion, is damaged, or its champion changed meanwhile; then the version
     *     stays registered
     */
    public RetrainingResult run(Registry registry, Dataset given) {
        ModelVersion before = champion(registry.state());
        ChurnPipeline pipelineOfAll = VariantTraining.pooledPipeline(pipelineOf(registry), fit.created());
        // A champion of one variant learns again from that variant's customers alone.
        Optional<OneVariant> variant = OneVariant.in(pipelineOfAll, given, fit.created());
        ChurnPipeline asked = variant.map(OneVariant::pipeline).orElse(pipelineOfAll);
        Dataset data = variant.map(OneVariant::data).orElse(given);
        ChurnModel serving = registry.load(before);
        requireNews(before, given);
        requireNews(before, data);
        NewestRows rows = rows(asked, data);
        Dataset older = data.select(rows.older());
        Dataset newest = data.select(rows.newest());
        GateKeeper keeper = GateKeeper.of(registry, gates);
        if (pipeline == null) {
            keeper.requireJudgeable(serving, newest); // it is trained alike: sooner than after an hour of training
        }
        ChurnModel model = asked.fit(learnable(older, serving, asked), fit);
        if (pipeline == null) {
            requireSameColumns(serving, model);
        }
        keeper.requireJudgeable(model, newest);
        String changes = "trained again on " + Wording.count(rows.older().length, "row", "rows")
                + (why.isEmpty() ? "" : ": " + why);
        ModelVersion version = registry.registerPart(model, given.fingerprint(), changes);
        GateReport report = keeper.judge(version.version().toString(), newest);
        boolean promoted = keeper.promote(report, false, changes).kind() == EventKind.PROMOTE;
        List<Notice> notices = new ArrayList<>(model.notices());
        onBothSides(newest, rows).ifPresent(notices::add);
        return new RetrainingResult(before, version, rows, report, promoted, notices);
    }

    /** In time, the newest rows may be of customers of whom earlier ones were learnt from. */
    private static Optional<Notice> onBothSides(Dataset newest, NewestRows rows) {
        return rows.inTime()
                ? Customers.repeated(newest)
                        .map(by -> new Notice(
                                "customers-on-both-sides",
                                by,
                                "Column " + Wording.name(by)
                                        + " names some customers in several rows: the models are compared on later rows of"
                                        + " customers of whom earlier ones may have been learnt from."))
                : Optional.empty();
    }

    private static void requireNews(ModelVersion champion, Dataset data) {
        if (champion.learntFrom(data.fingerprint())) {
            throw new DataException(
                    "The table is the very one that the champion " + champion.version() + " was trained on.",
                    "Maybe give customers whose outcome became known since.",
                    Where.nowhere());
        }
    }

    /**
     * A new column of the table, which may be known only afterwards, must not come to serve unseen: whoever asks for scores does
     * not send it.
     */
    private static void requireSameColumns(ChurnModel serving, ChurnModel model) {
        Set<String> known =
                serving.inputs().stream().map(input -> input.name().strip()).collect(Collectors.toSet());
        List<String> fresh = model.inputs().stream()
                .map(Input::name)
                .filter(name -> !known.contains(name.strip()))
                .toList();
        if (!fresh.isEmpty()) {
            throw new DataException(
                    "The new version would need " + Wording.names(fresh) + ", which the champion "
                            + serving.manifest().version() + " does not; nothing was registered.",
                    "Maybe leave that out of the table, or give a pipeline (--pipeline) if it is to be learnt from.",
                    Where.column(fresh.get(0)));
        }
    }

    /** What to learn from: the column that only says when rows were is none of the champion's. */
    private Dataset learnable(Dataset older, ChurnModel serving, ChurnPipeline asked) {
        String column = time == null ? "" : time.strip();
        boolean isUsed = pipeline != null
                || asked.split() instanceof Split.Time
                || serving.inputs().stream()
                        .anyMatch(input -> input.name().strip().equals(column));
        return isUsed
                ? older
                : Dataset.of(
                        older.columns().stream()
                                .filter(other -> !other.name().strip().equals(column))
                                .toList(),
                        older.notices());
    }

    /** Sets the newest rows aside. */
    NewestRows rows(ChurnPipeline asked, Dataset data) {
        Target target =
                Target.find(data, asked.target(), asked.positive().orElse(null), asked.negative(), asked.outcome());
        int[] labels = target.labels(data);
        int[] known = IntStream.range(0, labels.length)
                .filter(row -> labels[row] >= 0)
                .toArray();
        Dataset table = data.select(known);
        Split split = time == null ? asked.split().in(table) : Split.inTime(time, Period.ZERO);
        Division division =
                split.holdOut(table, IntStream.of(known).map(row -> labels[row]).toArray(), newest, asked.seed());
        String described = Optional.of(split.describe())
                .filter(words -> !words.isEmpty())
                .orElse("drawn at random: nothing says when rows were");
        return new NewestRows(
                pick(known, division.train()), pick(known, division.test()), split instanceof Split.Time, described);
    }

    private static int[] pick(int[] of, int[] places) {
        return IntStream.of(places).map(place -> of[place]).toArray();
    }
}
