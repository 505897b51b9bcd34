package io.github.churnml.report.heldout;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.Column;
import io.github.churnml.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the model says on average of the same customers if two columns held each of several values in turn: of a few pairs, the one
 * whose means depend most on both together, that is, lie farthest from a sum of a part for each column in log-odds. Of an additive
 * model without pairs none does.
 *
 * <p>No API: public for the pages of this module alone, and may change at any time.
 *
 * @param first the column whose values go down
 * @param second the column whose values go along
 * @param firstValues its values, in words
 * @param secondValues its values, in words
 * @param means the mean probability, by first and second value
 * @param apart how far the log-odds lie from such a sum, the root of the mean square
 * @param pairs how many pairs were looked at
 * @param rows how many customers the means are of
 */
public record PairEffect(
        String first,
        String second,
        List<String> firstValues,
        List<String> secondValues,
        double[][] means,
        double apart,
        int pairs,
        int rows) {

    private static final int MOST_VALUES = 4;

    /** Of the pairs of some columns; nothing where no two have values to try. */
    static Optional<PairEffect> strongest(ChurnModel model, SomeRows rows, List<String> columns) {
        List<Tries> tries = columns.stream()
                .map(name -> rows.data().find(name))
                .flatMap(Optional::stream)
                .map((Column column) -> Tries.of(column, MOST_VALUES, MOST_VALUES))
                .flatMap(Optional::stream)
                .toList();
        List<PairEffect> pairs = new ArrayList<>();
        int count = tries.size() * (tries.size() - 1) / 2;
        for (int i = 0; i < tries.size(); i++) {
            for (int j = i + 1; j < tries.size(); j++) {
                pairs.add(of(model, rows, tries.get(i), tries.get(j), count));
            }
        }
        PairEffect strongest = null;
        for (PairEffect pair : pairs) {
            strongest = strongest == null || pair.apart() > strongest.apart() ? pair : strongest;
        }
        return Optional.ofNullable(strongest);
    }

    private static PairEffect of(ChurnModel model, SomeRows rows, Tries first, Tries second, int pairs) {
        int count = rows.count();
        int cells = first.places() * second.places();
        int[] again = IntStream.range(0, count * cells).map(i -> i % count).toArray();
        Column down = first.holding(IntStream.range(0, count * cells)
                .map(i -> i / count / second.places())
                .toArray());
        Column along = second.holding(IntStream.range(0, count * cells)
                .map(i -> i / count % second.places())
                .toArray());
        List<Column> columns = new ArrayList<>();
        for (Column other : rows.data().select(again).columns()) {
            columns.add(other.name().equals(down.name()) ? down : other.name().equals(along.name()) ? along : other);
        }
        double[] said = model.scorer().score(Dataset.of(columns)).probabilities();
        double[][] means = new double[first.places()][second.places()];
        for (int i = 0; i < said.length; i++) {
            means[i / count / second.places()][i / count % second.places()] += said[i] / count;
        }
        return new PairEffect(
                first.column().name(),
                second.column().name(),
                IntStream.range(0, first.places()).mapToObj(first::text).toList(),
                IntStream.range(0, second.places()).mapToObj(second::text).toList(),
                means,
                apart(means),
                pairs,
                count);
    }

    /** What remains of the log-odds without the means of rows and columns. */
    static double apart(double[][] means) {
        int rows = means.length;
        int columns = means[0].length;
        double[][] odds = new double[rows][columns];
        double[] ofRows = new double[rows];
        double[] ofColumns = new double[columns];
        double all = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double mean = Math.min(1 - 1e-6, Math.max(1e-6, means[i][j]));
                odds[i][j] = StrictMath.log(mean / (1 - mean));
                ofRows[i] += odds[i][j] / columns;
                ofColumns[j] += odds[i][j] / rows;
                all += odds[i][j] / (rows * columns);
            }
        }
        double squares = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double rest = odds[i][j] - ofRows[i] - ofColumns[j] + all;
                squares += rest * rest;
            }
        }
        return Math.sqrt(squares / (rows * columns));
    }
}
