package io.github.churnml.data.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FoldsTest {

    @Property
    void holdOut_anyShare_dividesEveryClass(
            @ForAll @IntRange(min = 2, max = 40) int negatives,
            @ForAll @IntRange(min = 2, max = 40) int positives,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double fraction,
            @ForAll long seed) {
        int[] labels = labels(negatives, positives);
        Division split = Folds.holdOut(labels, fraction, seed);

        assertPartition(split, labels.length);
        for (int label = 0; label < 2; label++) {
            int size = label == 0 ? negatives : positives;
            int expected = Math.max(1, Math.min(size - 1, (int) Math.round(fraction * size)));
            assertThat(count(labels, split.test(), label)).isEqualTo(expected);
        }
    }

    @Test
    void holdOut_sameSeed_sameRows_otherSeed_others() {
        int[] labels = labels(100, 50);

        assertThat(Folds.holdOut(labels, 0.2, 42).test())
                .isEqualTo(Folds.holdOut(labels, 0.2, 42).test())
                .isNotEqualTo(Folds.holdOut(labels, 0.2, 43).test());
    }

    @Property
    void stratified_anyNumberOfFolds_testsEachRowOnce(
            @ForAll @IntRange(min = 10, max = 60) int negatives,
            @ForAll @IntRange(min = 2, max = 40) int positives,
            @ForAll @IntRange(min = 2, max = 10) int k,
            @ForAll long seed) {
        int[] labels = labels(negatives, positives);
        List<Division> splits = Folds.stratified(labels, k, seed);

        int[] tested = new int[labels.length];
        for (Division split : splits) {
            assertPartition(split, labels.length);
            Arrays.stream(split.test()).forEach(row -> tested[row]++);
            assertThat(split.test().length).isBetween(labels.length / k, labels.length / k + 1);
            assertThat(count(labels, split.test(), 1)).isBetween(positives / k, positives / k + 1);
            assertThat(count(labels, split.train(), 1)).isPositive();
        }
        assertThat(splits).hasSize(k);
        assertThat(tested).containsOnly(1);
        assertThat(Folds.stratified(labels, k, seed).get(0).test())
                .isEqualTo(splits.get(0).test());
    }

    @Test
    void holdOut_shareOutOfRange_isRefused() {
        for (double fraction : new double[] {0, 1, -0.1, 1.5, Double.NaN}) {
            assertThatThrownBy(() -> Folds.holdOut(new int[] {0, 0, 1, 1}, fraction, 1))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("The share to hold out is (" + fraction + "), which is not between 0 and 1.\n"
                            + "Maybe 0.2 was meant: every fifth row.");
        }
    }

    @Test
    void stratified_numberOfFoldsOutOfRange_isRefused() {
        for (int k : new int[] {-1, 0, 1, 5}) {
            assertThatThrownBy(() -> Folds.stratified(new int[] {0, 0, 1, 1}, k, 1))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("The number of folds is (" + k + "), which is not between 2 and the 4 rows.\n"
                            + "Maybe 5 was meant.");
        }
    }

    @Test
    void holdOut_classOfOneRow_isRefused() {
        assertThatThrownBy(() -> Folds.holdOut(new int[] {0, 0, 0, 1}, 0.5, 1))
                .isInstanceOf(DataException.class)
                .hasMessage("Class (1) has 1 row where at least 2 are needed, one to learn from and one to judge on.\n"
                        + "Maybe leave the class out, or add rows of it.");
    }

    @Test
    void holdOut_noRows_isRefused() {
        assertThatThrownBy(() -> Folds.holdOut(new int[0], 0.5, 1))
                .isInstanceOf(DataException.class)
                .hasMessage("There are no rows to divide.");
    }

    private static int[] labels(int negatives, int positives) {
        return IntStream.range(0, negatives + positives)
                .map(i -> i < negatives ? 0 : 1)
                .toArray();
    }

    private static int count(int[] labels, int[] rows, int label) {
        return (int) Arrays.stream(rows).filter(row -> labels[row] == label).count();
    }

    private static void assertPartition(Division split, int rows) {
        assertThat(split.train()).isSorted();
        assertThat(split.test()).isSorted();
        int[] both = IntStream.concat(Arrays.stream(split.train()), Arrays.stream(split.test()))
                .sorted()
                .toArray();
        assertThat(both).isEqualTo(IntStream.range(0, rows).toArray());
    }
}
