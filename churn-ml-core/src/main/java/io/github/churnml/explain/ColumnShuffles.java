package io.github.churnml.explain;

import io.github.churnml.data.Dataset;
import io.github.churnml.decide.DecisionRule;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Metric;
import io.github.churnml.prepare.FittedPreparation;
import io.github.churnml.prepare.Input;
import io.github.churnml.recipe.FittedRecipe;
import io.github.churnml.recipe.RecipeKernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Measures {@link PermutationImportance}: every repeat of every column is a task of its own with a seed of its own, so that
 * the answer does not depend on the number of threads. Memory per running task is a few numbers per row.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class ColumnShuffles {

    private static final int MOST_REPEATS = 1_000;
    private static final double LEVEL = 0.95;
    /** The 0.975 quantile of the normal distribution. */
    private static final double DEVIATIONS = 1.959963984540054;

    private final FittedRecipe fitted;
    private final FittedPreparation preparation;
    private final int[] labels;
    private final Metric metric;
    private final DecisionRule rule;
    private final int stayers;
    private final int[] stayersThenChurners;

    /**
     * Shuffles columns before a model's rows are prepared and scored.
     *
     * @param fitted how rows are prepared and scored
     * @param labels the outcomes of the rows to come, 1 for customers who left; both classes must be there
     * @param metric what is measured
     * @param rule turns log-odds into probabilities; its threshold is for metrics of decisions
     */
    public ColumnShuffles(FittedRecipe fitted, int[] labels, Metric metric, DecisionRule rule) {
        this.fitted = fitted;
        this.preparation = fitted.preparation();
        this.labels = labels;
        this.metric = metric;
        this.rule = rule;
        this.stayers = labels.length - IntStream.of(labels).sum();
        this.stayersThenChurners = IntStream.concat(rowsOf(0), rowsOf(1)).toArray();
    }

    private IntStream rowsOf(int label) {
        return IntStream.range(0, labels.length).filter(row -> labels[row] == label);
    }

    /**
     * Measures every raw column, on all cores.
     *
     * @param data as many rows as there are labels, with all input columns
     * @param repeats how often each column is shuffled, 2 to 1,000
     * @param seed decides every shuffle
     * @return one drop per raw column
     * @throws ConfigurationException if there are too few or too many repeats
     */
    public PermutationImportance run(Dataset data, int repeats, long seed) {
        if (repeats < 2 || repeats > MOST_REPEATS) {
            throw new ConfigurationException(
                    "The number of repeats is " + Wording.value(repeats) + " where 2 to " + MOST_REPEATS
                            + " are possible.",
                    "Maybe take " + PermutationImportance.REPEATS + ".",
                    Where.nowhere());
        }
        double[][] read = preparation.read(data);
        double[] scores = scores(read, -1, new int[0]);
        double[][] drops = new double[read.length][repeats];
        double[][] elsewhere = new double[read.length][repeats];
        long[] seeds =
                new SplittableRandom(seed).longs((long) read.length * repeats).toArray();
        IntStream.range(0, seeds.length).parallel().forEach(task -> {
            int column = task / repeats;
            SplittableRandom random = new SplittableRandom(seeds[task]);
            double[] shuffled = scores(read, column, shuffledRows(random));
            drops[column][task % repeats] = drop(labels, scores, shuffled);
            elsewhere[column][task % repeats] = dropOnDrawnRows(scores, shuffled, random);
        });
        return new PermutationImportance(
                metric, compute(labels, scores), labels.length, repeats, estimates(drops, elsewhere));
    }

    /** The probabilities of all rows, with one column's values taken from other rows, or none if it is −1. */
    private double[] scores(double[][] read, int shuffled, int[] from) {
        RecipeKernel kernel = fitted.kernel();
        double[] row = new double[preparation.variables().size()];
        double[] scores = new double[labels.length];
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < read.length; j++) {
                row[j] = read[j][j == shuffled ? from[i] : i];
            }
            preparation.apply(row);
            scores[i] = rule.probability(kernel.logOdds(row));
        }
        return scores;
    }

    private int[] shuffledRows(SplittableRandom random) {
        int[] rows = new int[labels.length];
        for (int i = 0; i < rows.length; i++) {
            int j = random.nextInt(i + 1);
            rows[i] = rows[j];
            rows[j] = i;
        }
        return rows;
    }

    /** What the shuffle costs on rows drawn with replacement, as many of each class as there are. */
    private double dropOnDrawnRows(double[] scores, double[] shuffled, SplittableRandom random) {
        int[] drawnLabels = new int[labels.length];
        double[] drawnScores = new double[labels.length];
        double[] drawnShuffled = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            int among = i < stayers ? random.nextInt(stayers) : stayers + random.nextInt(labels.length - stayers);
            int row = stayersThenChurners[among];
            drawnLabels[i] = labels[row];
            drawnScores[i] = scores[row];
            drawnShuffled[i] = shuffled[row];
        }
        return drop(drawnLabels, drawnScores, drawnShuffled);
    }

    private double drop(int[] of, double[] scores, double[] shuffled) {
        double drop = compute(of, scores) - compute(of, shuffled);
        return metric.higherIsBetter() ? drop : -drop;
    }

    private double compute(int[] of, double[] scores) {
        return metric.compute(of, scores, rule.threshold());
    }

    private Map<String, Estimate> estimates(double[][] drops, double[][] elsewhere) {
        List<Input> inputs = preparation.inputs();
        List<Map.Entry<String, Estimate>> entries = new ArrayList<>();
        for (int c = 0; c < drops.length; c++) {
            double drop = Arrays.stream(drops[c]).sum() / drops[c].length;
            double half = DEVIATIONS * deviation(elsewhere[c]);
            // A drop that is undefined has no interval either.
            double ends = Double.isNaN(drop) ? Double.NaN : half;
            entries.add(Map.entry(inputs.get(c).name(), new Estimate(drop, drop - ends, drop + ends, LEVEL)));
        }
        entries.sort(Comparator.<Map.Entry<String, Estimate>>comparingDouble(
                        entry -> -entry.getValue().value())
                .thenComparing(Map.Entry.comparingByKey()));
        Map<String, Estimate> largestFirst = new LinkedHashMap<>();
        entries.forEach(entry -> largestFirst.put(entry.getKey(), entry.getValue()));
        return largestFirst;
    }

    private static double deviation(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }
}
