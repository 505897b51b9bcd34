package io.github.churnml.resample;

import io.github.churnml.error.TrainingException;
import io.github.churnml.error.Where;
import io.github.churnml.prepare.TypedTable;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Makes new rows of the rarer class between those there are (N. V. Chawla, K. W. Bowyer, L. O. Hall and W. P. Kegelmeyer,
 * SMOTE: Synthetic Minority Over-sampling Technique, Journal of Artificial Intelligence Research 16, 2002).
 *
 * <p>For each row of the class its k nearest neighbours within the class are found. A synthetic row takes one row and one
 * of its neighbours by chance, and lies at the same random share of the way between them in every numeric column; in each
 * nominal column it takes the level that most of the k neighbours have, and of several such levels one by chance.
 *
 * <table>
 * <caption>Which variant applies</caption>
 * <tr><th>features</th><th>variant</th><th>squared distance</th></tr>
 * <tr><td>numeric and nominal</td><td>SMOTE-NC (section 6.1)</td><td>squared Euclidean over the numeric columns, and
 * Med² for each nominal column that differs; Med is the median of the numeric columns' population standard deviations
 * within the class</td></tr>
 * <tr><td>numeric only</td><td>SMOTE (section 4.2)</td><td>squared Euclidean</td></tr>
 * <tr><td>nominal only</td><td>SMOTE-N (section 6.2)</td><td>value difference metric: levels are alike if their rows
 * churn alike, over both classes. There are no numbers to vary: a row is the majority of a row and its neighbours,
 * and made twice from one row differs in ties only</td></tr>
 * </table>
 *
 * <p>Details that the paper leaves open, or that are different here:
 *
 * <ul>
 *   <li>By default the numeric columns are standardised for the distance (the synthetic values are not touched by that),
 *       else the column with the largest unit decides alone. Columns constant within the class are then left out and Med
 *       is 1. Raw, they count for Med as in the paper; if it is 0, levels do not tell rows apart, as in the paper.
 *   <li>Rows are used in turn; see {@link RandomOver}. Of rows equally near the earlier is nearer. A row that
 *       others repeat has them as neighbours, and repeats them if there are k or more.
 *   <li>A class with no more than k rows has all its other rows as neighbours. A single row has none and is refused.
 *   <li>A missing number counts in the distance as a differing level, or as none if it is missing in both rows; what is
 *       missing in the row or in its neighbour stays as it is in the row. A missing or an unknown level is a level.
 *   <li>Whole numbers become fractions, as in the paper: 1.4 support tickets.
 *   <li>Columns that no learner sees do not count, and are copied from the row.
 * </ul>
 *
 * <p>Takes time proportional to the square of the rows of the class, and runs on all cores.
 *
 * @param ratio rows of the rarer class divided by those of the other, afterwards, to the nearest whole row; above 0, at
 *     most 1
 * @param neighbours k, from 1 to 100
 * @param standardise whether distances are computed on standardised columns; otherwise raw as in the paper
 */
public record SmoteNc(double ratio, int neighbours, boolean standardise) implements Resampler {

    /** The name in YAML and on the command line. */
    public static final String NAME = "smote-nc";

    /**
     * Checks the settings.
     *
     * @param ratio above 0, at most 1
     * @param neighbours from 1 to 100
     * @param standardise either
     * @throws io.github.churnml.error.ConfigurationException if one is out of range
     */
    public SmoteNc {
        Keys.checkRatio(ratio);
        Keys.checkNeighbours(neighbours);
    }

    /** {@return the usual settings: as many rows of one class as of the other, 5 neighbours, standardised} */
    public static SmoteNc standard() {
        return new SmoteNc(Keys.DEFAULT_RATIO, Keys.DEFAULT_NEIGHBOURS, true);
    }

    /**
     * With another ratio of the classes. Default 1.
     *
     * @param value above 0, at most 1
     * @return a changed copy
     * @throws io.github.churnml.error.ConfigurationException if it is out of range
     */
    public SmoteNc withRatio(double value) {
        return new SmoteNc(value, neighbours, standardise);
    }

    /**
     * With another number of neighbours. Default 5.
     *
     * @param value from 1 to 100
     * @return a changed copy
     * @throws io.github.churnml.error.ConfigurationException if it is out of range
     */
    public SmoteNc withNeighbours(int value) {
        return new SmoteNc(ratio, value, standardise);
    }

    /**
     * With distances on standardised columns or on raw ones. Default standardised.
     *
     * @param value whether columns are standardised
     * @return a changed copy
     */
    public SmoteNc withStandardise(boolean value) {
        return new SmoteNc(ratio, neighbours, value);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Object> settings() {
        return Keys.settings(NAME, Keys.RATIO, ratio, Keys.NEIGHBOURS, neighbours, Keys.STANDARDISE, standardise);
    }

    /**
     * Adds the rows.
     *
     * @param table the training rows
     * @param labels 1 for the positive class, 0 otherwise; one per row
     * @param seed decides which neighbour, how far on the way, and ties
     * @return the given rows and after them the synthetic ones
     * @throws TrainingException if there are no rows, all are of one class, the rarer class has a single row and needs
     *     more, no learner sees any column, or a number is larger than 1e100 in size
     * @throws IllegalArgumentException if there are not as many labels as rows, or a label is not 0 or 1
     */
    @Override
    public Resampled resample(TypedTable table, int[] labels, long seed) {
        Classes classes = Classes.of(table, labels);
        int lacking = classes.lacking(ratio);
        if (lacking == 0) {
            return Resampled.unchanged(table, labels, null);
        }
        if (classes.minority().length == 1) {
            throw loneRow(classes.minority()[0] + 1L);
        }
        MinorityRows minority = MinorityRows.of(table, classes.minority());
        SplittableRandom random = new SplittableRandom(seed);
        int[] bases = Classes.inTurn(minority.count(), lacking, random);
        long[] seeds = random.longs(lacking).toArray();
        // With a whole turn or more, the first turn asks for every row in its order.
        boolean everyRow = lacking >= minority.count();
        int[] queries = everyRow ? IntStream.range(0, minority.count()).toArray() : bases;
        int[] slots = everyRow ? bases : IntStream.range(0, lacking).toArray();
        Neighbours nearest = neighbours(table, labels, minority, queries);
        int[] sources = IntStream.of(bases).map(base -> minority.rows()[base]).toArray();
        Resampled resampled = Resampled.withCopies(table, labels, sources);
        boolean nominalOnly = minority.numeric().length == 0;
        new SyntheticRows(minority, nearest, nominalOnly).write(resampled.table(), table.rows(), bases, slots, seeds);
        return resampled;
    }

    /** The neighbours, within the minority, of some of its rows. */
    Neighbours neighbours(TypedTable table, int[] labels, MinorityRows minority, int[] queries) {
        int k = Math.min(neighbours, minority.count() - 1);
        return Neighbours.find(space(table, labels, minority), minority.count(), queries, k);
    }

    private DistanceSpace space(TypedTable table, int[] labels, MinorityRows minority) {
        if (minority.numeric().length == 0) {
            return DistanceSpace.ofValueDifferences(table, labels, minority);
        }
        return standardise ? DistanceSpace.standardised(minority) : DistanceSpace.raw(minority);
    }

    private static TrainingException loneRow(long row) {
        return new TrainingException(
                "The rarer class has a single row (row " + row + "), which has no neighbour to make others with.",
                "Maybe repeat it with the method '" + RandomOver.NAME + "', weigh it with '" + ClassWeighting.NAME
                        + "', or collect more.",
                Where.nowhere().row(row));
    }
}
