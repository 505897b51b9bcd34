package io.github.churnml.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.read.MissingMarkers;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Columns of models from elsewhere: what reaches the model is what it was trained with, missing values as NaN. */
class GivenColumnTest {

    private static final MissingMarkers MISSING = MissingMarkers.standard();

    @Test
    void number_isGivenOnAsItIs() {
        GivenColumn column = GivenColumn.number("x", MISSING.and(List.of("-999")));
        assertGiven(column, 3, 3.0);
        assertGiven(column, "1e-3", 0.001);
        assertGiven(column, -0.5, -0.5);
        assertGiven(column, null, Double.NaN);
        assertGiven(column, "NA", Double.NaN);
        assertGiven(column, -999, Double.NaN);
        assertGiven(column, true, 1.0);
        assertGiven(column, "False", 0.0);
        assertGiven(column, "TRUE", 1.0);
        assertThatThrownBy(() -> given(column, "yes"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "Column 'x' holds (yes) where a number is required.\n"
                                + "Maybe the model was trained with codes: name the levels in the schema that it is imported with.");
    }

    @Test
    void code_isCutToAWholeNumber_andANegativeOneIsUnknown() {
        GivenColumn column = GivenColumn.code("x", MISSING);
        assertGiven(column, 2, 2.0);
        assertGiven(column, "1.75", 1.0);
        assertGiven(column, -1, Variable.UNKNOWN);
        assertGiven(column, -0.5, Variable.UNKNOWN);
        assertGiven(column, "", Double.NaN);
    }

    @Test
    void flag_takesTheUsualWords() {
        GivenColumn column = GivenColumn.flag("x", MISSING, false);
        for (Object yes : List.of(true, "true", "Yes", "y", "T", 1, 1.0, "1.0")) {
            assertGiven(column, yes, 1.0);
        }
        for (Object no : List.of(false, "FALSE", "no", "N", "f", 0, "0")) {
            assertGiven(column, no, 0.0);
        }
        assertGiven(column, null, Double.NaN);
        assertGiven(column, "maybe", Double.NaN);
        assertGiven(GivenColumn.flag("x", MISSING, true), "maybe", Variable.UNKNOWN);
        assertGiven(GivenColumn.flag("x", MISSING.and(List.of("no")), true), "no", Double.NaN);
    }

    @Test
    void levels_becomeTheirCodes() {
        Map<String, Double> codes = new LinkedHashMap<>();
        codes.put("Monthly", 5.0);
        codes.put("Annual", 0.25);
        GivenColumn column = GivenColumn.levels("x", codes, MISSING, false);
        assertGiven(column, "Monthly", 5.0);
        assertGiven(column, " Annual ", 0.25);
        assertGiven(column, "annual", Double.NaN);
        assertGiven(column, null, Double.NaN);
        assertGiven(GivenColumn.levels("x", codes, MISSING, true), "Weekly", Variable.UNKNOWN);
        assertGiven(GivenColumn.levels("x", codes, MISSING, true), "-", Double.NaN);
    }

    @Test
    void preparation_readBack_isTheSame() {
        List<GivenColumn> columns = List.of(
                GivenColumn.number("n", MISSING),
                GivenColumn.code("c", MISSING),
                GivenColumn.flag("f", MISSING, true),
                GivenColumn.levels("l", Map.of("a", 3.0), MISSING, false),
                GivenColumn.exactLevels("e", List.of("", 2L, 0.5, true), MISSING, true));
        FittedPreparation preparation = FittedPreparation.asGiven(columns);
        FittedEncoding encoding = FittedEncoding.asGiven(columns);
        assertThat(preparation.leavesMissing()).isTrue();
        assertThat(encoding.leavesMissing()).isTrue();
        assertThat(encoding.features()).extracting(Feature::name).containsExactly("n", "c", "f", "l", "e");
        FittedPreparation again = FittedPreparation.of(settings(preparation.state()));
        FittedEncoding encodedAgain = FittedEncoding.of(settings(encoding.state()), again.variables());
        assertThat(again.state()).isEqualTo(preparation.state());
        assertThat(encodedAgain.state()).isEqualTo(encoding.state());
        double[] row = {Double.NaN, 1.5, Variable.MISSING, Variable.UNKNOWN, 3};
        again.apply(row);
        double[] encoded = new double[5];
        encodedAgain.encode(row, encoded);
        assertThat(encoded).containsExactly(Double.NaN, 1, Double.NaN, Double.NaN, 3);
    }

    @Test
    void preparation_thatFillsEverything_leavesNothingMissing() {
        FittedPreparation preparation = FittedPreparation.asGiven(List.of(GivenColumn.number("n", MISSING)));
        Map<String, Object> state = new LinkedHashMap<>(preparation.state());
        state.put("impute", Map.of("fills", List.of(1.5), "indicated", List.of()));
        FittedPreparation filled = FittedPreparation.of(settings(state));
        assertThat(filled.leavesMissing()).isFalse();
        double[] row = {Double.NaN};
        filled.apply(row);
        assertThat(row).containsExactly(1.5);
    }

    @Test
    void state_thatDoesNotFit_isRefused() {
        FittedPreparation preparation = FittedPreparation.asGiven(
                List.of(GivenColumn.flag("f", MISSING, true), GivenColumn.number("n", MISSING)));
        List<Object> bad = new ArrayList<>();
        bad.add(null);
        bad.add("x");
        Map<String, Object> state = new LinkedHashMap<>(preparation.state());
        state.put("impute", Map.of("fills", bad));
        assertThatThrownBy(() -> FittedPreparation.of(settings(state)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Key 'impute.fills' holds (x) where a list of numbers is required.");
        state.put("impute", Map.of("fills", List.of(-1, 0), "indicated", List.of()));
        assertThatThrownBy(() -> FittedPreparation.of(settings(state)))
                .hasMessageContaining("The imputed values do not fit the 2 columns.");
        Map<String, Object> part = Map.of("parts", List.of(Map.of("column", 0, "codes", List.of(1))));
        assertThatThrownBy(() -> FittedEncoding.of(settings(part), preparation.variables()))
                .hasMessageContaining("Key 'parts[0].codes' does not fit the column's levels.");
    }

    private static void assertGiven(GivenColumn column, @Nullable Object raw, double expected) {
        assertThat(given(column, raw)).as(String.valueOf(raw)).isEqualTo((Double) expected);
    }

    private static double given(GivenColumn column, @Nullable Object raw) {
        double[] into = new double[1];
        column.encoded(0).encode(column.input().read(raw, 0), into, 0);
        return into[0];
    }

    private static Settings settings(Map<String, Object> state) {
        return Settings.of(state, Blame.configuration(null));
    }
}
