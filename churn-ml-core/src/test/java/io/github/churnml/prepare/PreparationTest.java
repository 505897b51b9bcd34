package io.github.churnml.prepare;

import static io.github.churnml.prepare.Tables.booleans;
import static io.github.churnml.prepare.Tables.dates;
import static io.github.churnml.prepare.Tables.ids;
import static io.github.churnml.prepare.Tables.levels;
import static io.github.churnml.prepare.Tables.names;
import static io.github.churnml.prepare.Tables.numbers;
import static io.github.churnml.prepare.Tables.preparation;
import static io.github.churnml.prepare.Tables.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreparationTest {

    private static final double NAN = Double.NaN;

    @Test
    void levels_spelledWithBlanks_becomeOneLevel() {
        FittedPreparation fitted = preparation().fit(Tables.of(levels("plan", "Pro", " Pro", "Basic ", "Basic")));
        assertThat(fitted.inputs().get(0).levels()).containsExactly("Basic", "Pro");
        assertThat(fitted.inputs().get(0).read("Pro  ", 1)).isEqualTo(1);
    }

    @Test
    void levels_withoutTrimming_stayApart() {
        Preparation raw = new Preparation(Cleaning.none(), List.of(), Imputing.standard(), Set.of(), Map.of());
        assertThat(raw.fit(Tables.of(levels("plan", "Pro", " Pro")))
                        .inputs()
                        .get(0)
                        .levels())
                .containsExactly(" Pro", "Pro");
    }

    @Test
    void levels_readAsNumberBooleanOrEnum_findTheirCode() {
        FittedPreparation fitted = preparation()
                .fit(Tables.of(levels("area", "415", "510", "408.0"), booleans("auto", "Yes", "no", "YES")));
        Input area = fitted.inputs().get(0);
        Input auto = fitted.inputs().get(1);
        assertThat(area.read(415, 0)).isEqualTo(area.read("415", 0));
        assertThat(area.read(408L, 0)).isEqualTo(area.read("408.0", 0)).isGreaterThanOrEqualTo(0);
        assertThat(auto.read(true, 0)).isEqualTo(auto.read("yes", 0)).isGreaterThanOrEqualTo(0);
        assertThat(auto.read(false, 0)).isEqualTo(auto.read("No", 0)).isNotEqualTo(auto.read(true, 0));
        assertThat(auto.levels()).hasSize(2);
    }

    @Test
    void level_notSeenInTraining_isUnknown_andMissingIsMissing() {
        Input plan = preparation()
                .fit(Tables.of(levels("plan", "Pro", "Basic")))
                .inputs()
                .get(0);
        assertThat(plan.read("Gold", 3)).isEqualTo(Variable.UNKNOWN);
        assertThat(plan.read(null, 3)).isEqualTo(Variable.MISSING);
        assertThat(plan.read(" n/a ", 3)).isEqualTo(Variable.MISSING);
        assertThat(plan.read(NAN, 3)).isEqualTo(Variable.MISSING);
    }

    @Test
    void level_givenAsAList_isRefused() {
        Input plan = preparation()
                .fit(Tables.of(levels("plan", "Pro", "Basic")))
                .inputs()
                .get(0);
        assertThatThrownBy(() -> plan.read(List.of("Pro"), 7))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Column 'plan' (row 7) holds a value of type")
                .hasMessageContaining("Maybe give the level as text.");
    }

    @Test
    void number_givenAsText_isParsed_andOtherTextIsRefused() {
        Input tenure = preparation()
                .fit(Tables.of(numbers("tenure", 1, 2, 3)))
                .inputs()
                .get(0);
        assertThat(tenure.read(" 8 ", 0)).isEqualTo(8);
        assertThat(tenure.read("$1,234.50", 0)).isEqualTo(1234.5);
        assertThat(tenure.read("?", 0)).isNaN();
        assertThat(tenure.read(null, 0)).isNaN();
        assertThat(tenure.read(true, 0)).isEqualTo(1);
        assertThatThrownBy(() -> tenure.read("abc", 1204))
                .isInstanceOf(DataException.class)
                .hasMessage("Column 'tenure' (row 1204) holds (abc) where a number is required.\n"
                        + "Maybe list (abc) as a missing marker, or declare the column categorical.");
        assertThatThrownBy(() -> tenure.read(LocalDate.of(2026, 1, 1), 0)).isInstanceOf(DataException.class);
    }

    @Test
    void number_thatIsInfinite_isRefused() {
        Input tenure = preparation()
                .fit(Tables.of(numbers("tenure", 1, 2, 3)))
                .inputs()
                .get(0);
        for (Object infinite : new Object[] {Double.POSITIVE_INFINITY, "-inf", "1e999"}) {
            assertThatThrownBy(() -> tenure.read(infinite, 5))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("Column 'tenure' (row 5) holds an infinite number.");
        }
    }

    @Test
    void numbersHiddenInText_becomeANumber_withANotice() {
        String[] charges = new String[40];
        for (int i = 0; i < 40; i++) {
            charges[i] = "$" + (i % 20) + ".50";
        }
        charges[7] = "on request";
        FittedPreparation fitted = preparation().fit(Tables.of(levels("charge", charges)));
        Input charge = fitted.inputs().get(0);
        assertThat(charge.type()).isEqualTo(ColumnType.NUMERIC);
        assertThat(charge.read("$3.50", 0)).isEqualTo(3.5);
        assertThat(charge.read("on request", 0)).isNaN();
        assertThat(fitted.notices()).extracting(Notice::code).containsExactly("hidden-numbers");
        assertThat(fitted.notices().get(0).message())
                .contains("1 value that is none, (on request), counts as missing.");
    }

    @Test
    void columnsWithoutInformation_areLeftOutWithANotice() {
        FittedPreparation fitted = preparation()
                .fit(Tables.of(
                        ids("id", "a", "b", "c"),
                        numbers("constant", 4, 4, 4),
                        numbers("empty", NAN, NAN, NAN),
                        dates("since", 1, 2, 3),
                        numbers("sometimes", 4, NAN, 4),
                        numbers("x", 1, 2, 3)));
        assertThat(fitted.inputs()).extracting(Input::name).containsExactly("sometimes", "x");
        assertThat(fitted.notices())
                .extracting(notice -> notice.code() + " " + notice.column())
                .containsExactly("identifier id", "constant constant", "all-missing empty", "date since");
    }

    @Test
    void table_withNothingToLearnFrom_isRefused() {
        assertThatThrownBy(() -> preparation().fit(Tables.of(ids("id", "a", "b"), numbers("c", 1, 1))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("No column is left to learn from.");
    }

    @Test
    void derivedFeatures_areComputedFromTheirSources() {
        FittedPreparation fitted = preparation(
                        Derive.ratio("per_month", "total", "months"),
                        Derive.difference("days", "end", "start"),
                        Derive.countOf("services", "Yes", "a", "b"),
                        Derive.bucket("age", "months", 12, 24),
                        Derive.ratio("twice", "per_month", "months"))
                .fit(Tables.of(
                        numbers("total", 100, 10, NAN),
                        numbers("months", 20, 0, 24),
                        dates("start", 10, 20, 30),
                        dates("end", 15, 20, NAN),
                        levels("a", "Yes", "No", null),
                        levels("b", "Yes", "Yes", "No")));
        assertThat(names(fitted.variables()).subList(0, 11))
                .containsExactly(
                        "total", "months", "start", "end", "a", "b", "per_month", "days", "services", "age", "twice");
        double[] first = prepare(fitted, 100, 20, 10, 15, fitted.inputs().get(4).read("Yes", 0), 1);
        assertThat(first[6]).isEqualTo(5);
        assertThat(first[7]).isEqualTo(5);
        assertThat(first[8]).isEqualTo(2);
        assertThat(first[9]).isEqualTo(1);
        assertThat(first[10]).isEqualTo(0.25);
        assertThat(fitted.variables().get(9).levels()).containsExactly("< 12", "[12, 24)", ">= 24", "(missing)");
        assertThat(fitted.variables().get(2).feature()).isFalse();
    }

    @Test
    void ratio_withAZeroDivisor_isMissingAndImputed() {
        FittedPreparation fitted =
                preparation(Derive.ratio("r", "a", "b")).fit(Tables.of(numbers("a", 1, 6, 8), numbers("b", 0, 2, 2)));
        TypedTable table = fitted.table(Tables.of(numbers("a", 1, 6, 8), numbers("b", 0, 2, 2)));
        assertThat(names(table.variables())).containsExactly("a", "b", "r", "r_missing");
        assertThat(table.columns()[2]).containsExactly(3.5, 3, 4);
        assertThat(table.columns()[3]).containsExactly(1, 0, 0);
    }

    @Test
    void derivedFeature_fromAnExcludedColumn_usesItWithoutShowingIt() {
        Preparation wish = new Preparation(
                Cleaning.standard(), List.of(Derive.ratio("r", "a", "b")), Imputing.standard(), Set.of("a"), Map.of());
        FittedPreparation fitted = wish.fit(Tables.of(numbers("a", 1, 2), numbers("b", 3, 4)));
        assertThat(fitted.variables().stream().filter(Variable::feature).map(Variable::name))
                .containsExactly("b", "r");
        assertThat(fitted.variables().get(2).sources()).containsExactly("a", "b");
    }

    @Test
    void derivedFeature_thatCannotBe_isRefusedWithAWayOut() {
        Dataset data = Tables.of(numbers("tenure", 1, 2), levels("plan", "Pro", "Basic"));
        assertConfiguration(data, Derive.ratio("r", "tenur", "tenure"), "needs column 'tenur'", "'tenure' was meant");
        assertConfiguration(data, Derive.ratio("r", "plan", "tenure"), "column 'plan' holds levels", "countOf");
        assertConfiguration(data, Derive.ratio("plan", "tenure", "tenure"), "has the name of another column", "choose");
        assertConfiguration(
                data, Derive.countOf("n", "Gold", "plan"), "(Gold), which stands in none", "'Basic', 'Pro'");
        assertThatThrownBy(() -> Derive.bucket("b", "tenure", 2, 1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("has the edges ([2.0, 1.0]), which do not ascend");
        assertThatThrownBy(() -> Derive.bucket("b", "tenure", new double[1000]))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("has the edges ([0.0, 0.0, 0.0")
                .hasMessageContaining("…), which do not ascend");
        assertThatThrownBy(() -> Derive.bucket("b", "tenure"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("has no edges");
        assertThatThrownBy(() -> Derive.countOf("n", "Yes"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("counts over no columns");
    }

    @Test
    void missingValues_areFilledAsLearnt_andIndicated() {
        Dataset train = Tables.of(numbers("x", 1, NAN, 3, 100), levels("l", "a", null, "b", "b"));
        FittedPreparation fitted = preparation().fit(train);
        assertThat(names(fitted.variables())).containsExactly("x", "l", "x_missing");
        assertThat(prepare(fitted, NAN, Variable.MISSING)).containsExactly(3, 2, 1);
        assertThat(prepare(fitted, 7, Variable.UNKNOWN)).containsExactly(7, Variable.UNKNOWN, 0);
        assertThat(fitted.variables().get(1).levels()).containsExactly("a", "b", "(missing)");
    }

    @Test
    void imputing_byMostFrequent_takesTheMode() {
        Imputing wish =
                Imputing.standard().mostFrequentLevel().withIndicator(false).with("x", Imputing.Fill.MOST_FREQUENT);
        FittedPreparation fitted = new Preparation(Cleaning.standard(), List.of(), wish, Set.of(), Map.of())
                .fit(Tables.of(numbers("x", 5, 5, 9, NAN), levels("l", "a", "b", "b", null)));
        assertThat(names(fitted.variables())).containsExactly("x", "l");
        assertThat(prepare(fitted, NAN, Variable.MISSING)).containsExactly(5, 1);
    }

    @Test
    void imputing_thatDoesNotSuitTheColumn_isRefused() {
        Imputing ownLevel = Imputing.standard().with("x", Imputing.Fill.OWN_LEVEL);
        Imputing misspelt = Imputing.standard().with("xx", Imputing.Fill.MEDIAN);
        Dataset data = Tables.of(numbers("x", 1, 2));
        assertThatThrownBy(
                        () -> new Preparation(Cleaning.standard(), List.of(), ownLevel, Set.of(), Map.of()).fit(data))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Column 'x' holds numbers, which cannot be imputed by (ownLevel)");
        assertThatThrownBy(
                        () -> new Preparation(Cleaning.standard(), List.of(), misspelt, Set.of(), Map.of()).fit(data))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("There is no column 'xx' to impute.");
    }

    @Test
    void aRow_aBatch_andAReloadedPreparation_giveTheSameBits() {
        Dataset train = Tables.of(
                numbers("a", 1, NAN, 3, 7.25),
                numbers("b", 2, 4, 0, NAN),
                levels("l", "x", null, "y", "x"),
                booleans("f", "Yes", "No", null, "yes"));
        FittedPreparation fitted = preparation(
                        Derive.ratio("r", "a", "b"), Derive.bucket("g", "a", 2), Derive.countOf("n", "x", "l"))
                .fit(train);
        FittedPreparation reloaded = FittedPreparation.of(Settings.of(fitted.state(), Blame.modelFile(null)));
        TypedTable table = fitted.table(train);
        for (int i = 0; i < train.rows(); i++) {
            double[] row = new double[reloaded.variables().size()];
            for (int j = 0; j < reloaded.inputs().size(); j++) {
                row[j] = reloaded.inputs().get(j).read(train.columns().get(j).text(i), i);
            }
            reloaded.apply(row);
            assertThat(row).containsExactly(row(table, i));
        }
        assertThat(reloaded.variables()).isEqualTo(fitted.variables());
        assertThat(reloaded.state()).isEqualTo(fitted.state());
    }

    @Test
    void declaredType_winsOverTheReader() {
        Preparation wish = new Preparation(
                Cleaning.standard(),
                List.of(),
                Imputing.standard(),
                Set.of(),
                Map.of("zip", ColumnType.CATEGORICAL, "n", ColumnType.NUMERIC));
        FittedPreparation fitted = wish.fit(Tables.of(numbers("zip", 10, 20, 10), levels("n", "1", "2", "3")));
        assertThat(fitted.inputs().get(0).levels()).containsExactly("10", "20");
        assertThat(fitted.inputs().get(1).type()).isEqualTo(ColumnType.NUMERIC);
        assertThatThrownBy(() -> wish.surveyed(Tables.of(numbers("zip", 1, 2), levels("n", "1", "two"))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Column 'n' (row 2) holds (two) where a number is required.");
    }

    @Test
    void scoring_withoutAnInputColumn_isRefused_andExtraColumnsAreIgnored() {
        FittedPreparation fitted = preparation().fit(Tables.of(numbers("tenure", 1, 2), numbers("y", 1, 2)));
        assertThatThrownBy(() -> fitted.table(Tables.of(numbers("tenur", 1, 2), numbers("y", 1, 2))))
                .isInstanceOf(DataException.class)
                .hasMessage("Column 'tenure' is missing; the model needs it.\nMaybe 'tenur' should be named so.");
        TypedTable table = fitted.table(Tables.of(numbers(" y ", 5), numbers("z", 9), numbers("tenure", 4)));
        assertThat(row(table, 0)).containsExactly(4, 5);
    }

    @Test
    void state_thatDoesNotFit_isRefused() {
        FittedPreparation fitted = preparation().fit(Tables.of(numbers("x", 1, NAN), levels("l", "a", "b")));
        Map<String, Object> state = fitted.state();
        state.put("impute", Map.of("fills", List.of(1.0), "indicated", List.of(0)));
        assertThatThrownBy(() -> FittedPreparation.of(Settings.of(state, Blame.modelFile(null))))
                .hasMessageContaining("The imputed values do not fit the 2 columns.");
        state.put("impute", Map.of("fills", List.of(1.0, 99), "indicated", List.of(0)));
        assertThatThrownBy(() -> FittedPreparation.of(Settings.of(state, Blame.modelFile(null))))
                .hasMessageContaining("The imputed values do not fit the 2 columns.");
    }

    @Test
    void identifierOfDigits_isNoHiddenNumber_butDressedDistinctNumbersAre() {
        String[] digits = new String[60];
        String[] padded = new String[60];
        String[] dressed = new String[60];
        for (int i = 0; i < 60; i++) {
            digits[i] = String.valueOf(15_000_000 + i);
            padded[i] = "000" + (100 + i);
            dressed[i] = "$1," + (100 + i) + ".50";
        }
        double[] x = new double[60];
        x[3] = 1;
        FittedPreparation fitted = preparation()
                .fit(Tables.of(ids("id", digits), ids("padded", padded), ids("charge", dressed), numbers("x", x)));
        assertThat(fitted.inputs()).extracting(Input::name).containsExactly("charge", "x");
        assertThat(fitted.inputs().get(0).read("$1,101.50", 0)).isEqualTo(1101.5);
        assertThat(fitted.notices())
                .extracting(Notice::code)
                .containsExactly("identifier", "identifier", "hidden-numbers");
    }

    @Test
    void numbersWithADecimalComma_areReadAsSuch() {
        FittedPreparation fitted = preparation()
                .fit(Tables.of(levels("charge", "79,32", "1.079,5", "80", "79,32"), numbers("x", 1, 2, 3, 4)));
        assertThat(fitted.inputs().get(0).readAll(levels("charge", "79,32", "1.079,5", "80")))
                .containsExactly(79.32, 1079.5, 80);
        assertThat(fitted.notices().get(0).message()).contains("with a decimal comma");
        FittedPreparation reloaded = FittedPreparation.of(Settings.of(fitted.state(), Blame.modelFile(null)));
        assertThat(reloaded.inputs().get(0).read("1.234,25", 0)).isEqualTo(1234.25);
    }

    @Test
    void hiddenNumbersWithJunk_readNewJunkAsMissing_andWithoutJunkRefuseIt() {
        String[] some = new String[40];
        String[] none = new String[40];
        for (int i = 0; i < 40; i++) {
            some[i] = i == 7 ? "n/v" : "$" + i % 20 + ".5";
            none[i] = "$" + i % 20 + ".5";
        }
        FittedPreparation fitted = preparation().fit(Tables.of(levels("some", some), levels("none", none)));
        assertThat(fitted.inputs().get(0).read("to be done", 0)).isNaN();
        assertThatThrownBy(() -> fitted.inputs().get(1).read("to be done", 3))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Column 'none' (row 3) holds (to be done)");
    }

    @Test
    void hiddenNumbers_areDecidedOverTheWholeTable_soThatNoFoldFailsOnAnother() {
        String[] charges = new String[40];
        for (int i = 0; i < 40; i++) {
            charges[i] = i == 39 ? "junk" : "$" + i % 20 + ".5";
        }
        Dataset whole = Tables.of(levels("charge", charges));
        int[] first = java.util.stream.IntStream.range(0, 39).toArray();
        FittedPreparation fitted = preparation().surveyed(whole).fit(whole.select(first));
        assertThat(fitted.table(whole).columns()[0]).hasSize(40);
        assertThat(fitted.inputs().get(0).read("junk", 0)).isNaN();
    }

    @Test
    void missingMarkerThatIsANumber_isMissingHoweverItComes() {
        Preparation wish = new Preparation(
                Cleaning.standard().withMissing("-999"), List.of(), Imputing.standard(), Set.of(), Map.of());
        Input age = wish.fit(Tables.of(numbers("age", 20, -999, 40))).inputs().get(0);
        assertThat(age.read(-999, 0)).isNaN();
        assertThat(age.read("-999.0", 0)).isNaN();
        assertThat(age.read(new java.math.BigDecimal("-999"), 0)).isNaN();
        assertThat(age.readAll(numbers("age", 20, -999))).containsExactly(20, NAN);
        assertThat(age.readAll(levels("age", "20", "-999"))).containsExactly(20, NAN);
    }

    @Test
    void date_readMonthFirstByAShortFile_isReadAsTrainingWroteIt() {
        io.github.churnml.data.Dates.Format dayFirst = io.github.churnml.data.Dates.Format.DAY_SLASH;
        double[] days = {
            LocalDate.of(2024, 5, 31).toEpochDay(), LocalDate.of(2024, 2, 1).toEpochDay()
        };
        FittedPreparation fitted = preparation(Derive.difference("d", "a", "b"))
                .fit(Tables.of(io.github.churnml.data.NumericColumn.ofDates("a", days, dayFirst), dates("b", 1, 2)));
        Input a = fitted.inputs().get(0);
        double guessed = LocalDate.of(2024, 3, 4).toEpochDay();
        double meant = LocalDate.of(2024, 4, 3).toEpochDay();
        assertThat(a.read("03/04/2024", 0)).isEqualTo(meant);
        assertThat(a.readAll(io.github.churnml.data.NumericColumn.ofDates(
                        "a", new double[] {guessed, NAN}, io.github.churnml.data.Dates.Format.MONTH_SLASH)))
                .containsExactly(meant, NAN);
        assertThatThrownBy(() -> a.readAll(io.github.churnml.data.NumericColumn.ofDates(
                        "a",
                        new double[] {LocalDate.of(2024, 3, 20).toEpochDay()},
                        io.github.churnml.data.Dates.Format.MONTH_SLASH)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is written another way than in training, where dates were dd/MM/yyyy");
    }

    @Test
    void date_ofAnyUsualJavaType_isRead() {
        FittedPreparation fitted =
                preparation(Derive.difference("d", "a", "b")).fit(Tables.of(dates("a", 10, 20), dates("b", 1, 2)));
        Input a = fitted.inputs().get(0);
        LocalDate date = LocalDate.of(2024, 5, 31);
        double day = date.toEpochDay();
        assertThat(a.read(date, 0)).isEqualTo(day);
        assertThat(a.read(date.atTime(12, 0), 0)).isEqualTo(day + 0.5);
        assertThat(a.read(date.atTime(12, 0).toInstant(java.time.ZoneOffset.UTC), 0))
                .isEqualTo(day + 0.5);
        assertThat(a.read(date.atTime(12, 0).atOffset(java.time.ZoneOffset.UTC), 0))
                .isEqualTo(day + 0.5);
        assertThat(a.read(date.atTime(12, 0).atZone(java.time.ZoneOffset.UTC), 0))
                .isEqualTo(day + 0.5);
        assertThat(a.read(new java.util.Date((long) (day * 86_400_000L)), 0)).isEqualTo(day);
        assertThatThrownBy(() -> a.read(List.of(1), 0)).hasMessageContaining("Maybe give a java.time date");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Pacific/Auckland", "America/Los_Angeles"})
    void date_ofADatabase_isItsDayInAnyZone(String zone) {
        FittedPreparation fitted =
                preparation(Derive.difference("d", "a", "b")).fit(Tables.of(dates("a", 10, 20), dates("b", 1, 2)));
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            LocalDate day = LocalDate.of(2024, 5, 31);
            assertThat(fitted.inputs().get(0).read(java.sql.Date.valueOf(day), 0))
                    .isEqualTo(day.toEpochDay());
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void levelsThatNearlyNameTheirRow_areLeftOut_andOnceSeenOnesAreNotKept() {
        String[] mail = new String[300];
        String[] city = new String[300];
        for (int i = 0; i < 300; i++) {
            mail[i] = "u" + (i < 290 ? i : 1) + "@x.org";
            city[i] = i < 120 ? "c" + i : "c" + i % 110;
        }
        FittedPreparation fitted = preparation().fit(Tables.of(levels("mail", mail), levels("city", city)));
        assertThat(fitted.inputs()).extracting(Input::name).containsExactly("city");
        assertThat(fitted.notices()).extracting(Notice::code).containsExactly("nearly-unique");
        assertThat(fitted.inputs().get(0).levels()).hasSize(110).doesNotContain("c115");
    }

    @Test
    void booleanValue_ofAColumnOfTexts_isRefused() {
        Input contract = preparation()
                .fit(Tables.of(levels("c", "M", "Y", "2Y")))
                .inputs()
                .get(0);
        assertThatThrownBy(() -> contract.read(true, 0))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "Column 'c' holds the boolean (true), which is none of its levels: '2Y', 'M', 'Y'.");
    }

    @Test
    void countOf_findsALevelSpeltInAnotherCase() {
        FittedPreparation fitted = preparation(Derive.countOf("n", "Yes", "a", "b"))
                .fit(Tables.of(booleans("a", "YES", "No"), booleans("b", "Yes", "No")));
        double[] row = prepare(
                fitted,
                fitted.inputs().get(0).read("yes", 0),
                fitted.inputs().get(1).read("Yes", 0));
        assertThat(row[2]).isEqualTo(2);
    }

    @Test
    void state_withMoreColumnsThanATableCanHave_isRefused() {
        FittedPreparation fitted = preparation().fit(Tables.of(numbers("x", 1, 2)));
        Map<String, Object> state = fitted.state();
        state.put(
                "inputs",
                java.util.Collections.nCopies(20_001, fitted.inputs().get(0).state()));
        assertThatThrownBy(() -> FittedPreparation.of(Settings.of(state, Blame.modelFile(null))))
                .hasMessageContaining("It has 20001 columns; at most 20000 are read.");
    }

    private static void assertConfiguration(Dataset data, DerivedFeature wish, String problem, String maybe) {
        assertThatThrownBy(() -> preparation(wish).fit(data))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining(maybe);
    }

    private static double[] prepare(FittedPreparation fitted, double... inputs) {
        double[] row = java.util.Arrays.copyOf(inputs, fitted.variables().size());
        fitted.apply(row);
        return row;
    }

    @Test
    void table_numbersThatNeedNothing_areTheTablesOwnAndNoOthersAre() {
        double[] whole = {1, 2, 3, 4};
        double[] gaps = {1, NAN, 3, 4};
        double[] marked = {1, -999, 3, 4};
        Dataset data = Tables.of(numbers("whole", whole), numbers("gaps", gaps), numbers("marked", marked));
        Cleaning cleaning = Cleaning.standard().withMissing("-999");
        FittedPreparation fitted =
                new Preparation(cleaning, List.of(), Imputing.standard(), Set.of(), Map.of()).fit(data);

        double[][] columns = fitted.table(data).columns();
        assertThat(columns[0]).isSameAs(whole);
        assertThat(columns[1]).as("filled in").containsExactly(1, 3, 3, 4);
        assertThat(columns[2]).as("filled in").containsExactly(1, 3, 3, 4);
        assertThat(gaps).as("the table stays").containsExactly(1, NAN, 3, 4);
        assertThat(marked).as("the table stays").containsExactly(1, -999, 3, 4);
        assertThat(fitted.read(data)[0]).isNotSameAs(whole).containsExactly(1, 2, 3, 4);
        Dataset most = data.select(new int[] {0, 2, 3});
        assertThat(((NumericColumn) most.columns().get(0)).array()).as("a part").isNull();
        assertThat(fitted.table(most).columns()[0]).containsExactly(1, 3, 4);
    }
}
