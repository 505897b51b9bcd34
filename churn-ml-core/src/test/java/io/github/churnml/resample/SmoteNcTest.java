package io.github.churnml.resample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.error.TrainingException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SmoteNcTest {

    private static final SmoteNc RAW = SmoteNc.standard().withStandardise(false);

    /** Of the k nearest rows of the minority, for each of its rows. */
    private static int[] neighbours(SmoteNc smote, ExampleTable rows) {
        MinorityRows minority =
                MinorityRows.of(rows.table(), Classes.of(rows.labels()).minority());
        int[] all = IntStream.range(0, minority.count()).toArray();
        return smote.neighbours(rows.table(), rows.labels(), minority, all).rows();
    }

    @Test
    void medianDeviationOfZero_stillTakesLevelsFromTheNeighbours() {
        // The case that imbalanced-learn publishes as test_smote_nc_with_null_median_std, one class at a time.
        ExampleTable two = ExampleTable.of(new int[] {0, 0, 0, 0, 1, 1})
                .numbers("a", 1, 2, 2, 1, 1, 1)
                .numbers("b", 2, 1, 1, 2, 2, 2)
                .numbers("c", 1, 2, 2, 3, 4, 5)
                .levels("d", 0, 0, 0, 1, 2, 2);
        Resampled added = two.resample(RAW.withNeighbours(1), 3);
        assertThat(added.table().rows()).isEqualTo(8);
        for (int row = 6; row < 8; row++) {
            double[] values = ExampleTable.row(added.table(), row);
            assertThat(values[0]).isEqualTo(1);
            assertThat(values[1]).isEqualTo(2);
            assertThat(values[2]).isBetween(4.0, 5.0);
            assertThat(values[3]).isEqualTo(2);
        }
        ExampleTable three = ExampleTable.of(new int[] {0, 0, 0, 0, 1, 1, 1})
                .numbers("a", 1, 2, 2, 1, 1, 1, 1)
                .numbers("b", 2, 1, 1, 2, 2, 2, 2)
                .numbers("c", 1, 2, 2, 3, 4, 4, 4)
                .levels("d", 0, 0, 0, 1, 2, 2, 2);
        Resampled one = three.resample(RAW.withNeighbours(1), 3);
        assertThat(one.table().rows()).isEqualTo(8);
        assertThat(ExampleTable.row(one.table(), 7)).containsExactly(1, 2, 4, 2);
    }

    @Test
    void distance_ofMixedColumns_isThatOfThePaperExample() {
        // Section 6.1: F1 = 1 2 3 A B C, F2 = 4 6 5 A D E, F3 = 3 5 6 A B K.
        MinorityRows minority = MinorityRows.of(
                ExampleTable.of(3, 4)
                        .numbers("1", 1, 4, 3, 0, 0, 0, 0)
                        .numbers("2", 2, 6, 5, 0, 0, 0, 0)
                        .numbers("3", 3, 5, 6, 0, 0, 0, 0)
                        .levels("4", 0, 0, 0, 0, 0, 0, 0)
                        .levels("5", 1, 3, 1, 0, 0, 0, 0)
                        .levels("6", 2, 4, 10, 0, 0, 0, 0)
                        .table(),
                new int[] {0, 1, 2});
        DistanceSpace space = DistanceSpace.raw(minority);
        double med = Math.sqrt(
                ((1 - 8 / 3.0) * (1 - 8 / 3.0) + (4 - 8 / 3.0) * (4 - 8 / 3.0) + (3 - 8 / 3.0) * (3 - 8 / 3.0)) / 3);
        assertThat(space.penalty()).isCloseTo(med * med, within(1e-12));
        double[] distances = Neighbours.find(space, 3, new int[] {0}, 2).squaredDistances();
        assertThat(distances[0]).isCloseTo(4 + 9 + 9 + med * med, within(1e-12));
        assertThat(distances[1]).isCloseTo(9 + 16 + 4 + 2 * med * med, within(1e-12));
    }

    @Test
    void nominalColumnsOnly_voteAsInThePaperExample() {
        // Section 6.2: F1 = A B C D E, F2 = A F C G N, F3 = H B C D N give A B C D N: the row itself votes, too.
        ExampleTable rows = ExampleTable.of(3, 5)
                .levels("1", 0, 0, 7, 0, 0, 0, 0, 0)
                .levels("2", 1, 5, 1, 0, 0, 0, 0, 0)
                .levels("3", 2, 2, 2, 0, 0, 0, 0, 0)
                .levels("4", 3, 6, 3, 0, 0, 0, 0, 0)
                .levels("5", 4, 8, 8, 0, 0, 0, 0, 0);
        Resampled resampled = rows.resample(SmoteNc.standard().withNeighbours(2), 1);
        assertThat(resampled.kept()).isEqualTo(8);
        for (int row = 8; row < 10; row++) {
            assertThat(ExampleTable.row(resampled.table(), row)).containsExactly(0, 1, 2, 3, 8);
        }
    }

    @Test
    void nominalColumnsOnly_nearLevelsAreThoseWhoseRowsChurnAlike() {
        // Of level 0 half the rows churn, of level 1 three in five, of level 2 one in four, of level 3 all.
        ExampleTable rows = ExampleTable.of(new int[] {1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 0})
                .levels("level", 0, 1, 1, 1, 2, 0, 1, 1, 2, 2, 2, 3, 4);
        MinorityRows minority = MinorityRows.of(rows.table(), new int[] {0, 1, 2, 3, 4, 11});
        DistanceSpace space = DistanceSpace.ofValueDifferences(rows.table(), rows.labels(), minority);
        Neighbours nearest = Neighbours.find(space, 6, new int[] {0}, 5);
        assertThat(nearest.rows()).containsExactly(1, 2, 3, 4, 5);
        // |1/2 - 3/5| for either class, squared; and so on
        assertThat(nearest.squaredDistances()[0]).isCloseTo(0.04, within(1e-12));
        assertThat(nearest.squaredDistances()[3]).isCloseTo(0.25, within(1e-12));
        assertThat(nearest.squaredDistances()[4]).isCloseTo(1, within(1e-12));
    }

    @Test
    void nominalLevel_ofTheMajorityOfNeighbours_isTaken() {
        // Row 0 has another level than its three neighbours, and no vote.
        ExampleTable rows = ExampleTable.of(4, 9)
                .numbers("x", 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0)
                .levels("l", 0, 1, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        Resampled resampled = rows.resample(SmoteNc.standard().withNeighbours(3), 1);
        for (int i = resampled.kept(); i < resampled.labels().length; i++) {
            if (resampled.sources()[i] == 0) {
                assertThat(resampled.table().columns()[1][i]).isEqualTo(1);
            }
        }
    }

    @Test
    void nominalLevels_withAsManyVotes_areAllDrawnSomeTime() {
        ExampleTable rows = ExampleTable.of(4, 400)
                .numbers("x", IntStream.range(0, 404).mapToDouble(i -> i % 4).toArray())
                .levels("l", IntStream.range(0, 404).mapToDouble(i -> i % 4).toArray());
        Resampled resampled = rows.resample(SmoteNc.standard().withNeighbours(3), 1);
        Set<Double> ofRowZero = new HashSet<>();
        for (int i = resampled.kept(); i < resampled.labels().length; i++) {
            if (resampled.sources()[i] == 0) {
                ofRowZero.add(resampled.table().columns()[1][i]);
            }
        }
        assertThat(ofRowZero).containsExactlyInAnyOrder(1.0, 2.0, 3.0);
    }

    @Test
    void numericColumnsOnly_lieOnTheWayToOneNeighbour() {
        // On a line: all columns move by the same share of the way.
        ExampleTable rows = ExampleTable.of(4, 60)
                .numbers("x", IntStream.range(0, 64).mapToDouble(i -> i % 4).toArray())
                .numbers(
                        "y",
                        IntStream.range(0, 64)
                                .mapToDouble(i -> 10 * (i % 4) + 5)
                                .toArray());
        Resampled resampled = rows.resample(SmoteNc.standard().withNeighbours(2), 1);
        double[] x = ExampleTable.added(resampled, 0);
        double[] y = ExampleTable.added(resampled, 1);
        assertThat(x).hasSize(56);
        for (int i = 0; i < x.length; i++) {
            assertThat(y[i]).isCloseTo(10 * x[i] + 5, within(1e-12));
            double base = resampled.sources()[resampled.kept() + i] % 4;
            assertThat(Math.abs(x[i] - base)).isLessThanOrEqualTo(2);
        }
        assertThat(Arrays.stream(x).filter(v -> v != Math.rint(v)).count())
                .as("whole numbers become fractions")
                .isGreaterThan(50);
    }

    @Test
    void rows_aboveOneTurn_areUsedEquallyOften() {
        Resampled resampled = ExampleTable.of(10, 37)
                .numbers("x", IntStream.range(0, 47).asDoubleStream().toArray())
                .resample(SmoteNc.standard(), 1);
        int[] uses = new int[10];
        for (int i = resampled.kept(); i < resampled.labels().length; i++) {
            uses[resampled.sources()[i]]++;
        }
        assertThat(Arrays.stream(uses).sum()).isEqualTo(27);
        assertThat(uses).containsOnly(2, 3);
    }

    @Test
    void fewRowsLacking_asksForTheirNeighboursOnly() {
        ExampleTable rows = ExampleTable.of(10, 13)
                .numbers("x", IntStream.range(0, 23).mapToDouble(i -> i * i).toArray());
        Resampled resampled = rows.resample(SmoteNc.standard().withNeighbours(1), 1);
        for (int i = resampled.kept(); i < 26; i++) {
            int base = resampled.sources()[i];
            int nearest = base == 0 ? 1 : base - 1;
            double least = Math.min(base * base, nearest * nearest);
            assertThat(resampled.table().columns()[0][i])
                    .isBetween(least, (double) Math.max(base * base, nearest * nearest));
        }
    }

    @Test
    void minorityNoLargerThanK_usesAllItsOtherRows() {
        ExampleTable rows = ExampleTable.of(2, 30)
                .numbers(
                        "x",
                        IntStream.range(0, 32).mapToDouble(i -> i < 2 ? i : 99).toArray())
                .levels(
                        "l",
                        IntStream.range(0, 32).mapToDouble(i -> i < 2 ? i : 7).toArray());
        Resampled resampled = rows.resample(SmoteNc.standard(), 1);
        for (int i = resampled.kept(); i < 60; i++) {
            assertThat(resampled.table().columns()[0][i]).isBetween(0.0, 1.0);
            assertThat(resampled.table().columns()[1][i])
                    .isEqualTo(1 - resampled.sources()[i]);
        }
        assertThat(neighbours(SmoteNc.standard(), rows)).containsExactly(1, 0);
    }

    @Test
    void minorityOfOneRow_isRefusedWithItsPlace() {
        ExampleTable rows = ExampleTable.of(new int[] {0, 0, 1, 0}).numbers("x", 1, 2, 3, 4);
        assertThatThrownBy(() -> rows.resample(SmoteNc.standard(), 1))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith(
                        "The rarer class has a single row (row 3), which has no neighbour to make others with.")
                .hasMessageContaining(
                        "Maybe repeat it with the method 'random-over', weigh it with 'class-weights', or collect more.");
        assertThat(rows.resample(SmoteNc.standard().withRatio(0.3), 1).labels())
                .as("nothing lacks")
                .hasSize(4);
        assertThat(ExampleTable.added(rows.resample(RandomOver.standard(), 1), 0))
                .containsExactly(3, 3);
    }

    @Test
    void duplicates_kOrMore_areRepeated() {
        double[] x = new double[30];
        Arrays.fill(x, 0, 6, 4.25);
        x[6] = 100;
        Resampled resampled = ExampleTable.of(7, 23).numbers("x", x).resample(SmoteNc.standard(), 1);
        for (int i = resampled.kept(); i < resampled.labels().length; i++) {
            double value = resampled.table().columns()[0][i];
            if (resampled.sources()[i] < 6) {
                assertThat(value).isEqualTo(4.25);
            } else {
                assertThat(value).isBetween(4.25, 100.0);
            }
        }
    }

    @Test
    void allRowsTheSame_areRepeated() {
        double[] constant = new double[12];
        Arrays.fill(constant, 0.1);
        for (SmoteNc smote : List.of(SmoteNc.standard(), RAW)) {
            Resampled resampled = ExampleTable.of(3, 9)
                    .numbers("x", constant)
                    .levels("l", new double[12])
                    .resample(smote, 1);
            assertThat(ExampleTable.added(resampled, 0)).hasSize(6).containsOnly(0.1);
            assertThat(ExampleTable.added(resampled, 1)).containsOnly(0);
        }
    }

    @Test
    void constantColumn_standardised_changesNothing() {
        ExampleTable rows = ExampleTable.mixed(300, 0.3, 1);
        double[] constant = new double[300];
        Arrays.fill(constant, 1 / 3.0);
        ExampleTable more = rows.numbers("constant too", constant).numbers("and this", constant);
        assertThat(neighbours(SmoteNc.standard(), more)).isEqualTo(neighbours(SmoteNc.standard(), rows));
    }

    @Test
    void onlyConstantNumbers_standardised_levelsDecide() {
        ExampleTable rows = ExampleTable.of(4, 9)
                .numbers("x", new double[13])
                .levels("a", 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0)
                .levels("b", 0, 2, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(neighbours(SmoteNc.standard().withNeighbours(1), rows)).containsExactly(2, 3, 0, 1);
        assertThat(neighbours(RAW.withNeighbours(1), rows))
                .as("raw, Med is 0 and all rows are equally near")
                .containsExactly(1, 0, 0, 0);
    }

    @Test
    void largestUnit_decidesAloneUnlessStandardised() {
        // Row 0 is like row 1 in money and like row 2 in tenure; tenure varies less, relatively, between 0 and 2.
        ExampleTable rows = ExampleTable.of(4, 9)
                .numbers("money", 5000, 5010, 5400, 9000, 0, 0, 0, 0, 0, 0, 0, 0, 0)
                .numbers("tenure", 1, 40, 1, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(neighbours(RAW.withNeighbours(1), rows)[0]).isEqualTo(1);
        assertThat(neighbours(SmoteNc.standard().withNeighbours(1), rows)[0]).isEqualTo(2);
    }

    @Test
    void columnsOfAnyScale_standardised_haveTheSameNeighbours() {
        ExampleTable rows = ExampleTable.mixed(300, 0.3, 2);
        double[] usage = rows.table().columns()[0];
        int[] expected = neighbours(SmoteNc.standard(), rows);
        for (int exponent : new int[] {-1000, -300, 60, 300}) {
            ExampleTable scaled = rows.copy();
            for (int i = 0; i < usage.length; i++) {
                scaled.table().columns()[0][i] = Math.scalb(usage[i], exponent);
            }
            assertThat(neighbours(SmoteNc.standard(), scaled)).isEqualTo(expected);
        }
    }

    @Test
    void missingNumbers_countAsADifferingLevelAndStayAsInTheRow() {
        double gap = Double.NaN;
        ExampleTable rows = ExampleTable.of(4, 40)
                .numbers(
                        "x",
                        IntStream.range(0, 44)
                                .mapToDouble(i -> i == 0 || i == 1 ? gap : i)
                                .toArray())
                .numbers("y", IntStream.range(0, 44).mapToDouble(i -> i % 4).toArray());
        MinorityRows minority = MinorityRows.of(rows.table(), new int[] {0, 1, 2, 3});
        Neighbours nearest = Neighbours.find(DistanceSpace.raw(minority), 4, new int[] {0, 2}, 3);
        double penalty = DistanceSpace.raw(minority).penalty();
        assertThat(nearest.squaredDistances())
                .containsExactly(1, 4 + penalty, 9 + penalty, 1 + penalty, 2, 4 + penalty);
        Resampled resampled = rows.resample(SmoteNc.standard(), 1);
        for (int i = resampled.kept(); i < resampled.labels().length; i++) {
            double x = resampled.table().columns()[0][i];
            if (resampled.sources()[i] < 2) {
                assertThat(x).isNaN();
            } else {
                assertThat(x).isBetween(2.0, 3.0);
            }
        }
    }

    @Test
    void missingAndUnknownLevels_areLevels() {
        ExampleTable rows = ExampleTable.of(5, 15)
                .numbers("x", IntStream.range(0, 20).mapToDouble(i -> i).toArray())
                .levels(
                        "missing",
                        IntStream.range(0, 20).mapToDouble(i -> i < 5 ? -1 : 2).toArray())
                .levels(
                        "unknown",
                        IntStream.range(0, 20).mapToDouble(i -> i < 5 ? -2 : 2).toArray());
        Resampled resampled = rows.resample(SmoteNc.standard(), 1);
        assertThat(ExampleTable.added(resampled, 1)).hasSize(10).containsOnly(-1);
        assertThat(ExampleTable.added(resampled, 2)).containsOnly(-2);
        ExampleTable nominal = rows.reordered(1, 2);
        assertThat(ExampleTable.added(nominal.resample(SmoteNc.standard(), 1), 1))
                .containsOnly(-2);
    }

    @Test
    void unseenColumns_doNotCountAndAreCopied() {
        ExampleTable rows = ExampleTable.mixed(200, 0.3, 7);
        ExampleTable without = rows.reordered(0, 1, 2, 3, 4, 5);
        Resampled resampled = rows.resample(SmoteNc.standard(), 1);
        Resampled expected = without.resample(SmoteNc.standard(), 1);
        for (int j = 0; j < 6; j++) {
            assertThat(resampled.table().columns()[j])
                    .isEqualTo(expected.table().columns()[j]);
        }
        for (int i = resampled.kept(); i < resampled.labels().length; i++) {
            int source = resampled.sources()[i];
            assertThat(resampled.table().columns()[6][i]).isEqualTo(rows.table().columns()[6][source]);
            assertThat(resampled.table().columns()[7][i]).isEqualTo(rows.table().columns()[7][source]);
        }
    }

    @Test
    void noColumnSeen_isRefused() {
        ExampleTable rows = ExampleTable.of(2, 3).unseenNumbers("x", 1, 2, 3, 4, 5);
        assertThatThrownBy(() -> rows.resample(SmoteNc.standard(), 1))
                .isInstanceOf(TrainingException.class)
                .hasMessage("There is no feature by which rows could be alike.\n"
                        + "Maybe too many columns are excluded or were dropped; the notices say which.");
    }

    @Test
    void numberTooLarge_isRefusedWithItsPlace() {
        for (double large : new double[] {1e200, Double.NEGATIVE_INFINITY}) {
            ExampleTable rows = ExampleTable.of(new int[] {0, 0, 1, 1, 0}).numbers("fee", 1, 2, 3, large, 5);
            assertThatThrownBy(() -> rows.resample(SmoteNc.standard(), 1))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageStartingWith("Feature 'fee' (row 4) holds (" + large
                            + ") where a number up to 1.0E100 in size is required.")
                    .hasMessageContaining("Maybe give the column in a larger unit.");
        }
    }
}
