package io.github.churnml.resample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.TrainingException;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every resampler must hold to. */
class ResamplerContractTest {

    static Stream<Resampler> resamplers() {
        return Stream.concat(
                Resampler.names().stream().map(ResamplerContractTest::byName),
                Stream.of(
                        new SmoteNc(0.8, 3, false),
                        new RandomOver(0.8),
                        new RandomUnder(0.8),
                        new ClassWeighting(0.8)));
    }

    static Stream<Resampler> thatBalance() {
        return resamplers().filter(resampler -> !(resampler instanceof NoResampling));
    }

    private static Resampler byName(String name) {
        return Resampler.of(Settings.of(Map.of("method", name), Blame.configuration(null)));
    }

    private static void assertSame(Resampled found, Resampled expected) {
        assertSameBits(found.table().columns(), expected.table().columns());
        assertThat(found.table().variables()).isEqualTo(expected.table().variables());
        assertThat(found.labels()).isEqualTo(expected.labels());
        assertThat(found.sources()).isEqualTo(expected.sources());
        assertThat(found.kept()).isEqualTo(expected.kept());
        assertThat(found.weights()).isEqualTo(expected.weights());
    }

    /** Unlike an assertion on the arrays, this takes NaN for equal to NaN. */
    private static void assertSameBits(double[][] found, double[][] expected) {
        assertThat(Arrays.deepEquals(found, expected)).isTrue();
    }

    @Test
    void names_ofAllMethods_areThoseOfTheSealedTypes() {
        assertThat(Resampler.names())
                .hasSize(Resampler.class.getPermittedSubclasses().length)
                .isSorted();
        for (String name : Resampler.names()) {
            assertThat(byName(name).name()).isEqualTo(name);
        }
    }

    @ParameterizedTest
    @MethodSource("resamplers")
    void resample_anyRows_leavesThemUntouched(Resampler resampler) {
        ExampleTable rows = ExampleTable.mixed(300, 0.2, 1);
        ExampleTable same = rows.copy();
        rows.resample(resampler, 1);
        assertSameBits(rows.table().columns(), same.table().columns());
        assertThat(rows.labels()).isEqualTo(same.labels());
    }

    @ParameterizedTest
    @MethodSource("resamplers")
    void resample_givenRows_comeFirstUnchangedAndInOrder(Resampler resampler) {
        ExampleTable rows = ExampleTable.mixed(300, 0.2, 2);
        Resampled resampled = rows.resample(resampler, 1);
        int previous = -1;
        for (int i = 0; i < resampled.kept(); i++) {
            int source = resampled.sources()[i];
            assertThat(source).isGreaterThan(previous);
            assertThat(ExampleTable.row(resampled.table(), i)).isEqualTo(ExampleTable.row(rows.table(), source));
            previous = source;
        }
        for (int i = 0; i < resampled.labels().length; i++) {
            assertThat(resampled.labels()[i]).isEqualTo(rows.labels()[resampled.sources()[i]]);
        }
    }

    @ParameterizedTest
    @MethodSource("thatBalance")
    void resample_eitherClassRarer_reachesTheRatio(Resampler resampler) {
        double ratio = (double) resampler.settings().get("ratio");
        for (double share : new double[] {0.2, 0.8}) {
            Resampled resampled = ExampleTable.mixed(400, share, 3).resample(resampler, 1);
            double positive = resampled.prior();
            double reached = share < 0.5 ? positive / (1 - positive) : (1 - positive) / positive;
            int fewest = Math.min(
                    Arrays.stream(resampled.labels()).sum(),
                    resampled.labels().length
                            - Arrays.stream(resampled.labels()).sum());
            assertThat(Math.abs(reached - ratio))
                    .isLessThanOrEqualTo(resampled.weights() == null ? 0.5 / fewest : 1e-12);
        }
    }

    @ParameterizedTest
    @MethodSource("resamplers")
    void resample_anyThreadOrPool_givesTheSameBits(Resampler resampler) throws Exception {
        ExampleTable rows = ExampleTable.mixed(1500, 0.3, 4);
        Resampled expected = rows.resample(resampler, 5);
        for (int parallelism : new int[] {1, 8}) {
            ForkJoinPool pool = new ForkJoinPool(parallelism);
            try {
                assertSame(pool.submit(() -> rows.resample(resampler, 5)).get(), expected);
            } finally {
                pool.shutdown();
            }
        }
        List<Resampled> atOnce = Stream.of(5L, 6L, 5L, 7L)
                .parallel()
                .map(seed -> rows.resample(resampler, seed))
                .toList();
        assertSame(atOnce.get(0), expected);
        assertSame(atOnce.get(2), expected);
    }

    @Test
    void resample_anotherSeed_givesOtherRows() {
        ExampleTable rows = ExampleTable.mixed(300, 0.3, 5);
        for (Resampler drawing : List.of(SmoteNc.standard(), RandomOver.standard(), RandomUnder.standard())) {
            assertThat(rows.resample(drawing, 1).table().columns()[0])
                    .as(drawing.name())
                    .isNotEqualTo(rows.resample(drawing, 2).table().columns()[0]);
        }
    }

