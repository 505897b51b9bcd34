package io.github.churnml.explain;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.Outcome;
import io.github.churnml.drift.ReferenceProfile;
import io.github.churnml.predictor.Sampling;
import io.github.churnml.prepare.FittedPreparation;
import io.github.churnml.recipe.FittedRecipe;
import io.github.churnml.recipe.RecipeExplainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Explains rows that a scorer has read. Safe for any thread: work space is lent to one at a time and used again.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class Explanations {

    private static final int CHUNK = 512;

    private final FittedRecipe fitted;
    private final FittedPreparation preparation;
    private final @Nullable ReferenceProfile reference;
    private final Outcome outcome;
    /** Made when it is first needed: two threads may make it at once, and get the same. */
    private volatile @Nullable UsualValues usual;

    /** As many as can work at a time; what does not fit is dropped, so that a burst of callers leaves no memory behind. */
    private final BlockingQueue<RecipeExplainer> idle =
            new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

    /**
     * Explains the rows of a model.
     *
     * @param fitted how its rows are prepared and scored
     * @param reference what training rows were like, which reasons compare values with; null where that is not known
     * @param outcome what reasons speak of
     */
    public Explanations(FittedRecipe fitted, @Nullable ReferenceProfile reference, Outcome outcome) {
        this.fitted = fitted;
        this.preparation = fitted.preparation();
        this.reference = reference;
        this.outcome = outcome;
    }

    /** {@return the columns that reasons are given by} */
    public List<String> columns() {
        RecipeExplainer explainer = borrow();
        try {
            return explainer.columns();
        } finally {
            idle.offer(explainer);
        }
    }

    /**
     * Explains a row, sampling as usual.
     *
     * @param read what the inputs have read in it; not copied
     * @return every column's contribution
     */
    public Explanation of(double[] read) {
        RecipeExplainer explainer = borrow();
        try {
            return of(read, explainer);
        } finally {
            idle.offer(explainer);
        }
    }

    /**
     * Explains a row, sampling otherwise than usual.
     *
     * @param read what the inputs have read in it; not copied
     * @param sampling how members that cannot be explained outright are sampled
     * @return every column's contribution
     */
    public Explanation of(double[] read, Sampling sampling) {
        return sampling.equals(Sampling.standard()) ? of(read) : of(read, fitted.explainer(sampling));
    }

    /**
     * The columns that move a row's log-odds furthest, in words.
     *
     * @param read what the inputs have read in it; not copied
     * @param most how many reasons to give at most, 1 or more
     * @return the reasons, as {@link Explanation#reasons} gives them
     */
    public List<Reason> reasons(double[] read, int most) {
        Explanation.requireOneOrMore(most);
        return of(read).reasons(most);
    }

    private RecipeExplainer borrow() {
        RecipeExplainer explainer = idle.poll();
        return explainer == null ? fitted.explainer(Sampling.standard()) : explainer;
    }

    private Explanation of(double[] read, RecipeExplainer explainer) {
        double[] prepared = prepared(read);
        int[] places = explainer.places();
        double[] contributions = new double[places.length];
        double[] errors = new double[places.length];
        explainer.contributions(prepared, contributions, errors);
        return new Explanation(explainer.columns(), explainer.baseValue(), contributions, errors, () -> {
            ReasonWords words = words(read, prepared);
            return (position, contribution, error) -> words.reason(places[position], contribution, error);
        });
    }

    private double[] prepared(double[] read) {
        double[] prepared = Arrays.copyOf(read, preparation.variables().size());
        preparation.apply(prepared);
        return prepared;
    }

    private ReasonWords words(double[] read, double[] prepared) {
        double[] derived = Arrays.copyOf(read, prepared.length);
        preparation.derive(derived);
        return new ReasonWords(preparation, usual(), outcome, derived, prepared);
    }

    private UsualValues usual() {
        UsualValues made = usual;
        if (made == null) {
            made = new UsualValues(preparation.inputs(), reference);
            usual = made;
        }
        return made;
    }

    /**
     * The mean size of each column's contribution over a table, on all cores; chunks are added up in their order.
     *
     * @param data a table with all input columns
     * @return log-odds by column, largest first; all 0 for a table without rows
     */
    public Map<String, Double> meanAbsolute(Dataset data) {
        double[][] read = preparation.read(data);
        double[][] chunks = new double[(data.rows() + CHUNK - 1) / CHUNK][];
        IntStream.range(0, chunks.length)
                .parallel()
                .forEach(c -> chunks[c] = sizes(read, c * CHUNK, Math.min(data.rows(), (c + 1) * CHUNK)));
        List<String> names = columns();
        double[] sums = new double[names.size()];
        for (double[] chunk : chunks) {
            for (int c = 0; c < sums.length; c++) {
                sums[c] += chunk[c];
            }
        }
        Map<String, Double> means = new LinkedHashMap<>();
        largestFirst(sums, names).forEach(c -> means.put(names.get(c), data.rows() == 0 ? 0 : sums[c] / data.rows()));
        return means;
    }

    private double[] sizes(double[][] read, int from, int to) {
        RecipeExplainer explainer = borrow();
        try {
            double[] sums = new double[explainer.places().length];
            double[] contributions = new double[sums.length];
            double[] errors = new double[sums.length];
            double[] row = new double[preparation.variables().size()];
            for (int i = from; i < to; i++) {
                for (int j = 0; j < read.length; j++) {
                    row[j] = read[j][i];
                }
                preparation.apply(row);
                explainer.contributions(row, contributions, errors);
                for (int c = 0; c < sums.length; c++) {
                    sums[c] += Math.abs(contributions[c]);
                }
            }
            return sums;
        } finally {
            idle.offer(explainer);
        }
    }

    /** The positions of numbers, largest first, equal ones by name. */
    private static List<Integer> largestFirst(double[] numbers, List<String> names) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, numbers.length).boxed().toList());
        order.sort((a, b) -> numbers[a] != numbers[b]
                ? Double.compare(numbers[b], numbers[a])
                : names.get(a).compareTo(names.get(b)));
        return order;
    }
}
