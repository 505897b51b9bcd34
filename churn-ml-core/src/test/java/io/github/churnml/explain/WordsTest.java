package io.github.churnml.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.SmallModel;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Outcome;
import io.github.churnml.drift.NumberProfile;
import io.github.churnml.model.ModelContents;
import io.github.churnml.model.ModelFile;
import io.github.churnml.prepare.DatePart;
import io.github.churnml.prepare.Derive;
import io.github.churnml.prepare.FittedPreparation;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How numbers, odds and formulas read. */
class WordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.001 | hardly raises the risk of leaving",
                "-0.004 | hardly lowers the risk of leaving",
                "0.006 | raises the risk of leaving: odds up by about 1 %",
                "0.05 | raises the risk of leaving: odds up by about 5 %",
                "0.0953 | raises the risk of leaving: odds up by about 10 %",
                "0.2624 | raises the risk of leaving: odds up by about 30 %",
                "0.6 | raises the risk of leaving: odds up by about 80 %",
                "0.6931 | raises the risk of leaving: odds about doubled",
                "0.9 | raises the risk of leaving: odds about 2.5 times as high",
                "2.29 | raises the risk of leaving: odds about 9.9 times as high",
                "2.31 | raises the risk of leaving: odds about 10 times as high",
                "6 | raises the risk of leaving: odds about 403 times as high",
                "7 | raises the risk of leaving: odds more than 1,000 times as high",
                "800 | raises the risk of leaving: odds more than 1,000 times as high",
                "-0.02 | lowers the risk of leaving: odds down by about 2 %",
                "-0.35 | lowers the risk of leaving: odds down by about 30 %",
                "-0.6931 | lowers the risk of leaving: odds about halved",
                "-1.2 | lowers the risk of leaving: odds down by about 70 %",
                "-3 | lowers the risk of leaving: odds down by about 95 %",
                "-3.9 | lowers the risk of leaving: odds down by about 98 %",
                "-6 | lowers the risk of leaving: odds down by more than 99 %",
            })
    void effect_isSaidInOdds(double contribution, String expected) {
        assertThat(OddsWords.effect(contribution, 0, Outcome.churn())).isEqualTo(expected);
    }

    @Test
    void effect_ofAnotherOutcome_isSaidOfItsChance() {
        Outcome conversion = new Outcome("conversion", true);
        assertThat(OddsWords.effect(0.6931, 0, conversion))
                .isEqualTo("raises the chance of conversion: odds about doubled");
        assertThat(OddsWords.effect(-0.001, 0, conversion)).isEqualTo("hardly lowers the chance of conversion");
        assertThat(OddsWords.effect(-0.2, 0.11, new Outcome("late_payment", false, "pay_late")))
                .isEqualTo("may lower the risk of late payment: odds down by about 20 %");
    }

    @Test
    void effect_withinTwoStandardErrorsOfNone_isAMay() {
        assertThat(OddsWords.effect(0.2, 0.09, Outcome.churn())).startsWith("raises the risk");
        assertThat(OddsWords.effect(0.2, 0.11, Outcome.churn()))
                .isEqualTo("may raise the risk of leaving: odds up by about 20 %");
        assertThat(OddsWords.effect(-0.2, 0.11, Outcome.churn()))
                .isEqualTo("may lower the risk of leaving: odds down by about 20 %");
    }

    @ParameterizedTest
    @CsvSource({
        "2, 2",
        "2.50, 2.5",
        "-17.125, -17.125",
        "79.123456, 79.1235",
        "1234567.891, 1234567.891",
        "0.000123456, 0.0001235",
        "1e-7, 1.0E-7",
        "0, 0",
        "123456789, 123456789",
        "1e300, 1.0E300"
    })
    void number_hasNoTrailingZeros_andFewDecimals(double value, String expected) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(NumberWords.of(ColumnType.NUMERIC, value)).isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void date_isItsDay_unlessItIsNone() {
        double day = LocalDate.of(2026, 3, 1).toEpochDay();
        assertThat(NumberWords.of(ColumnType.DATE, day + 0.75)).isEqualTo("2026-03-01");
        assertThat(NumberWords.of(ColumnType.DATE, 1e9)).isEqualTo("1000000000");
    }

    @Test
    void share_isInWholePercent() {
        assertThat(NumberWords.wholePercent(0.554)).isEqualTo("55 %");
        assertThat(NumberWords.wholePercent(0.004)).isEqualTo("fewer than 1 %");
        assertThat(NumberWords.wholePercent(1)).isEqualTo("100 %");
    }

    @Test
    void range_isWholeForWholeNumbers_elseToThreeDigits() {
        assertThat(NumberWords.range(profile(ColumnType.NUMERIC, 0, 100, 10, 20, 30, 40, 50, 60, 70, 80, 90)))
                .isEqualTo(" (typically 25 to 75)");
        assertThat(NumberWords.range(profile(ColumnType.NUMERIC, 0.5, 4444, 1.5, 123.456, 2000.5)))
                .isEqualTo(" (typically 1.5 to 2000)");
        assertThat(NumberWords.range(profile(ColumnType.NUMERIC, 0, 1, 0.25, 0.5, 0.75)))
                .isEqualTo(" (typically 0.25 to 0.75)");
        assertThat(NumberWords.range(profile(ColumnType.NUMERIC, -2e-9, 1.5e-9, -1e-9, 0.1e-9, 1e-9)))
                .isEqualTo(" (typically -1.0E-9 to 1.0E-9)");
        assertThat(NumberWords.range(profile(ColumnType.DATE, 0, 40, 10, 20, 30)))
                .isEqualTo(" (typically 1970-01-11 to 1970-01-31)");
        assertThat(NumberWords.range(profile(ColumnType.NUMERIC, 7, 7))).isEqualTo(" (typically 7)");
    }

    @Test
    void range_whereTheProfileDoesNotTell_isLeftOut() {
        assertThat(NumberWords.range(profile(ColumnType.NUMERIC, 0, 9, 3, 5))).isEmpty();
        NumberProfile nothing = new NumberProfile(
                "x", ColumnType.NUMERIC, 5, 5, Double.NaN, Double.NaN, Double.NaN, Double.NaN, List.of(), List.of(0L));
        assertThat(NumberWords.range(nothing)).isEmpty();
    }

    @Test
    void quantile_isLinearWithinItsBin() {
        NumberProfile profile = new NumberProfile(
                "x", ColumnType.NUMERIC, 12, 2, 0, 8, 3, 2, List.of(0.0, 2.0, 6.0), List.of(4L, 2L, 2L, 2L));
        assertThat(profile.quantile(0)).isZero();
        assertThat(profile.quantile(0.25)).as("four of ten are 0").isZero();
        assertThat(profile.quantile(0.5)).isEqualTo(1);
        assertThat(profile.quantile(0.75)).isEqualTo(5);
        assertThat(profile.quantile(1)).isEqualTo(8);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> profile.quantile(1.5))
                .hasMessage("a share of 1.5");
    }

    @Test
    void formulas_readAsWords() {
        assertThat(FormulaWords.of(Derive.ratio("f", "a", "b"))).isEqualTo("a divided by b");
        assertThat(FormulaWords.of(Derive.difference("f", "a", "b"))).isEqualTo("a minus b");
        assertThat(FormulaWords.of(Derive.sum("f", "a", "b", "c"))).isEqualTo("a plus b plus c");
        assertThat(FormulaWords.of(Derive.sum("f", "a", "b", "c", "d", "e"))).isEqualTo("sum of 5 columns");
        assertThat(FormulaWords.of(Derive.product("f", "a", "b"))).isEqualTo("a times b");
        assertThat(FormulaWords.of(Derive.product("f", "a", "b", "c", "d", "e")))
                .isEqualTo("product of 5 columns");
        assertThat(FormulaWords.of(Derive.countOf("f", "No", "a", "b"))).isEqualTo("how many of a, b are No");
        assertThat(FormulaWords.of(Derive.countOf("f", "No", "a", "b", "c", "d", "e")))
                .isEqualTo("how many of 5 columns are No");
        assertThat(FormulaWords.of(Derive.daysBetween("f", "a", "b"))).isEqualTo("days from a to b");
        assertThat(FormulaWords.of(Derive.interaction("f", "a", "b"))).isEqualTo("a together with b");
        assertThat(FormulaWords.of(Derive.log("f", "a"))).isEqualTo("logarithm of 1 plus a");
        assertThat(FormulaWords.of(Derive.daysSince("f", "a", LocalDate.of(2026, 1, 2))))
                .isEqualTo("days from a to 2026-01-02");
        assertThat(FormulaWords.of(Derive.datePart("f", "a", DatePart.MONTH))).isEqualTo("month of a");
        assertThat(FormulaWords.of(Derive.bucket("f", "a", 1, 2))).isEqualTo("interval of a");
        assertThat(FormulaWords.of(Derive.quantileBucket("f", "a", 4))).isEqualTo("interval of a");
        assertThat(FormulaWords.of(Derive.ratio("f", "a\u0007" + "x".repeat(50), "b")))
                .isEqualTo("a " + "x".repeat(38) + "… divided by b");
    }

    /** Ten values in each bin. */
    private static NumberProfile profile(ColumnType type, double min, double max, double... edges) {
        List<Double> boxed = new ArrayList<>();
        for (double edge : edges) {
            boxed.add(edge);
        }
        long rows = 10L * (edges.length + 1);
        return new NumberProfile(
                "x", type, rows, 0, min, max, (min + max) / 2, 1, boxed, Collections.nCopies(edges.length + 1, 10L));
    }

    @Test
    void missingValue_thatStaysMissing_isTakenAsNothing(@TempDir Path folder) {
        FittedPreparation preparation =
                ModelFile.read(saved(folder), ModelContents::fitted).preparation();
        double[] row = new double[preparation.variables().size()];
        for (int place = 0; place < row.length; place++) {
            row[place] = preparation.variables().get(place).nominal() ? -1 : Double.NaN;
        }
        ReasonWords words =
                new ReasonWords(preparation, new UsualValues(preparation.inputs(), null), Outcome.churn(), row, row);
        for (int place = 0; place < preparation.inputs().size(); place++) {
            Reason reason = words.reason(place, 0.1, 0);
            assertThat(reason.value()).isEqualTo("not known");
            assertThat(reason.sentence())
                    .isEqualTo(reason.column()
                            + " is not known, which raises the risk of leaving: odds up by about 10 %.");
        }
    }

    private static Path saved(Path folder) {
        Path file = folder.resolve("model.churn");
        SmallModel.of(SmallModel.boosting(), SmallModel.customers(300, 3)).save(file);
        return file;
    }

    @Test
    void equalContributions_areInTheOrderOfTheirNames() {
        Explanation explanation = new Explanation(
                List.of("b", "c", "a", "d"),
                0,
                new double[] {0.5, -2, -0.5, 0},
                new double[4],
                () -> (position, value, error) -> new Reason(String.valueOf(position), "", value, error, ""));
        assertThat(explanation.reasons(9)).extracting(Reason::column).containsExactly("1", "2", "0");
    }
}
