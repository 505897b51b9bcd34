package io.github.churnml.report.heldout;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.Dataset;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.error.Wording;
import io.github.churnml.metrics.Campaign;
import io.github.churnml.prepare.Input;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the customers held out say of a model: counts, means and shares, and no row. Immutable.
 *
 * <pre>{@code
 * FitOptions options = FitOptions.standard().withJudged((kept, judged, rows, labels, probabilities) ->
 *         facts.set(HeldOutFacts.of(judged, rows, labels, probabilities, true)));
 * }</pre>
 */
public final class HeldOutFacts {

    private static final int MOST_EFFECTS = 8;
    private static final int MOST_PAIRED = 4;
    private static final int MOST_CHANGED = 400;

    private final int heldOut;
    private final RankedRows ranked;
    private final Shuffles shuffles;
    private final List<Effect> effects;
    private final @Nullable PairEffect pair;
    private final @Nullable Contributions contributions;
    private final int looked;
    private final List<SegmentFacts> segments;
    private final List<Example> examples;

    private HeldOutFacts(ChurnModel model, SomeRows rows, boolean examples) {
        this.heldOut = rows.count();
        this.ranked = ranked(model, rows);
        this.shuffles = Shuffles.of(model, rows);
        List<String> columns = columns(model);
        long seed = model.manifest().seed();
        SomeRows changed = rows.draw(MOST_CHANGED, seed + 1);
        this.effects = shuffles.mattering(columns).stream()
                .map(column -> Effect.of(model, changed, column))
                .flatMap(Optional::stream)
                .limit(MOST_EFFECTS)
                .toList();
        this.pair = PairEffect.strongest(
                        model,
                        changed.draw(MOST_CHANGED / 2, seed + 3),
                        effects.stream().map(Effect::column).limit(MOST_PAIRED).toList())
                .orElse(null);
        this.contributions = Contributions.of(model, rows).orElse(null);
        SomeRows some = rows.draw(SegmentSearch.MOST_ROWS, seed + 2);
        this.looked = some.count();
        this.segments = List.copyOf(SegmentSearch.in(some, columns));
        this.examples = examples && Examples.arePossible(some) ? Examples.of(model, some) : List.of();
    }

    /**
     * Looks at the rows that a model was judged on; what {@link io.github.churnml.HeldOutRows} is given.
     *
     * @param judged the model, which has not learnt from them
     * @param rows the customers held out
     * @param labels one for each, 1 for the positive class
     * @param probabilities one for each
     * @param examples whether single customers may be told of, see {@code docs/reports.md}
     * @return what they say; the same for the same rows and model, whatever the threads
     */
    public static HeldOutFacts of(
            ChurnModel judged, Dataset rows, int[] labels, double[] probabilities, boolean examples) {
        return new HeldOutFacts(judged, new SomeRows(rows, labels, probabilities), examples);
    }

    private static RankedRows ranked(ChurnModel model, SomeRows rows) {
        Optional<CustomerValue> value = model.customerValue();
        return RankedRows.of(
                rows.labels(),
                rows.probabilities(),
                value.map(known -> known.of(rows.data(), List.of())).orElse(null),
                value.map(CustomerValue::campaign).orElse(new Campaign(0, 0, 1)));
    }

    /** The raw columns, those that matter most first. */
    private List<String> columns(ChurnModel model) {
        Set<String> inputs = new LinkedHashSet<>();
        shuffles.columns().ifPresent(inputs::addAll);
        Set<String> all =
                new LinkedHashSet<>(model.inputs().stream().map(Input::name).toList());
        model.importances().keySet().stream().filter(all::contains).forEach(inputs::add);
        inputs.addAll(all);
        return List.copyOf(inputs);
    }

    /** {@return the customers in the order of their probabilities} */
    public RankedRows ranked() {
        return ranked;
    }

    /** {@return how many customers were held out} */
    public int heldOut() {
        return heldOut;
    }

    /** {@return what is lost when a column is shuffled} */
    public Shuffles shuffles() {
        return shuffles;
    }

    /** {@return how the probability goes with the columns that matter most} */
    public List<Effect> effects() {
        return effects;
    }

    /** {@return the two of the columns that matter most whose effects depend most on each other; nothing where there are no two} */
    public Optional<PairEffect> pair() {
        return Optional.ofNullable(pair);
    }

    /** {@return what columns add to the log-odds; nothing where that cannot be told exactly} */
    public Optional<Contributions> contributions() {
        return Optional.ofNullable(contributions);
    }

    /** {@return how the model does on customers who are alike in one column} */
    public List<SegmentFacts> segments() {
        return segments;
    }

    /** {@return of how many customers the segments are} */
    public int looked() {
        return looked;
    }

    /** {@return single customers; none where they were not asked for} */
    public List<Example> examples() {
        return examples;
    }

    /**
     * How many rows were read, in words.
     *
     * @param rows how many were
     * @param of how many were held out
     * @return such as {@code 5,000 of the 200,000 customers held out}
     */
    public static String drawn(long rows, long of) {
        return rows == of
                ? "the " + Wording.count(rows) + " customers held out"
                : Wording.count(rows) + " of the " + Wording.count(of) + " customers held out";
    }
}
