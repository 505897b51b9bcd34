package io.github.churnml.explain;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * One customer's log-odds, split into a base value that all customers share and what each column contributes. These are
 * Shapley values (S. M. Lundberg and S.-I. Lee, Advances in Neural Information Processing Systems 30, 2017): base value and
 * contributions add up to the log-odds, but for rounding, and a column that the model does not use contributes 0. Immutable.
 *
 * <p>Everything is in log-odds before calibration: a contribution of 0.69 doubles the odds of leaving, one of −0.69 halves
 * them. A column's contribution holds all that the model makes of it: the parts of its one-hot encoding, its indicator of
 * missing values, and features derived from it alone. A feature derived from several columns contributes under its own name.
 * Contributions of a model's members are averaged as their log-odds are.
 *
 * <p>Trees and linear models are explained exactly. Networks are sampled ({@link io.github.churnml.predictor.Sampling}):
 * standard errors say how far each contribution may be off, for several networks at most.
 */
public final class Explanation {

    private final List<String> columns;
    private final double baseValue;
    private final double[] contributions;
    private final double[] standardErrors;
    private final Supplier<Words> words;

    /** Puts a value into words. */
    interface Words {

        /** The reason that the column at a position gives. */
        Reason reason(int position, double contribution, double standardError);
    }

    /** @param contributions one per column, not copied; likewise the errors */
    Explanation(
            List<String> columns,
            double baseValue,
            double[] contributions,
            double[] standardErrors,
            Supplier<Words> words) {
        this.columns = columns;
        this.baseValue = baseValue;
        this.contributions = contributions;
        this.standardErrors = standardErrors;
        this.words = words;
    }

    /** {@return the log-odds that contributions are counted from: those of a typical customer} */
    public double baseValue() {
        return baseValue;
    }

    /** {@return the customer's log-odds before calibration: base value and all contributions added up} */
    public double logOdds() {
        double sum = baseValue;
        for (double contribution : contributions) {
            sum += contribution;
        }
        return sum;
    }

    /** {@return every column's contribution, zeros included, in the model's order} */
    public Map<String, Double> contributions() {
        return byColumn(contributions);
    }

    /** {@return the standard error of every column's contribution, 0 where it is exact, in the model's order} */
    public Map<String, Double> standardErrors() {
        return byColumn(standardErrors);
    }

    private Map<String, Double> byColumn(double[] numbers) {
        Map<String, Double> byColumn = new LinkedHashMap<>();
        for (int c = 0; c < numbers.length; c++) {
            byColumn.put(columns.get(c), numbers[c]);
        }
        return Collections.unmodifiableMap(byColumn);
    }

    /**
     * The columns that contribute most, in words.
     *
     * @param most how many reasons to give at most, 1 or more
     * @return the reasons, largest |contribution| first, equal ones by column name; columns that contribute nothing are left
     *     out
     * @throws ConfigurationException if fewer than one is asked for
     */
    public List<Reason> reasons(int most) {
        requireOneOrMore(most);
        Words inWords = words.get();
        return IntStream.range(0, contributions.length)
                .filter(c -> Math.abs(contributions[c]) > 0)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(c -> -Math.abs(contributions[c]))
                        .thenComparing(columns::get))
                .limit(most)
                .map(c -> inWords.reason(c, contributions[c], standardErrors[c]))
                .toList();
    }

    static void requireOneOrMore(int most) {
        if (most < 1) {
            throw new ConfigurationException(
                    "The number of reasons is " + Wording.value(most) + " where 1 or more is needed.",
                    "Maybe ask for 5.",
                    Where.nowhere());
        }
    }
}