    @ParameterizedTest
    @MethodSource("resamplers")
    void resample_columnsInAnotherOrder_givesTheSameRows(Resampler resampler) {
        int[] order = {3, 0, 4, 2, 1};
        // Whole numbers, and 4 as the standard deviation of both b and e: all sums are exact in any order.
        ExampleTable rows = ExampleTable.of(10, 30)
                .numbers(
                        "a", IntStream.range(0, 40).mapToDouble(i -> i * 7 % 40).toArray())
                .numbers("b", IntStream.range(0, 40).mapToDouble(i -> i % 2 * 8).toArray())
                .levels("c", IntStream.range(0, 40).mapToDouble(i -> i % 3).toArray())
                .levels(
                        "d",
                        IntStream.range(0, 40)
                                .mapToDouble(i -> i % 5 == 0 ? 1 : 0)
                                .toArray())
                .numbers("e", IntStream.range(0, 40).mapToDouble(i -> i % 2 * 8).toArray());
        Resampler raw = resampler instanceof SmoteNc smote ? smote.withStandardise(false) : resampler;
        Resampled expected = rows.resample(raw, 1);
        Resampled found = rows.reordered(order).resample(raw, 1);
        for (int j = 0; j < order.length; j++) {
            // Nominal columns draw one after the other where levels are tied, so there the order may show.
            if (!found.table().variables().get(j).nominal()) {
                assertThat(found.table().columns()[j])
                        .isEqualTo(expected.table().columns()[order[j]]);
            }
        }
        assertThat(found.sources()).isEqualTo(expected.sources());
    }

    @ParameterizedTest
    @MethodSource("resamplers")
    void resample_classesOfTheSameSize_areLeftAsTheyAre(Resampler resampler) {
        ExampleTable rows = ExampleTable.of(3, 3).numbers("x", 1, 2, 3, 4, 5, 6);
        Resampled resampled = rows.resample(resampler, 1);
        assertSame(resampled, Resampled.unchanged(rows.table(), rows.labels(), null));
    }

    @ParameterizedTest
    @MethodSource("thatBalance")
    void resample_ratioReachedAlready_leavesTheRowsAsTheyAre(Resampler resampler) {
        ExampleTable rows = ExampleTable.of(9, 10).numbers("x", new double[19]);
        Resampler half =
                Resampler.of(Settings.of(Map.of("method", resampler.name(), "ratio", 0.5), Blame.configuration(null)));
        assertSame(rows.resample(half, 1), Resampled.unchanged(rows.table(), rows.labels(), null));
    }

    @ParameterizedTest
    @MethodSource("thatBalance")
    void resample_oneClassOnly_isRefused(Resampler resampler) {
        for (ExampleTable rows : List.of(ExampleTable.of(4, 0), ExampleTable.of(0, 4))) {
            assertThatThrownBy(() -> rows.numbers("x", 1, 2, 3, 4).resample(resampler, 1))
                    .isInstanceOf(TrainingException.class)
                    .hasMessage("All 4 rows to balance are of one class.\n"
                            + "Maybe the positive label is misspelt, or the table holds only one kind of customer.");
        }
    }

    @ParameterizedTest
    @MethodSource("thatBalance")
    void resample_noRows_isRefused(Resampler resampler) {
        assertThatThrownBy(() -> ExampleTable.of(0, 0).numbers("x").resample(resampler, 1))
                .isInstanceOf(TrainingException.class)
                .hasMessage("There are no rows to balance.\nMaybe every row was left out before.");
    }

    @Test
    void noResampling_oneClassOrNoRows_passThrough() {
        assertThat(ExampleTable.of(4, 0).resample(Resampler.none(), 1).prior()).isEqualTo(1);
        assertThat(ExampleTable.of(0, 0).resample(Resampler.none(), 1).prior()).isNaN();
    }

    @ParameterizedTest
    @MethodSource("resamplers")
    void resample_labelsThatDoNotFit_areRefused(Resampler resampler) {
        ExampleTable rows = ExampleTable.of(2, 2).numbers("x", 1, 2, 3, 4);
        assertThatThrownBy(() -> rows.withLabels(1, 0, 0).resample(resampler, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("3 labels for 4 rows");
        if (!(resampler instanceof NoResampling)) {
            assertThatThrownBy(() -> rows.withLabels(1, 0, 2, 0).resample(resampler, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("label 2");
        }
    }

    @ParameterizedTest
    @MethodSource("resamplers")
    void resample_columnsMissingThroughout_stayMissing(Resampler resampler) {
        double[] gaps = new double[20];
        Arrays.fill(gaps, Double.NaN);
        double[] missing = new double[20];
        Arrays.fill(missing, -1);
        Resampled resampled = ExampleTable.of(5, 15)
                .numbers("gone", gaps)
                .levels("absent", missing)
                .resample(resampler, 1);
        assertThat(resampled.table().columns()[0]).containsOnly(Double.NaN);
        assertThat(resampled.table().columns()[1]).containsOnly(-1);
    }

    @ParameterizedTest
    @MethodSource("resamplers")
    void resample_tenThousandLevels_work(Resampler resampler) {
        double[] codes = IntStream.range(0, 10_000).asDoubleStream().toArray();
        Resampled resampled = ExampleTable.of(200, 9_800).levels("city", codes).resample(resampler, 1);
        for (double code : ExampleTable.added(resampled, 0)) {
            assertThat(code).isBetween(0.0, 199.0);
        }
    }

    @ParameterizedTest
    @MethodSource("resamplers")
    void settings_readBack_makeTheSameResampler(Resampler resampler) {
        assertThat(resampler.settings()).containsEntry("method", resampler.name());
        assertThat(Resampler.of(Settings.of(resampler.settings(), Blame.configuration(null))))
                .isEqualTo(resampler);
    }
}
