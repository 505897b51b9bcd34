package io.github.churnml.serving.model;

import io.github.churnml.ChurnModel;
import io.github.churnml.Scorer;
import io.github.churnml.data.Numbers;
import io.github.churnml.data.Outcome;
import io.github.churnml.decide.DecisionRule;
import io.github.churnml.drift.ColumnProfile;
import io.github.churnml.drift.RowCounter;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Input;
import io.github.churnml.serving.policy.Policies;
import io.github.churnml.serving.policy.RowMaker;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A model that answers, with everything about it that does not change between requests. Immutable, shared by all threads. */
public final class ServedModel {

    private static final Outcome CONVERSION = new Outcome("conversion", true);

    /**
     * The work space that a thread used last. A thread keeps no model alive: one that has been replaced would otherwise stay
     * in the memory of every thread that once asked it.
     */
    private static final ThreadLocal<WeakReference<RowWork>> LAST = new ThreadLocal<>();

    private final ChurnModel model;
    private final Scorer scorer;
    private final @Nullable Path path;
    private final Instant loaded;
    private final List<ColumnRule> rules;
    private final List<String> columns;
    private final Map<String, ColumnRule> byName = new HashMap<>();
    /** Held here so that they go when the model goes. */
    private final Map<Thread, RowWork> works = new ConcurrentHashMap<>();

    private final DecisionRule decisions;
    private final boolean conversion;
    private final Outcome outcome;
    private final @Nullable RowCounter reference;
    private final @Nullable RowMaker maker;
    private final String headerName;
    private final String headerVersion;

    /** @param path the file that it came from, or null */
    public ServedModel(ChurnModel model, @Nullable Path path, Policies policies) {
        this.model = model;
        this.scorer = model.scorer().warmUp();
        this.path = path;
        this.loaded = Instant.now();
        this.decisions = model.decisionRule();
        this.conversion = policies.isConversion(model);
        this.outcome = model.outcome().isChurn() ? CONVERSION : model.outcome();
        List<ColumnRule> list = new ArrayList<>();
        for (Input input : scorer.inputs()) {
            list.add(ColumnRule.of(
                    list.size(),
                    input,
                    model.referenceProfile().find(input.name()).orElse(null),
                    policies.isOptional(input.name(), model.serving())));
        }
        this.rules = List.copyOf(list);
        this.columns = rules.stream().map(ColumnRule::name).toList();
        rules.forEach(rule -> byName.put(rule.name(), rule));
        rules.forEach(rule -> byName.putIfAbsent(rule.name().strip(), rule));
        this.maker = policies.makers().apply(model).orElse(null);
        this.headerName = ModelHeaders.escaped(name());
        this.headerVersion = ModelHeaders.escaped(version());
        this.reference =
                RowCounter.of(model.referenceProfile(), scorer.inputs()).orElse(null);
    }

    public ChurnModel model() {
        return model;
    }

    Scorer scorer() {
        return scorer;
    }

    @Nullable
    Path path() {
        return path;
    }

    /** The name of its file, without the folder, which is nobody's business; as training calls it where it came from none. */
    public String fileName() {
        Path name = path == null ? null : path.getFileName();
        return name == null ? "model.churn" : name.toString();
    }

    public Instant loaded() {
        return loaded;
    }

    public String name() {
        return model.manifest().name();
    }

    public String version() {
        return model.manifest().version();
    }

    /** The name as the head of an answer has it. */
    String headerName() {
        return headerName;
    }

    /** The version as the head of an answer has it. */
    String headerVersion() {
        return headerVersion;
    }

    /** What makes rows out of customers with events, or null. */
    public @Nullable RowMaker maker() {
        return maker;
    }

    /** What decides on the probabilities. */
    public DecisionRule decisions() {
        return decisions;
    }

    /** What answers of the second form are about: the model's own outcome, or a conversion where it has none. */
    public Outcome outcome() {
        return outcome;
    }

    /** Whether answers are of the second form, about a conversion or another outcome, unless a request asks for the other form. */
    public boolean isConversion() {
        return conversion;
    }

    public List<ColumnRule> rules() {
        return rules;
    }

    public List<String> columns() {
        return columns;
    }

    @Nullable
    public ColumnRule rule(String column) {
        return byName.get(column);
    }

    /** What the training rows held in a column; null where it is not known, as of an imported model. */
    @Nullable
    public ColumnProfile profile(ColumnRule rule) {
        return model.referenceProfile().find(rule.name()).orElse(null);
    }

    /** What rows are compared with; null if nothing is known of the training rows. */
    @Nullable
    public RowCounter reference() {
        return reference;
    }

    /** What the threads have counted that answer with this model. */
    public List<ServedRows> served() {
        List<ServedRows> all = new ArrayList<>();
        for (RowWork work : works.values()) {
            ServedRows rows = work.served();
            if (rows != null) {
                all.add(rows);
            }
        }
        return all;
    }

    /** Rows of a table with known outcomes may be sent as they are. */
    public boolean isTarget(String column) {
        return column.strip().equals(model.target().column().strip());
    }

    /** The calling thread's work space; server threads are few and stay. */
    public RowWork work() {
        WeakReference<RowWork> last = LAST.get();
        RowWork work = last == null ? null : last.get();
        if (work == null || work.scorer() != scorer) {
            work = works.computeIfAbsent(Thread.currentThread(), ignored -> newWork());
            LAST.set(new WeakReference<>(work));
        }
        return work;
    }

    /** A work space of the caller's own. */
    RowWork newWork() {
        return new RowWork(scorer, rules);
    }

    /** What a column may hold, in words. */
    public String allowed(ColumnRule rule, boolean strictRange) {
        if (rule.isNominal()) {
            return "one of " + Wording.names(rule.levels());
        }
        if (rule.isDate()) {
            return "a date such as 2026-01-31";
        }
        return strictRange && rule.least() > Double.NEGATIVE_INFINITY
                ? "a number from " + Numbers.text(rule.least()) + " to " + Numbers.text(rule.greatest())
                : "a number";
    }
}
