package io.github.churnml.prepare;

import static io.github.churnml.prepare.Tables.dates;
import static io.github.churnml.prepare.Tables.levels;
import static io.github.churnml.prepare.Tables.numbers;
import static io.github.churnml.prepare.Tables.preparation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.Dataset;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerivedFeaturesTest {

    private static final double NAN = Double.NaN;

    @Test
    void sumAndProduct_areMissingWhereAPartIs() {
        Dataset data = Tables.of(numbers("a", 1, 2, NAN), numbers("b", 4, 0.5, 6), numbers("c", 10, 3, 1));
        assertThat(derived(data, Derive.sum("s", "a", "b", "c"))).containsExactly(15, 5.5, NAN);
        assertThat(derived(data, Derive.product("p", "a", "b"))).containsExactly(4, 1, NAN);
    }

    @Test
    void sumAndProduct_tooLargeForANumber_areMissing() {
        Dataset data = Tables.of(numbers("a", 1e308, -1e308, 1), numbers("b", 1e308, -1e308, 2));
        assertThat(derived(data, Derive.sum("s", "a", "b"))).containsExactly(NAN, NAN, 3);
        assertThat(derived(data, Derive.product("p", "a", "b"))).containsExactly(NAN, NAN, 2);
    }

    @Test
    void log_isThatOfOneMore_andMissingBelowZero() {
        Dataset data = Tables.of(numbers("x", 0, Math.E - 1, -0.5, NAN, 1e-20));
        double[] logs = derived(data, Derive.log("l", "x"));
        assertThat(logs).containsExactly(0, StrictMath.log1p(Math.E - 1), NAN, NAN, 1e-20);
        assertThat(logs[1]).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-15));
    }

    @Test
    void days_betweenTwoDatesAndUpToAFixedOne() {
        double day = LocalDate.of(2026, 11, 21).toEpochDay();
        Dataset data = Tables.of(dates("start", day - 30, day, NAN), dates("end", day, day - 1.5, day), x(3));
        assertThat(derived(data, Derive.daysBetween("d", "start", "end"))).containsExactly(30, -1.5, NAN);
        assertThat(derived(data, Derive.daysSince("d", "start", LocalDate.of(2026, 11, 21))))
                .containsExactly(30, 0, NAN);
    }

    @ParameterizedTest
    @CsvSource({
        "YEAR, 2026, 2024, 1969",
        "QUARTER, 4, 1, 4",
        "MONTH, 11, 2, 12",
        "DAY_OF_MONTH, 21, 29, 31",
        "DAY_OF_WEEK, 6, 4, 3"
    })
    void datePart_isTheCalendarsNumber(DatePart part, double saturday, double leapDay, double beforeTheEpoch) {
        Dataset data = Tables.of(
                dates(
                        "when",
                        LocalDate.of(2026, 11, 21).toEpochDay(),
                        LocalDate.of(2024, 2, 29).toEpochDay() + 0.999,
                        -0.25,
                        NAN,
                        1e300),
                x(5));
        assertThat(derived(data, Derive.datePart("p", "when", part)))
                .containsExactly(saturday, leapDay, beforeTheEpoch, NAN, NAN);
    }

    @Test
    void interaction_knowsThePairsOfTraining() {
        Dataset data = Tables.of(levels("plan", "A", "A", "B", null, "A"), levels("term", "x", "y", "x", "x", "x"));
        FittedPreparation fitted =
                preparation(Derive.interaction("both", "plan", "term")).fit(data);
        assertThat(fitted.variables().get(2).levels()).containsExactly("A & x", "A & y", "B & x", "(missing)");
        assertThat(fitted.variables().get(2).sources()).containsExactly("plan", "term");
        assertThat(fitted.table(data).columns()[2]).containsExactly(0, 1, 2, 3, 0);
        Dataset unseen = Tables.of(levels("plan", "B", "C", null, "B"), levels("term", "y", "x", "z", null));
        assertThat(fitted.table(unseen).columns()[2]).containsExactly(Variable.UNKNOWN, Variable.UNKNOWN, 3, 3);
        assertSurvives(fitted, unseen);
    }

    @Test
    void interaction_withTooManyPairs_keepsTheMostFrequent() {
        int many = 10_050;
        String[] a = IntStream.range(0, many + 1).mapToObj(i -> "a" + i / 100).toArray(String[]::new);
        String[] b = IntStream.range(0, many + 1).mapToObj(i -> "b" + i % 100).toArray(String[]::new);
        a[many] = a[many - 1];
        b[many] = b[many - 1];
        Dataset data = Tables.of(levels("a", a), levels("b", b));
        FittedPreparation fitted =
                preparation(Derive.interaction("ab", "a", "b")).fit(data);
        assertThat(fitted.variables().get(2).levels()).hasSize(10_000 + 1);
        double[] codes = fitted.table(data).columns()[2];
        assertThat(Arrays.stream(codes).filter(code -> code == Variable.UNKNOWN).count())
                .isEqualTo(50);
        assertThat(codes[many]).isGreaterThanOrEqualTo(0).isEqualTo(codes[many - 1]);
    }

    @Test
    void quantileBucket_cutsAtTheQuantilesOfTraining() {
        Dataset data = Tables.of(numbers("x", 9, 8, 7, 6, 5, 4, 3, 2, 1, NAN));
        FittedPreparation fitted =
                preparation(Derive.quantileBucket("q", "x", 4)).fit(data);
        // Nine values: the quartiles are the third, fifth and seventh.
        assertThat(fitted.variables().get(1).levels()).containsExactly("< 3", "[3, 5)", "[5, 7)", ">= 7", "(missing)");
        assertThat(fitted.table(data).columns()[1]).containsExactly(3, 3, 3, 2, 2, 1, 1, 0, 0, 4);
        Dataset extremes = Tables.of(numbers("x", -1e300, 1e300, 3));
        assertThat(fitted.table(extremes).columns()[1]).containsExactly(0, 3, 1);
        assertSurvives(fitted, extremes);
    }

    @Test
    void quantileBucket_ofFrequentValues_hasFewerBuckets() {
        Dataset skewed = Tables.of(numbers("x", 0, 0, 0, 0, 0, 0, 1, 2, 3, 4));
        FittedPreparation fitted =
                preparation(Derive.quantileBucket("q", "x", 4)).fit(skewed);
        assertThat(fitted.variables().get(1).levels()).containsExactly("< 1.75", ">= 1.75", "(missing)");
    }

    @Test
    void quantileBucket_withoutAnyValue_isOneBucket() {
        Dataset empty = Tables.of(numbers("x", NAN, NAN, NAN), numbers("y", 1, 2, 3));
        FittedPreparation fitted =
                preparation(Derive.quantileBucket("q", "x", 3)).fit(empty);
        assertThat(fitted.variables().get(2).levels()).containsExactly("any", "(missing)");
        assertThat(fitted.table(empty).columns()[2]).containsExactly(1, 1, 1);
        assertSurvives(fitted, Tables.of(numbers("x", 5), numbers("y", 5)));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void quantileEdges_ascendAndLeaveNoBucketEmpty(
            @ForAll @Size(max = 60) List<@IntRange(min = -20, max = 20) Integer> values,
            @ForAll @IntRange(min = 2, max = 12) int buckets) {
        double[] sorted =
                values.stream().mapToDouble(value -> value / 4.0).sorted().toArray();
        double[] edges = Quantiles.edges(sorted, buckets);
        assertThat(edges.length).isLessThan(buckets);
        double from = Double.NEGATIVE_INFINITY;
        for (int i = 0; i <= edges.length && sorted.length > 0; i++) {
            double to = i < edges.length ? edges[i] : Double.POSITIVE_INFINITY;
            double low = from;
            assertThat(to).isGreaterThan(low);
            assertThat(Arrays.stream(sorted)
                            .filter(value -> value >= low && value < to)
                            .count())
                    .isPositive();
            from = to;
        }
    }

    @Test
    void quantile_isOfTypeSeven() {
        double[] sorted = {1, 2, 4, 8};
        // R: quantile(c(1, 2, 4, 8), c(0, .1, .5, .9, 1), type = 7)
        assertThat(Quantiles.of(sorted, 0)).isEqualTo(1);
        assertThat(Quantiles.of(sorted, 0.1)).isCloseTo(1.3, org.assertj.core.api.Assertions.within(1e-15));
        assertThat(Quantiles.of(sorted, 0.5)).isEqualTo(3);
        assertThat(Quantiles.of(sorted, 0.9)).isCloseTo(6.8, org.assertj.core.api.Assertions.within(1e-14));
        assertThat(Quantiles.of(sorted, 1)).isEqualTo(8);
        assertThat(Quantiles.of(new double[] {-Double.MAX_VALUE, Double.MAX_VALUE}, 0.5))
                .isZero();
    }

    @Test
    void features_mayBeDerivedFromDerivedOnes() {
        Dataset data = Tables.of(dates("start", 0, 10, 20), numbers("x", 1, 2, 3), levels("l", "a", "b", "a"));
        FittedPreparation fitted = preparation(
                        Derive.daysSince("age", "start", LocalDate.ofEpochDay(20)),
                        Derive.log("log_age", "age"),
                        Derive.quantileBucket("old", "age", 2),
                        Derive.interaction("l_old", "l", "old"))
                .fit(data);
        TypedTable table = fitted.table(data);
        assertThat(table.columns()[4]).containsExactly(StrictMath.log1p(20), StrictMath.log1p(10), 0);
        assertThat(table.columns()[5]).containsExactly(1, 1, 0);
        assertThat(table.variables().get(6).levels())
                .containsExactly("a & < 10", "a & >= 10", "b & >= 10", "(missing)");
        assertThat(table.variables().get(6).sources()).containsExactly("l", "start");
        assertSurvives(fitted, data);
    }

    @Test
    void everyKind_survivesItsSettings() {
        for (DerivedFeature wish : List.of(
                Derive.sum("n", "a", "b"),
                Derive.product("n", "a", "b", "c"),
                Derive.log("n", "a"),
                Derive.daysBetween("n", "a", "b"),
                Derive.daysSince("n", "a", LocalDate.of(2024, 2, 29)),
                Derive.datePart("n", "a", DatePart.DAY_OF_WEEK),
                Derive.interaction("n", "a", "b"),
                Derive.quantileBucket("n", "a", 7))) {
            Map<String, Object> settings = wish.settings();
            assertThat(DerivedFeature.of(configuration(settings))).isEqualTo(wish);
            assertThat(settings).containsKeys("kind", "name");
        }
    }

    @Test
    void wish_thatCannotBe_isRefusedWithAWayOut() {
        assertRefused(
                () -> Derive.sum("s", "a"), "Derived feature 's' adds up fewer than two columns.", "two at least");
        assertRefused(() -> Derive.product("p"), "'p' multiplies fewer than two columns.", "two at least");
        assertRefused(() -> Derive.interaction("i", "a", "a"), "crosses column 'a' with itself.", "another column");
        assertRefused(
                () -> Derive.quantileBucket("q", "a", 1), "'q' has 1 buckets where 2 to 1000 are allowed.", "Maybe 10");
        assertRefused(() -> Derive.quantileBucket("q", "a", 1001), "1001 buckets", "Maybe 10");
        Map<String, Object> date =
                new HashMap<>(Map.of("kind", "daysSince", "name", "d", "column", "c", "asOf", "21.11.2026"));
        assertRefused(
                () -> DerivedFeature.of(configuration(date)),
                "Key 'asOf' holds (21.11.2026) where a date such as 2026-11-21 is required.",
                "");
        Map<String, Object> part = Map.of("kind", "datePart", "name", "d", "column", "c", "part", "weekday");
        assertRefused(() -> DerivedFeature.of(configuration(part)), "Key 'part' holds (weekday)", "'dayOfWeek'");
    }

    @Test
    void source_ofAnotherKind_isRefusedWithAWayOut() {
        Dataset data = Tables.of(numbers("n", 1, 2), levels("l", "a", "b"), dates("d", 1, 2));
        assertDataRefused(data, Derive.sum("s", "n", "d"), "needs numbers, but column 'd' holds dates.", "daysBetween");
        assertDataRefused(data, Derive.log("s", "l"), "needs numbers, but column 'l' holds levels.", "numeric");
        assertDataRefused(data, Derive.quantileBucket("s", "d", 3), "column 'd' holds dates.", "daysSince");
        assertDataRefused(
                data, Derive.daysBetween("s", "d", "n"), "needs dates, but column 'n' holds numbers.", "date");
        assertDataRefused(
                data,
                Derive.daysSince("s", "l", LocalDate.EPOCH),
                "needs dates, but column 'l' holds levels.",
                "declare the column's type as date");
        assertDataRefused(data, Derive.datePart("s", "n", DatePart.YEAR), "needs dates, but column 'n'", "type");
        assertDataRefused(
                data, Derive.interaction("s", "l", "n"), "needs levels, but column 'n' holds numbers.", "bucket");
        assertDataRefused(data, Derive.sum("s", "n", "m"), "needs column 'm', which is not there.", "Maybe");
    }

    @Test
    void state_withoutOrWithForeignLearning_isRefused() {
        Dataset data =
                Tables.of(numbers("x", 1, 2, 3, 4), levels("a", "p", "q", "p", "q"), levels("b", "r", "r", "s", "s"));
        FittedPreparation fitted = preparation(Derive.quantileBucket("q", "x", 3), Derive.interaction("i", "a", "b"))
                .fit(data);
        assertStateRefused(fitted, null, "Key 'learnt' is missing.");
        assertStateRefused(fitted, Map.of("i", List.of(0, 0)), "Key 'learnt.q' is missing.");
        assertStateRefused(
                fitted,
                Map.of("q", List.of(2, 2), "i", List.of(0, 0)),
                "Key 'learnt.q' does not hold ascending edges of at most 3 buckets.");
        assertStateRefused(fitted, Map.of("q", List.of(1, 2, 3), "i", List.of(0, 0)), "at most 3 buckets");
        for (List<Integer> pairs :
                List.of(List.of(0), List.of(0, 2), List.of(-1, 0), List.of(1, 0, 0, 0), List.of(0, 0, 0, 0))) {
            assertStateRefused(
                    fitted,
                    Map.of("q", List.of(2), "i", pairs),
                    "Key 'learnt.i' does not hold ascending pairs of the two columns' levels.");
        }
        assertStateRefused(
                fitted, Map.of("q", List.of(2), "i", List.of(0, 0), "z", List.of()), "Key 'learnt.z' is not known.");
    }

    @Test
    void state_ofAPreparationThatLearnsNothingMore_isAsItWas() {
        FittedPreparation fitted = preparation(Derive.bucket("g", "x", 2), Derive.ratio("r", "x", "x"))
                .fit(Tables.of(numbers("x", 1, 2, 3), levels("l", "a", null, "b")));
        assertThat(fitted.state().keySet()).containsExactly("inputs", "derive", "impute");
        assertThat(((Map<?, ?>) fitted.state().get("impute")).keySet().toString())
                .isEqualTo("[fills, indicated]");
        assertThat(((Map<?, ?>) ((List<?>) fitted.state().get("inputs")).get(1))
                        .keySet()
                        .toString())
                .isEqualTo("[kind, name, type, feature, trim, missing, levels]");
    }

    private static io.github.churnml.data.Column x(int rows) {
        return numbers("some number", IntStream.range(0, rows).asDoubleStream().toArray());
    }

    /** The last derived column before missing values are filled in. */
    private static double[] derived(Dataset data, DerivedFeature wish) {
        List<Input> inputs = preparation(wish).fit(data).inputs();
        List<double[]> columns = new java.util.ArrayList<>();
        inputs.forEach(input -> columns.add(input.readAll(data.column(input.name()))));
        FittedDerivations.fit(List.of(wish), inputs, columns, data.rows());
        return columns.get(columns.size() - 1);
    }

    private static void assertSurvives(FittedPreparation fitted, Dataset data) {
        FittedPreparation reloaded = FittedPreparation.of(Settings.of(fitted.state(), Blame.modelFile(null)));
        assertThat(reloaded.variables()).isEqualTo(fitted.variables());
        assertThat(reloaded.state()).isEqualTo(fitted.state());
        assertThat(reloaded.table(data).columns())
                .isDeepEqualTo(fitted.table(data).columns());
    }

    private static Settings configuration(Map<String, Object> settings) {
        return Settings.of(settings, Blame.configuration(null));
    }

    private static void assertRefused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String problem, String maybe) {
        assertThatThrownBy(call)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining(maybe);
    }

    private static void assertDataRefused(Dataset data, DerivedFeature wish, String problem, String maybe) {
        assertRefused(() -> preparation(wish).fit(data), problem, maybe);
    }

    private static void assertStateRefused(
            FittedPreparation fitted, @org.jspecify.annotations.Nullable Map<String, ?> learnt, String problem) {
        Map<String, Object> state = fitted.state();
        state.put("learnt", learnt);
        assertThatThrownBy(() -> FittedPreparation.of(Settings.of(state, Blame.modelFile(null))))
                .hasMessageContaining(problem);
    }
}
