package io.github.churnml.report.heldout;

import io.github.churnml.data.Column;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Holm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Looks for customers, alike in one column, whom the model ranks worse than all others or whose probabilities do not mean what they
 * say. Two tests for each: the difference of two areas (DeLong), and how many left against the sum of the
 * probabilities, both there and beside how it is elsewhere. All
 * p-values of both are adjusted together (Holm), so that a table with many columns does not find something by luck alone.
 */
final class SegmentSearch {

    static final int MOST_ROWS = 50_000;
    private static final int FEWEST_OF_A_CLASS = 15;
    private static final int MOST_COLUMNS = 40;
    private static final double LEVEL = 0.95;
    /** The 0.975 quantile of the normal distribution. */
    private static final double DEVIATIONS = 1.959963984540054;

    private final SomeRows rows;
    private final int[] order;
    private final double[] losses;
    private final long allChurners;
    private final double allSum;
    private final double allVariance;

    private SegmentSearch(SomeRows rows) {
        this.rows = rows;
        this.order = byProbability(rows.probabilities());
        this.allChurners = IntStream.of(rows.labels()).sum();
        this.allSum = sum(0);
        this.allVariance = allSum - sum(1);
        this.losses = IntStream.range(0, rows.count()).mapToDouble(this::loss).toArray();
    }

    /** Of every column named, at most forty, all groups with enough rows. */
    static List<SegmentFacts> in(SomeRows rows, List<String> columns) {
        return new SegmentSearch(rows).run(columns);
    }

    private static int[] byProbability(double[] probabilities) {
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> probabilities[row]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Of all probabilities, or of their squares. */
    private double sum(int power) {
        double sum = 0;
        for (double probability : rows.probabilities()) {
            sum += power == 0 ? probability : probability * probability;
        }
        return sum;
    }

    /** As log loss has it: no probability is nearer to 0 or 1 than 1e-15. */
    private double loss(int row) {
        double probability = Math.min(1 - 1e-15, Math.max(1e-15, rows.probabilities()[row]));
        return -StrictMath.log(rows.labels()[row] == 1 ? probability : 1 - probability);
    }

    private List<SegmentFacts> run(List<String> columns) {
        List<Grouping> groupings = columns.stream()
                .map(name -> rows.data().find(name))
                .flatMap(Optional::stream)
                .map((Column column) -> Grouping.of(column, SegmentFacts.FEWEST_ROWS))
                .flatMap(Optional::stream)
                .limit(MOST_COLUMNS)
                .toList();
        List<SegmentFacts> found = groupings.parallelStream()
                .flatMap(grouping -> groups(grouping).stream())
                .toList();
        double[] tested = found.stream()
                .flatMapToDouble(one -> Arrays.stream(new double[] {one.ranksWorse(), one.isOff()}))
                .toArray();
        int[] known = IntStream.range(0, tested.length)
                .filter(i -> !Double.isNaN(tested[i]))
                .toArray();
        double[] adjusted =
                Holm.adjusted(Arrays.stream(known).mapToDouble(i -> tested[i]).toArray());
        for (int i = 0; i < known.length; i++) {
            tested[known[i]] = adjusted[i];
        }
        List<SegmentFacts> facts = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            SegmentFacts one = found.get(i);
            facts.add(new SegmentFacts(
                    one.column(),
                    one.group(),
                    one.rows(),
                    one.churners(),
                    one.meanProbability(),
                    one.area(),
                    one.logLoss(),
                    tested[2 * i],
                    tested[2 * i + 1]));
        }
        return facts;
    }

    private List<SegmentFacts> groups(Grouping grouping) {
        int[] sizes = grouping.sizes();
        List<SegmentFacts> groups = new ArrayList<>();
        for (int group = 0; group < sizes.length; group++) {
            if (sizes[group] >= SegmentFacts.FEWEST_ROWS && sizes[group] < rows.count()) {
                groups.add(facts(grouping, group, sizes[group]));
            }
        }
        return groups;
    }

    private SegmentFacts facts(Grouping grouping, int group, int size) {
        long churners = 0;
        double sum = 0;
        double variance = 0;
        double loss = 0;
        double squares = 0;
        for (int row = 0; row < rows.count(); row++) {
            if (grouping.of()[row] == group) {
                double probability = rows.probabilities()[row];
                churners += rows.labels()[row];
                sum += probability;
                variance += probability * (1 - probability);
                loss += losses[row];
                squares += losses[row] * losses[row];
            }
        }
        double restSum = allSum - sum;
        double restVariance = allVariance - variance;
        double mean = loss / size;
        double error = Math.sqrt(Math.max(0, squares / size - mean * mean) / (size - 1));
        long rest = allChurners - churners;
        boolean enough = Math.min(churners, size - churners) >= FEWEST_OF_A_CLASS
                && Math.min(rest, rows.count() - size - rest) >= FEWEST_OF_A_CLASS;
        Estimate area = new Estimate(Double.NaN, Double.NaN, Double.NaN, LEVEL);
        double worse = Double.NaN;
        if (enough) {
            AreaTest here = AreaTest.of(order, rows.labels(), rows.probabilities(), grouping.of(), group, true);
            AreaTest elsewhere = AreaTest.of(order, rows.labels(), rows.probabilities(), grouping.of(), group, false);
            area = within(here.area(), here.error(), 1);
            double apart = Math.sqrt(here.variance() + elsewhere.variance());
            worse = apart > 0 ? Normal.above((elsewhere.area() - here.area()) / apart) : Double.NaN;
        }
        // Off in itself, and otherwise off than the rest: one group's fault is not said of all that share customers
        // with it.
        double off = Math.max(
                twoSided(churners - sum, variance),
                twoSided(
                        (churners - sum) / size - (rest - restSum) / (rows.count() - size),
                        variance / size / size + restVariance / (rows.count() - size) / (rows.count() - size)));
        return new SegmentFacts(
                grouping.column(),
                grouping.names().get(group),
                size,
                churners,
                sum / size,
                area,
                within(mean, error, Double.POSITIVE_INFINITY),
                worse,
                off);
    }

    private static double twoSided(double difference, double variance) {
        return variance > 0 ? 2 * Normal.above(Math.abs(difference) / Math.sqrt(variance)) : Double.NaN;
    }

    private static Estimate within(double value, double error, double most) {
        return new Estimate(
                value, Math.max(0, value - DEVIATIONS * error), Math.min(most, value + DEVIATIONS * error), LEVEL);
    }
}
