package io.github.churnml.prepare;

import static io.github.churnml.prepare.Tables.levels;
import static io.github.churnml.prepare.Tables.numbers;
import static io.github.churnml.prepare.Tables.preparation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.split.Division;
import io.github.churnml.data.split.RowGroups;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.metrics.RocAuc;
import io.github.churnml.prepare.Encoding.Levels;
import io.github.churnml.prepare.Encoding.Scale;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetEncodingTest {

    private static final Encoding TARGET = Encoding.standard().withLevels(Levels.TARGET);

    @Test
    void serving_smoothsEachLevelTowardsThePrior() {
        TrainingTable training = training(new double[] {0, 0, 0, 1}, 3, 1, 0, 1, 0);
        EncodedLevels serving = TargetMeans.serving(0, training, 2);
        // Prior 1/2 counts for two rows: (2 + 1) / (3 + 2) and (0 + 1) / (1 + 2); the third level has no rows.
        assertThat(serving.values()).containsExactly(0.6, 1 / 3.0, 0.5);
        assertThat(serving.unseen()).isEqualTo(0.5);
        assertThat(TargetMeans.serving(0, training, 0).values()).containsExactly(2 / 3.0, 0, 0.5);
    }

    @Test
    void training_takesMeansAndPriorFromTheOtherFolds() {
        TrainingTable training = training(new double[] {0, 0, 0, 1}, 2, 1, 0, 1, 0);
        List<Division> folds = List.of(
                new Division(new int[] {1, 2}, new int[] {0, 3}), new Division(new int[] {0, 3}, new int[] {1, 2}));
        // Row 0 by rows 1 and 2: (1 + 2 * 1/2) / (2 + 2). Row 3: nobody else has its level. Rows 1, 2 by row 0: (1 + 1)
        // / 3.
        assertThat(TargetMeans.crossFitted(0, training, folds, 2)).containsExactly(0.5, 2 / 3.0, 2 / 3.0, 0.5);
        // Two positive and one negative row outside of the first fold: its prior is 2/3, and that of the other is 0.
        List<Division> uneven = List.of(
                new Division(new int[] {0, 1, 2}, new int[] {3}), new Division(new int[] {3}, new int[] {0, 1, 2}));
        assertThat(TargetMeans.crossFitted(0, training, uneven, 2)).containsExactly(0, 0, 0, 2 / 3.0);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void training_valuesOfAFold_doNotDependOnItsLabels(
            @ForAll @Size(min = 12, max = 12) List<@IntRange(min = -2, max = 3) Integer> codes,
            @ForAll @Size(min = 12, max = 12) List<@IntRange(max = 1) Integer> labels,
            @ForAll @IntRange(max = 11) int flipped) {
        int[] given = labels.stream().mapToInt(Integer::intValue).toArray();
        int[] changed = given.clone();
        changed[flipped] = 1 - changed[flipped];
        double[] column = codes.stream().mapToDouble(Integer::doubleValue).toArray();
        List<Division> folds = IntStream.range(0, 3)
                .mapToObj(fold -> new Division(
                        IntStream.range(0, 12).filter(row -> row % 3 != fold).toArray(),
                        IntStream.range(0, 12).filter(row -> row % 3 == fold).toArray()))
                .toList();
        double[] before = TargetMeans.crossFitted(0, training(column, 4, given), folds, 1.5);
        double[] after = TargetMeans.crossFitted(0, training(column, 4, changed), folds, 1.5);
        for (int row = 0; row < 12; row++) {
            assertThat(before[row]).isBetween(0.0, 1.0);
            if (row % 3 == flipped % 3) {
                assertThat(after[row]).isEqualTo(before[row]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void randomLevels_ofTwoRowsEach_tellTheLearnerNothing(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int rows = 4000;
        int[] labels = IntStream.range(0, rows)
                .map(i -> random.nextInt(10) < 3 ? 1 : 0)
                .toArray();
        double[] codes = IntStream.range(0, rows)
                .mapToDouble(i -> random.nextInt(rows / 2))
                .toArray();
        TrainingTable training = training(codes, rows / 2, labels);
        CrossFitted encoded = TARGET.crossFit(training, false, false, seed);
        double crossFitted = RocAuc.of(labels, encoded.training().columns()[0]);
        double naive =
                RocAuc.of(labels, encoded.serving().encode(training.table()).columns()[0]);
        assertThat(crossFitted).isCloseTo(0.5, within(0.03));
        assertThat(naive).isGreaterThan(0.8);
    }

    @Test
    void informativeLevels_areLearnt() {
        SplittableRandom random = new SplittableRandom(9);
        double[] codes = IntStream.range(0, 3000).mapToDouble(i -> i % 30).toArray();
        int[] labels = IntStream.range(0, 3000)
                .map(i -> random.nextInt(100) < (i % 30 < 10 ? 60 : 15) ? 1 : 0)
                .toArray();
        CrossFitted encoded = TARGET.crossFit(training(codes, 30, labels), true, false, 1);
        assertThat(RocAuc.of(labels, encoded.training().columns()[0])).isGreaterThan(0.68);
        double[] into = new double[1];
        encoded.serving().encode(new double[] {3}, into);
        assertThat(into[0]).isCloseTo(0.6, within(0.1));
        encoded.serving().encode(new double[] {25}, into);
        assertThat(into[0]).isCloseTo(0.15, within(0.1));
    }

    @Test
    void crossFit_rowsOfCustomers_takesNothingFromRowsOfTheSameOne() {
        SplittableRandom random = new SplittableRandom(3);
        int[] left = IntStream.range(0, 100).map(i -> random.nextInt(2)).toArray();
        int[] labels = IntStream.range(0, 500).map(row -> left[row / 5]).toArray();
        double[] codes = IntStream.range(0, 500).mapToDouble(row -> row / 5).toArray();
        TrainingTable alone = training(codes, 100, labels);
        int[] customers = IntStream.range(0, 500).map(row -> row / 5).toArray();
        TrainingTable grouped = new TrainingTable(alone.table(), labels, RowGroups.ofCustomers("id", customers));

        assertThat(RocAuc.of(
                        labels,
                        TARGET.crossFit(alone, false, false, 1).training().columns()[0]))
                .isGreaterThan(0.9);
        assertThat(RocAuc.of(
                        labels,
                        TARGET.crossFit(grouped, false, false, 1).training().columns()[0]))
                .isCloseTo(0.5, within(0.1));
    }

    @Test
    void crossFit_isRepeatable_andLeavesItsInputAlone() {
        TrainingTable training = random(300, 40, 5);
        double[][] columns =
                Arrays.stream(training.table().columns()).map(double[]::clone).toArray(double[][]::new);
        int[] labels = training.labels().clone();
        CrossFitted first = TARGET.crossFit(training, false, true, 7);
        CrossFitted again = TARGET.crossFit(training, false, true, 7);
        CrossFitted other = TARGET.crossFit(training, false, true, 8);
        assertThat(again.training().columns()).isDeepEqualTo(first.training().columns());
        assertThat(again.serving().state()).isEqualTo(first.serving().state());
        assertThat(other.training().columns()[1]).isNotEqualTo(first.training().columns()[1]);
        assertThat(training.table().columns()).isDeepEqualTo(columns);
        assertThat(training.labels()).isEqualTo(labels);
    }

    @Test
    void crossFit_ofReorderedColumns_givesTheSameFeatures() {
        TrainingTable training = random(200, 10, 6);
        TypedTable table = training.table();
        TypedTable swapped = new TypedTable(
                List.of(table.variables().get(1), table.variables().get(0)),
                new double[][] {table.columns()[1], table.columns()[0]},
                table.rows());
        FeatureMatrix straight = TARGET.crossFit(training, false, true, 3).training();
        FeatureMatrix reordered = TARGET.crossFit(new TrainingTable(swapped, training.labels()), false, true, 3)
                .training();
        assertThat(reordered.columns()[0]).containsExactly(straight.columns()[1]);
        assertThat(reordered.columns()[1]).containsExactly(straight.columns()[0]);
    }

    @Test
    void crossFit_withoutTargetEncoding_isTheSameAsFit() {
        TrainingTable training = random(100, 5, 2);
        for (Encoding wish : List.of(
                Encoding.standard(),
                Encoding.standard().withLevels(Levels.FREQUENCY),
                Encoding.standard().ordinal().withScale(Scale.ROBUST))) {
            CrossFitted crossFitted = wish.crossFit(training, false, true, 1);
            FittedEncoding fitted = wish.fit(training.table(), false, true);
            assertThat(crossFitted.serving().state()).isEqualTo(fitted.state());
            assertThat(crossFitted.training().columns())
                    .isDeepEqualTo(fitted.encode(training.table()).columns());
        }
    }

    @Test
    void columns_areEncodedAsWishedForThem() {
        Dataset data = Tables.of(
                numbers("x", 1, 2, 3, 4),
                levels("state", "CA", "NY", "CA", "NY"),
                levels("plan", "a", "a", "b", "a"),
                levels("pay", "p", "q", "p", "q"));
        Encoding wish = Encoding.standard()
                .withRareBelow(0)
                .with("state", Levels.TARGET)
                .with("plan", Levels.FREQUENCY)
                .withTarget(0, 2);
        FittedPreparation prepared = preparation().fit(data);
        CrossFitted encoded =
                wish.crossFit(new TrainingTable(prepared.table(data), new int[] {1, 0, 1, 0}), false, false, 1);
        assertThat(encoded.serving().features())
                .containsExactly(
                        new Feature("x", "x", 0),
                        new Feature("state", "state", 0, true),
                        new Feature("plan", "plan", 0, true),
                        new Feature("pay=p", "pay", 0, true),
                        new Feature("pay=q", "pay", 0, true));
        double[] into = new double[5];
        encoded.serving().encode(new double[] {9, 0, 1, 1}, into);
        assertThat(into).containsExactly(9, 1, 0.25, 0, 1);
        encoded.serving().encode(new double[] {9, Variable.UNKNOWN, Variable.UNKNOWN, 0}, into);
        assertThat(into).containsExactly(9, 0.5, 0, 1, 0);
        // Every fold holds one CA and one NY; the other fold shows what they do.
        assertThat(encoded.training().columns()[1]).containsExactly(1, 0, 1, 0);
        FittedEncoding reloaded =
                FittedEncoding.of(Settings.of(encoded.serving().state(), Blame.modelFile(null)), prepared.variables());
        assertThat(reloaded.features()).isEqualTo(encoded.serving().features());
        assertThat(reloaded.state()).isEqualTo(encoded.serving().state());
        assertThat(reloaded.encode(prepared.table(data)).columns())
                .isDeepEqualTo(encoded.serving().encode(prepared.table(data)).columns());
    }

    @Test
    void trainingFeatures_areScaledByWhatTheLearnerSees() {
        CrossFitted encoded = TARGET.crossFit(random(500, 20, 11), false, true, 1);
        double[] values = encoded.training().columns()[1];
        double mean = Arrays.stream(values).average().orElseThrow();
        assertThat(mean).isCloseTo(0, within(1e-9));
        assertThat(Arrays.stream(values).map(v -> v * v).average().orElseThrow())
                .isCloseTo(1, within(1e-9));
    }

    @Property(tries = 100)
    void frequencies_areSharesThatAddUpToOne(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = -2, max = 5) Integer> codes) {
        double[] column = codes.stream().mapToDouble(Integer::doubleValue).toArray();
        EncodedLevels frequency = EncodedLevels.frequency(0, column, 6, Scale.NONE);
        assertThat(Arrays.stream(frequency.values()).boxed()).allMatch(share -> share >= 0 && share <= 1);
        long known = Arrays.stream(column).filter(code -> code >= 0).count();
        assertThat(Arrays.stream(frequency.values()).sum()).isCloseTo((double) known / column.length, within(1e-12));
    }

    @Test
    void tenThousandLevelsAndMore_areEncoded() {
        int rows = 21_000;
        String[] names =
                IntStream.range(0, rows).mapToObj(i -> "level " + i / 2).toArray(String[]::new);
        int[] labels = IntStream.range(0, rows).map(i -> i % 3 == 0 ? 1 : 0).toArray();
        double[] x = IntStream.range(0, rows).asDoubleStream().toArray();
        Dataset data = Tables.of(levels("l", names), numbers("x", x));
        Preparation wish = new Preparation(
                Cleaning.standard(), List.of(), Imputing.standard(), Set.of(), Map.of("l", ColumnType.CATEGORICAL));
        TypedTable table = wish.fit(data).table(data);
        assertThat(table.variables().get(0).levels()).hasSize(10_000 + 1);
        CrossFitted encoded = TARGET.crossFit(new TrainingTable(table, labels), false, false, 1);
        // In each of five folds: the prior, where the other row with the level is in the fold too or the level is none
        // of
        // the 10,000, or the prior moved by that other row's label.
        assertThat(Arrays.stream(encoded.training().columns()[0]).distinct().count())
                .isBetween(3L, 15L);
    }

    @Test
    void rowsThatCannotBeDivided_areRefused() {
        assertThatThrownBy(() -> TARGET.crossFit(training(new double[] {0}, 1, 1), false, false, 1))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Class (1) has 1 row where at least 2 are needed");
        CrossFitted one = Encoding.standard().crossFit(training(new double[] {0}, 1, 1), false, false, 1);
        assertThat(one.training().columns()[0]).containsExactly(1);
        CrossFitted four = TARGET.crossFit(training(new double[] {0, 0, 0, 0}, 1, 1, 0, 1, 0), false, false, 1);
        assertThat(Arrays.stream(four.training().columns()[0]).boxed()).allMatch(Double::isFinite);
    }

    @Test
    void labels_areChecked() {
        TypedTable table = training(new double[] {0, 0}, 1, 0, 1).table();
        assertThatThrownBy(() -> new TrainingTable(table, new int[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 labels for 2 rows");
        assertThatThrownBy(() -> new TrainingTable(table, new int[] {1, -1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a label is -1, not 0 or 1");
    }

    @Test
    void wish_thatDoesNotSuitTheTable_isRefusedWithAWayOut() {
        TypedTable table = random(10, 3, 1).table();
        assertRefused(
                () -> TARGET.fit(table, false, false),
                "Column 'l' cannot be target-encoded without labels.",
                "Maybe call crossFit, which takes them.");
        assertRefused(
                () -> Encoding.standard().with("ll", Levels.TARGET).fit(table, false, false),
                "There is no column 'll' to encode.",
                "Maybe 'l' was meant.");
        assertRefused(
                () -> Encoding.standard().with("x", Levels.FREQUENCY).fit(table, false, false),
                "Column 'x' holds numbers and has no levels to encode.",
                "derive a bucket");
    }

    @Test
    void state_thatDoesNotFitTheLevels_isRefused() {
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("column", 1);
        part.put("values", List.of(0.5));
        part.put("unseen", 0.5);
        part.put("center", 0);
        part.put("scale", 1);
        Settings state = Settings.of(Map.of("parts", List.of(part)), Blame.modelFile(null));
        assertThatThrownBy(
                        () -> FittedEncoding.of(state, random(10, 3, 1).table().variables()))
                .hasMessageContaining("Key 'parts[0].values' does not fit the column's levels.");
    }

    private static void assertRefused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String problem, String maybe) {
        assertThatThrownBy(call)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining(maybe);
    }

    private static TrainingTable training(double[] codes, int levels, int... labels) {
        return new TrainingTable(
                new TypedTable(List.of(nominal("l", levels)), new double[][] {codes}, codes.length), labels);
    }

    /** A number, then levels; the labels go with neither. */
    private static TrainingTable random(int rows, int levels, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x =
                IntStream.range(0, rows).mapToDouble(i -> random.nextDouble()).toArray();
        double[] codes = IntStream.range(0, rows)
                .mapToDouble(i -> random.nextInt(levels))
                .toArray();
        int[] labels = IntStream.range(0, rows).map(i -> random.nextInt(2)).toArray();
        return new TrainingTable(
                new TypedTable(
                        List.of(Variable.number("x", List.of("x"), true), nominal("l", levels)),
                        new double[][] {x, codes},
                        rows),
                labels);
    }

    private static Variable nominal(String name, int levels) {
        List<String> names =
                IntStream.range(0, levels).mapToObj(i -> "level " + i).toList();
        return Variable.nominal(name, names, List.of(name), true);
    }
}
