package io.github.churnml.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.error.DataException;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.prepare.Input;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReferenceProfileTest {

    private static final Blame BLAME = Blame.modelFile(null);

    @Test
    void of_numbers_keepsRangeMomentsAndDeciles() {
        double[] values =
                IntStream.rangeClosed(0, 100).mapToDouble(i -> 100 - i).toArray();
        NumberProfile profile = number(withMissing(values, 20));

        assertThat(profile.rows()).isEqualTo(121);
        assertThat(profile.missing()).isEqualTo(20);
        assertThat(profile.missingShare()).isEqualTo(20 / 121.0);
        assertThat(profile.min()).isEqualTo(0);
        assertThat(profile.max()).isEqualTo(100);
        assertThat(profile.mean()).isEqualTo(50);
        // The variance of 0..n-1 with n - 1 is n (n + 1) / 12.
        assertThat(profile.standardDeviation()).isCloseTo(Math.sqrt(101 * 102 / 12.0), within(1e-12));
        assertThat(profile.edges()).containsExactly(10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0);
        assertThat(profile.counts()).containsExactly(11L, 10L, 10L, 10L, 10L, 10L, 10L, 10L, 10L, 10L);
        assertThat(profile.share(0)).isEqualTo(11 / 121.0);
    }

    @Test
    void bin_onAnEdge_isTheOneBelow() {
        NumberProfile profile =
                number(IntStream.rangeClosed(0, 100).asDoubleStream().toArray());

        assertThat(profile.bin(10)).isZero();
        assertThat(profile.bin(Math.nextUp(10.0))).isEqualTo(1);
        assertThat(profile.bin(90)).isEqualTo(8);
        assertThat(profile.bin(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(profile.bin(1e9)).isEqualTo(9);
        assertThat(profile.bin(Double.NaN)).isEqualTo(-1);
    }

    @Test
    void bin_ofEveryTrainingValue_addsUpToTheCounts() {
        double[] values = IntStream.range(0, 537)
                .mapToDouble(i -> (i * 7919L % 101) / 8.0)
                .toArray();
        NumberProfile profile = number(values);

        long[] counts = new long[profile.counts().size()];
        DoubleStream.of(values).forEach(value -> counts[profile.bin(value)]++);

        assertThat(profile.counts())
                .containsExactly(Arrays.stream(counts).boxed().toArray(Long[]::new));
    }

    @Test
    void of_dates_areProfiledAsDays() {
        Input input = input(Map.of(
                "kind",
                "number",
                "name",
                "since",
                "type",
                "date",
                "feature",
                false,
                "loose",
                false,
                "dateFormat",
                "yyyy-MM-dd",
                "missing",
                List.of()));
        Column column = NumericColumn.of("since", ColumnType.DATE, new double[] {20000, Double.NaN, 20010.5});
        NumberProfile profile = (NumberProfile) ReferenceProfile.of(List.of(input), Dataset.of(List.of(column)))
                .columns()
                .get(0);

        assertThat(profile.type()).isEqualTo(ColumnType.DATE);
        assertThat(profile.min()).isEqualTo(20000);
        assertThat(profile.max()).isEqualTo(20010.5);
        assertThat(profile.edges()).isEmpty();
        assertThat(profile.counts()).containsExactly(2L);
    }

    @Test
    void of_textRead_asTheModelReadsIt() {
        Input input = input(Map.of(
                "kind",
                "number",
                "name",
                "n",
                "type",
                "numeric",
                "feature",
                true,
                "loose",
                true,
                "dateFormat",
                "yyyy-MM-dd",
                "missing",
                List.of("none")));
        Column column =
                CodedColumn.of("n", ColumnType.CATEGORICAL, new int[] {0, 1, 2, -1}, List.of("$1,000", "none", "3"));
        NumberProfile profile = (NumberProfile) ReferenceProfile.of(List.of(input), Dataset.of(List.of(column)))
                .columns()
                .get(0);

        assertThat(profile.missing()).isEqualTo(2);
        assertThat(profile.max()).isEqualTo(1000);
    }

    @Test
    void of_allMissing_describesNoValues() {
        NumberProfile profile = number(new double[] {Double.NaN, Double.NaN});

        assertThat(profile.missingShare()).isEqualTo(1);
        assertThat(profile.min()).isNaN();
        assertThat(profile.max()).isNaN();
        assertThat(profile.mean()).isNaN();
        assertThat(profile.standardDeviation()).isNaN();
        assertThat(profile.counts()).containsExactly(0L);
        assertThat(profile.state()).doesNotContainKeys("min", "max", "mean", "standardDeviation");
    }

    @Test
    void of_noRows_isEmptyAndItsSharesAreZero() {
        ReferenceProfile profile = ReferenceProfile.of(
                List.of(numberInput("n"), levelInput("l", List.of("a"))),
                Dataset.of(List.of(numbers("n", new double[0]), levels("l", new int[0], "a"))));

        assertThat(profile.rows()).isZero();
        assertThat(((NumberProfile) profile.columns().get(0)).share(0)).isZero();
        assertThat(((LevelProfile) profile.columns().get(1)).otherShare()).isZero();
        assertThat(profile.columns().get(0).missingShare()).isZero();
        assertThat(reloaded(profile)).isEqualTo(profile);
    }

    @Test
    void of_levels_namesOnlyThoseSeenTenTimes() {
        // a 10 times, b 9 times, z (not known to the model) 12 times, missing 4 times.
        int[] codes = new int[35];
        Arrays.fill(codes, 0, 9, 1);
        Arrays.fill(codes, 9, 21, 2);
        Arrays.fill(codes, 21, 25, -1);
        ReferenceProfile profile = ReferenceProfile.of(
                List.of(levelInput("l", List.of("b", "a"))), Dataset.of(List.of(levels("l", codes, "a", "b", "z"))));
        LevelProfile level = (LevelProfile) profile.find("l").orElseThrow();

        assertThat(level.levels()).containsExactly("a");
        assertThat(level.counts()).containsExactly(10L);
        assertThat(level.other()).isEqualTo(21);
        assertThat(level.missing()).isEqualTo(4);
        assertThat(level.share(0) + level.otherShare() + level.missingShare()).isEqualTo(1);
        assertThat(profile.state().toString()).doesNotContain("z", "b,");
        assertThat(profile.find("other")).isEmpty();
    }

    @Test
    void of_columnNotThere_isRefused() {
        assertThatThrownBy(() -> ReferenceProfile.of(
                        List.of(numberInput("tenure")), Dataset.of(List.of(numbers("tenur", new double[1])))))
                .isInstanceOf(DataException.class)
                .hasMessage("There is no column 'tenure'.\nMaybe 'tenur' was meant.");
    }

    @Test
    void state_savedAndRead_isTheSameToTheBit() {
        ReferenceProfile profile = sample();

        assertThat(reloaded(profile)).isEqualTo(profile);
        assertThat(reloaded(profile).state()).isEqualTo(profile.state());
        assertThat(sample()).isEqualTo(profile);
    }

    @Test
    void of_stateThatContradictsItself_isRefused() {
        String column = "The reference profile of column 'n' contradicts itself: ";
        assertRefused(0, "missing", 3, column + "its counts do not add up to 30 rows.");
        assertRefused(0, "counts", List.of(15, 15), column + "it has 2 edges and 2 counts.");
        assertRefused(0, "counts", List.of(10, 10, 11), column + "its counts do not add up to 30 rows.");
        assertRefused(0, "counts", List.of(10, 10, 9), column + "its counts do not add up to 30 rows.");
        assertRefused(
                0, "min", 30.0, column + "the least value 30.0, the mean 14.5, the greatest 29.0 and the standard");
        assertRefused(0, "mean", -1.0, column + "the least value 0.0, the mean -1.0,");
        assertRefused(0, "standardDeviation", -1.0, column + "the least value 0.0,");
        assertRefused(
                0,
                "edges",
                List.of(9, 9),
                column + "edge 9.0 is out of order, or not between the least and the greatest value.");
        assertRefused(0, "edges", List.of(-1, 9), column + "edge -1.0 is out of order");
        assertRefused(0, "edges", List.of(9, 29), column + "edge 29.0 is out of order");
        String level = "The reference profile of column 'l' contradicts itself: ";
        assertRefused(1, "other", 1, level + "its counts do not add up to 30 rows.");
        assertRefused(1, "levels", List.of("a"), level + "it has 1 levels and 2 counts.");
        assertRefused(1, "levels", List.of("a", "a"), level + "it has a level twice.");
        assertRefused(1, "counts", List.of(9, 21), level + "it names a level that was seen fewer than 10 times.");
        assertRefused(1, "name", "n", "The reference profile has column 'n' twice.");
    }

    @Test
    void of_stateWithAWrongKeyOrValue_isRefused() {
        assertRefused(0, "kind", "tree", "Key 'columns[0].kind' holds (tree) where one of 'number', 'level' is");
        assertRefused(0, "type", "boolean", "Key 'columns[0].type' holds (boolean) where one of 'numeric', 'date' is");
        assertRefused(1, "type", "text", "Key 'columns[1].type' holds (text) where one of 'categorical', 'boolean' is");
        assertRefused(0, "missing", 31, "Key 'columns[0].missing' holds (31) where a whole number from 0 to 30 is");
        assertRefused(
                0, "counts", List.of(10, 10, 10.5), "Key 'columns[0].counts' holds (10.5) where a list of counts");
        assertRefused(0, "counts", List.of(10, 21, -1), "Key 'columns[0].counts' holds (-1.0) where a list of counts");
        assertRefused(0, "counts", List.of(1e300, 0, 0), "Key 'columns[0].counts' holds (1.0E300) where a list of");
        assertRefused(0, "max", null, "Key 'columns[0].max' is missing.");
        assertRefused(0, "maxx", 1, "Key 'columns[0].maxx' is not known.\nMaybe 'max' was meant.");
        Map<String, Object> state = new LinkedHashMap<>(sample().state());
        state.put("rows", -1);
        assertThatThrownBy(() -> ReferenceProfile.of(Settings.of(state, BLAME)))
                .isInstanceOf(ModelFileException.class)
                .hasMessageStartingWith("Key 'rows' holds (-1) where a whole number from 0 to");
        state.put("rows", 30);
        state.put("sketch", 1);
        assertThatThrownBy(() -> ReferenceProfile.of(Settings.of(state, BLAME)))
                .isInstanceOf(ModelFileException.class)
                .hasMessageStartingWith("Key 'sketch' is not known.");
    }

    @Test
    void constructors_partsThatDoNotFit_areRefused() {
        assertThatThrownBy(() -> new ReferenceProfile(29, sample().columns()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The reference profile speaks of 29 rows, but its column 'n' of 30.");
        assertThatThrownBy(() -> new ReferenceProfile(-1, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The reference profile speaks of -1 rows.");
        assertThatThrownBy(() -> new NumberProfile("n", ColumnType.TEXT, 0, 0, 0, 0, 0, 0, List.of(), List.of(0L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("a text column has no range.");
        assertThatThrownBy(() -> new NumberProfile("n", ColumnType.DATE, 1, 1, 0, 0, 0, 0, List.of(), List.of(0L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("it describes values where all are missing.");
        assertThatThrownBy(() -> new LevelProfile("l", ColumnType.NUMERIC, 0, 0, List.of(), List.of(), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("a numeric column has no levels.");
        assertThatThrownBy(() -> new LevelProfile(
                        "l", ColumnType.BOOLEAN, 30, 0, List.of("a", "b"), List.of(Long.MAX_VALUE, 32L), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("its counts do not add up to 30 rows.");
    }

    private static void assertRefused(int column, String key, Object value, String message) {
        Map<String, Object> state = new LinkedHashMap<>(sample().state());
        List<Object> columns = new ArrayList<>();
        sample().columns().forEach(profile -> columns.add(new LinkedHashMap<>(profile.state())));
        @SuppressWarnings("unchecked")
        Map<String, Object> changed = (Map<String, Object>) columns.get(column);
        changed.put(key, value);
        state.put("columns", columns);
        assertThatThrownBy(() -> ReferenceProfile.of(Settings.of(state, BLAME)))
                .isInstanceOf(ModelFileException.class)
                .hasMessageStartingWith(message);
    }

    /** Thirty rows: numbers 0 to 29 in three bins, levels a and b. */
    private static ReferenceProfile sample() {
        double[] values = IntStream.range(0, 30).asDoubleStream().toArray();
        int[] codes = IntStream.range(0, 30).map(i -> i % 2).toArray();
        return ReferenceProfile.of(
                List.of(numberInput("n"), levelInput("l", List.of("a", "b"))),
                Dataset.of(List.of(numbers("n", values), levels("l", codes, "a", "b"))));
    }

    private static ReferenceProfile reloaded(ReferenceProfile profile) {
        return ReferenceProfile.of(Settings.of(profile.state(), BLAME));
    }

    private static NumberProfile number(double[] values) {
        return (NumberProfile) ReferenceProfile.of(List.of(numberInput("n")), Dataset.of(List.of(numbers("n", values))))
                .columns()
                .get(0);
    }

    private static double[] withMissing(double[] values, int missing) {
        double[] more = Arrays.copyOf(values, values.length + missing);
        Arrays.fill(more, values.length, more.length, Double.NaN);
        return more;
    }

    private static Column numbers(String name, double[] values) {
        return NumericColumn.of(name, ColumnType.NUMERIC, values);
    }

    private static Column levels(String name, int[] codes, String... levels) {
        return CodedColumn.of(name, ColumnType.CATEGORICAL, codes, List.of(levels));
    }

    private static Input numberInput(String name) {
        return input(Map.of(
                "kind",
                "number",
                "name",
                name,
                "type",
                "numeric",
                "feature",
                true,
                "loose",
                false,
                "dateFormat",
                "yyyy-MM-dd",
                "missing",
                List.of()));
    }

    private static Input levelInput(String name, List<String> levels) {
        return input(Map.of(
                "kind",
                "level",
                "name",
                name,
                "type",
                "categorical",
                "feature",
                true,
                "trim",
                true,
                "missing",
                List.of(),
                "levels",
                levels));
    }

    private static Input input(Map<String, Object> state) {
        return Input.of(Settings.of(state, BLAME));
    }
}
