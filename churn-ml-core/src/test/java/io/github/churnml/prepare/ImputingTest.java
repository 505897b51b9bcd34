package io.github.churnml.prepare;

import static io.github.churnml.prepare.Tables.dates;
import static io.github.churnml.prepare.Tables.levels;
import static io.github.churnml.prepare.Tables.names;
import static io.github.churnml.prepare.Tables.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.Dataset;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.prepare.Imputing.Fill;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ImputingTest {

    private static final double NAN = Double.NaN;
    private static final Imputing QUIET = Imputing.standard().withIndicator(false);

    private static final Dataset PLANS = Tables.of(
            numbers("fee", 10, 12, NAN, 50, 70, NAN, 30, NAN),
            levels("plan", "a", "a", "a", "b", "b", "c", null, null),
            levels("pay", "x", "y", null, "y", "y", null, "x", "x"));

    @Test
    void mean_andConstants_fillWhatTheySay() {
        Imputing wish =
                QUIET.withNumbers(Fill.MEAN).with("n", Fill.constant(-1)).with("pay", Fill.constant("y"));
        Dataset data =
                Tables.of(numbers("x", 1, 2, 6, NAN), numbers("n", 1, NAN, 2, 3), levels("pay", "x", "y", null, "x"));
        TypedTable table = survives(fit(wish, data), data);
        assertThat(table.columns()).isDeepEqualTo(new double[][] {{1, 2, 6, 3}, {1, -1, 2, 3}, {0, 1, 1, 0}});
    }

    @Test
    void constantLevel_notSeenInTraining_becomesOneForMissingValues() {
        Dataset data = Tables.of(levels("pay", "x", "y", null), numbers("n", 1, 2, 3));
        FittedPreparation fitted = fit(QUIET.withLevels(Fill.constant("unpaid")), data);
        assertThat(fitted.variables().get(0).levels()).containsExactly("x", "y", "unpaid");
        assertThat(survives(fitted, data).columns()[0]).containsExactly(0, 1, 2);
        Dataset unseen = Tables.of(levels("pay", "unpaid", "z"), numbers("n", 1, 2));
        assertThat(fitted.table(unseen).columns()[0]).containsExactly(Variable.UNKNOWN, Variable.UNKNOWN);
    }

    @Test
    void constantNumber_inAColumnOfLevels_isTheLevelWrittenSo() {
        Dataset data = Tables.of(levels("zone", "0", "north", null), numbers("n", 1, 2, 3));
        assertThat(fit(QUIET.with("zone", Fill.constant(0)), data).table(data).columns()[0])
                .containsExactly(0, 1, 0);
    }

    @Test
    void mean_ofNumbersNearTheLimit_isFinite() {
        Dataset data = Tables.of(numbers("x", 1.5e308, 1.5e308, NAN));
        assertThat(fit(QUIET.withNumbers(Fill.MEAN), data).table(data).columns()[0][2])
                .isEqualTo(1.5e308);
    }

    @Test
    void groups_fillByTheLevelOfAnotherColumn_elseOverall() {
        Imputing wish = QUIET.with("fee", Fill.MEDIAN.by("plan")).with("pay", Fill.MOST_FREQUENT.by("plan"));
        FittedPreparation fitted = fit(wish, PLANS);
        TypedTable table = survives(fitted, PLANS);
        // Plan a: median of 10 and 12; c has no fee and a missing plan is no group: median of 10, 12, 50, 70, 30.
        assertThat(table.columns()[0]).containsExactly(10, 12, 11, 50, 70, 30, 30, 30);
        // Plan a pays x and y alike, the lesser wins; c never pays: x and y are three each overall.
        assertThat(table.columns()[2]).containsExactly(0, 1, 0, 1, 1, 0, 0, 0);
        Dataset later = Tables.of(
                numbers("fee", NAN, NAN, NAN), levels("plan", "b", "new", null), levels("pay", null, null, "z"));
        assertThat(fitted.table(later).columns()[0]).containsExactly(60, 30, 30);
        assertThat(fitted.table(later).columns()[2]).containsExactly(1, 0, Variable.UNKNOWN);
    }

    @Test
    void meanWithinGroups_andIndicator_goTogether() {
        FittedPreparation fitted = fit(Imputing.standard().withNumbers(Fill.MEAN.by("plan")), PLANS);
        assertThat(names(fitted.variables())).containsExactly("fee", "plan", "pay", "fee_missing");
        double[][] columns = survives(fitted, PLANS).columns();
        assertThat(columns[0]).containsExactly(10, 12, 11, 50, 70, 34.4, 30, 34.4);
        assertThat(columns[3]).containsExactly(0, 0, 1, 0, 0, 1, 0, 1);
    }

    @Test
    void groups_doNotDependOnTheOrderOfColumns() {
        Imputing wish = QUIET.withLevels(Fill.MOST_FREQUENT).with("fee", Fill.MEDIAN.by("plan"));
        Dataset reversed = Tables.of(PLANS.column("pay"), PLANS.column("plan"), PLANS.column("fee"));
        double[][] columns = fit(wish, PLANS).table(PLANS).columns();
        double[][] back = fit(wish, reversed).table(PLANS).columns();
        assertThat(back).isDeepEqualTo(new double[][] {columns[2], columns[1], columns[0]});
        // The plan is filled in (a) but was not known when the fee was.
        assertThat(columns[1][7]).isZero();
        assertThat(columns[0][7]).isEqualTo(30);
    }

    @Test
    void groupsForAllLevels_leaveTheGroupingColumnToTheWholeTable() {
        FittedPreparation fitted = fit(QUIET.withLevels(Fill.MOST_FREQUENT.by("plan")), PLANS);
        double[][] columns = survives(fitted, PLANS).columns();
        assertThat(columns[1]).containsExactly(0, 0, 0, 1, 1, 2, 0, 0);
        assertThat(columns[2]).containsExactly(0, 1, 0, 1, 1, 0, 0, 0);
    }

    @Test
    void groups_mayBeADerivedColumn() {
        Dataset data = Tables.of(numbers("age", 1, 2, 30, 40), numbers("fee", 5, NAN, 9, NAN));
        FittedPreparation fitted = new Preparation(
                        Cleaning.standard(),
                        List.of(Derive.bucket("old", "age", 18)),
                        QUIET.with("fee", Fill.MEDIAN.by("old")),
                        Set.of(),
                        Map.of())
                .fit(data);
        assertThat(survives(fitted, data).columns()[1]).containsExactly(5, 5, 9, 9);
    }

    @Test
    void everyFill_ofColumnsThatAreAllMissing_isFinite() {
        Dataset data =
                Tables.of(numbers("x", NAN, NAN), levels("l", null, null), levels("g", "a", "b"), dates("d", NAN, NAN));
        for (Fill numbers : List.of(
                Fill.MEDIAN, Fill.MEAN, Fill.MOST_FREQUENT, Fill.constant(7), Fill.MEAN.by("g"), Fill.MEDIAN.by("g"))) {
            for (Fill levels :
                    List.of(Fill.OWN_LEVEL, Fill.MOST_FREQUENT, Fill.constant("z"), Fill.MOST_FREQUENT.by("g"))) {
                Preparation wish = new Preparation(
                        Cleaning.standard(),
                        List.of(Derive.sum("s", "x", "x"), Derive.interaction("i", "l", "g")),
                        new Imputing(numbers, levels, true, Map.of()),
                        Set.of(),
                        Map.of());
                FittedPreparation fitted = wish.fit(data);
                TypedTable table = survives(fitted, data);
                for (int j = 0; j < table.columns().length; j++) {
                    Variable variable = table.variables().get(j);
                    for (double value : table.columns()[j]) {
                        assertThat(value).isFinite();
                        assertThat(!variable.nominal()
                                        || value >= 0
                                                && value < variable.levels().size())
                                .isTrue();
                    }
                }
            }
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void fills_ofNumbers_lieWithinTheTrainingRange(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = -50, max = 50) Integer> values,
            @ForAll @Size(min = 30, max = 30) List<@IntRange(min = -1, max = 3) Integer> groups) {
        double[] present = values.stream().mapToDouble(Integer::doubleValue).toArray();
        double[] x = Arrays.copyOf(present, present.length + 1);
        x[present.length] = NAN;
        double[] codes =
                Arrays.copyOf(groups.stream().mapToDouble(Integer::doubleValue).toArray(), x.length);
        TypedTable table = new TypedTable(
                List.of(
                        Variable.number("x", List.of("x"), true),
                        Variable.nominal("g", List.of("a", "b", "c", "d"), List.of("g"), true)),
                new double[][] {x, codes},
                x.length);
        for (Fill fill : List.of(Fill.MEDIAN, Fill.MEAN, Fill.MOST_FREQUENT)) {
            FittedImputing fitted = ImputingFit.of(QUIET.withNumbers(fill.by("g")), table);
            for (double code : new double[] {0, 1, 2, 3, Variable.MISSING, Variable.UNKNOWN}) {
                double[] row = {NAN, code};
                fitted.apply(row);
                double least = Arrays.stream(present).min().orElseThrow();
                double most = Arrays.stream(present).max().orElseThrow();
                assertThat(row[0]).isBetween(least - 1e-12, most + 1e-12);
            }
        }
    }

    @Test
    void settings_areReadBackInEveryForm() {
        Imputing wish = Imputing.standard()
                .withNumbers(Fill.MEAN.by("plan"))
                .withLevels(Fill.constant("none"))
                .with("a", Fill.constant(0))
                .with("b", Fill.constant("0"))
                .with("c", Fill.MEDIAN.by("plan"))
                .with("d", Fill.OWN_LEVEL)
                .with("e", Fill.MEAN);
        assertThat(of(wish.settings())).isEqualTo(wish);
        assertThat(of(Map.of())).isEqualTo(Imputing.standard());
        assertThat(of(Map.of("numbers", "mostFrequent", "columns", Map.of("x", Map.of("constant", 3)))))
                .isEqualTo(Imputing.standard().withNumbers(Fill.MOST_FREQUENT).with("x", Fill.constant(3)));
        assertThat(of(Map.of("columns", Map.of("x", Map.of("fill", "median", "by", "plan")))))
                .isEqualTo(Imputing.standard().with("x", Fill.MEDIAN.by("plan")));
        assertThat(of(Map.of("columns", Map.of("x", Map.of("constant", true)))))
                .isEqualTo(Imputing.standard().with("x", Fill.constant("true")));
    }

    @Test
    void settings_thatCannotBe_areRefused() {
        assertRefused(Map.of("numbers", "ownLevel"), "Key 'numbers' holds (ownLevel) where one of", "'median'");
        assertRefused(
                Map.of("levels", "mean"), "Key 'levels' holds (mean) where one of 'mostFrequent', 'ownLevel'", "");
        assertRefused(
                Map.of("numbers", Map.of("constant", "x")), "Key 'numbers.constant' holds (x) where a number", "");
        assertRefused(Map.of("numbers", Map.of("fill", "mean")), "Key 'numbers.by' is missing.", "Maybe");
        assertRefused(
                Map.of("levels", Map.of("fill", "ownLevel", "by", "g")), "Key 'levels.fill' holds (ownLevel)", "");
        assertRefused(Map.of("columns", Map.of("x", Map.of("constant", 1, "by", "g"))), "Key 'columns.x.by'", "");
        assertThatThrownBy(() -> Fill.OWN_LEVEL.by("g"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("A fill by (ownLevel) cannot be taken within groups.\n"
                        + "Maybe median, mean or mostFrequent was meant.");
        assertThatThrownBy(() -> Fill.constant(1).by("g")).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> Fill.constant(NAN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Imputing.standard().withNumbers(Fill.OWN_LEVEL))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Imputing.standard().withNumbers(Fill.constant("x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Imputing.standard().withLevels(Fill.MEAN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fill_thatDoesNotSuitTheTable_isRefusedWithAWayOut() {
        assertDataRefused(
                QUIET.with("fee", Fill.constant("x")),
                "Column 'fee' holds numbers, which cannot be imputed by ({constant=x}).",
                "mostFrequent");
        assertDataRefused(QUIET.with("plan", Fill.MEAN), "holds levels, which cannot be imputed by (mean).", "Maybe");
        assertDataRefused(
                QUIET.with("fee", Fill.MEAN.by("plam")), "There is no column 'plam' to group by.", "'plan' was meant");
        assertDataRefused(
                QUIET.with("fee", Fill.MEAN.by("fee")), "Column 'fee' holds numbers and makes no groups.", "bucket");
        assertDataRefused(
                QUIET.with("pay", Fill.MOST_FREQUENT.by("pay")),
                "Column 'pay' is imputed by groups of 'pay', which is imputed by groups itself.",
                "level of its own");
        assertDataRefused(
                QUIET.with("fee", Fill.MEAN.by("pay")).with("pay", Fill.MOST_FREQUENT.by("plan")),
                "Column 'fee' is imputed by groups of 'pay', which is imputed by groups itself.",
                "level of its own");
    }

    @Test
    void state_thatDoesNotFit_isRefused() {
        FittedPreparation fitted = fit(QUIET.with("fee", Fill.MEDIAN.by("plan")), PLANS);
        for (Map<String, Object> group : List.<Map<String, Object>>of(
                Map.of("column", 0, "by", 1, "fills", List.of(1, 2)),
                Map.of("column", 0, "by", 0, "fills", List.of()),
                Map.of("column", 1, "by", 1, "fills", List.of(0, 0, 0)),
                Map.of("column", 2, "by", 1, "fills", List.of(0, 0, 9)))) {
            Map<String, Object> impute = impute(fitted);
            impute.put("groups", List.of(group));
            assertStateRefused(fitted, impute, "The imputed values do not fit the 3 columns.");
        }
        Map<String, Object> twice = impute(fitted);
        Map<String, Object> good = Map.of("column", 0, "by", 1, "fills", List.of(1, 2, 3));
        twice.put("groups", List.of(good, good));
        assertStateRefused(fitted, twice, "The imputed values do not fit the 3 columns.");
        Map<String, Object> named = impute(fitted);
        named.put("ownLevels", Map.of("plam", "x"));
        assertStateRefused(fitted, named, "Key 'impute.ownLevels.plam' is not known.");
    }

    @SuppressWarnings("unchecked") // the state is made of such maps
    private static Map<String, Object> impute(FittedPreparation fitted) {
        return new HashMap<>((Map<String, Object>) fitted.state().get("impute"));
    }

    private static void assertStateRefused(FittedPreparation fitted, Map<String, Object> impute, String problem) {
        Map<String, Object> state = fitted.state();
        state.put("impute", impute);
        assertThatThrownBy(() -> FittedPreparation.of(Settings.of(state, Blame.modelFile(null))))
                .hasMessageContaining(problem);
    }

    private static FittedPreparation fit(Imputing wish, Dataset data) {
        return new Preparation(Cleaning.standard(), List.of(), wish, Set.of(), Map.of()).fit(data);
    }

    /** The prepared table, which a reloaded preparation gives as well. */
    private static TypedTable survives(FittedPreparation fitted, Dataset data) {
        FittedPreparation reloaded = FittedPreparation.of(Settings.of(fitted.state(), Blame.modelFile(null)));
        TypedTable table = fitted.table(data);
        assertThat(reloaded.variables()).isEqualTo(fitted.variables());
        assertThat(reloaded.state()).isEqualTo(fitted.state());
        assertThat(reloaded.table(data).columns()).isDeepEqualTo(table.columns());
        return table;
    }

    private static Imputing of(Map<String, Object> settings) {
        return Imputing.of(Settings.of(settings, Blame.configuration(null)));
    }

    private static void assertRefused(Map<String, Object> settings, String problem, String maybe) {
        assertThatThrownBy(() -> of(settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining(maybe);
    }

    private static void assertDataRefused(Imputing wish, String problem, String maybe) {
        assertThatThrownBy(() -> fit(wish, PLANS))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining(maybe);
    }
}
