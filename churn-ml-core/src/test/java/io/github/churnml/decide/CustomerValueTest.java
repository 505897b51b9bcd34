package io.github.churnml.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Decimals;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.TextColumn;
import io.github.churnml.data.read.MissingMarkers;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.metrics.Campaign;
import io.github.churnml.prepare.Input;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CustomerValueTest {

    private static final Campaign CAMPAIGN = new Campaign(1, 10, 0.3);
    private static final CustomerValue BY_COLUMN = CustomerValue.ofColumn("charge", 12, CAMPAIGN);

    private static Dataset table(double... charges) {
        return Dataset.of(List.of(NumericColumn.of("charge", ColumnType.NUMERIC, charges)));
    }

    @Test
    void values_ofAColumn_areItsAmountsTimesTheMonths() {
        assertThat(BY_COLUMN.of(table(20, 0, 35.5), List.of())).containsExactly(240, 0, 426);
        assertThat(CustomerValue.of(200, CAMPAIGN).of(table(20, -4, Double.NaN), List.of()))
                .containsExactly(200, 200, 200);
    }

    @Test
    void values_negativeOrMissing_areRefusedWithWhereAndHowMany() {
        assertThatThrownBy(() -> BY_COLUMN.of(table(20, -4, Double.NaN, -1), List.of()))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Column 'charge' says what customers are worth, but has 1 gap and 2 values that are no amounts"
                                + " of 0 or more in 4 rows; the first in row 2: (-4).\n"
                                + "Maybe say what customers with a gap are worth: amount beside column (--value-missing).");
        assertThat(new CustomerValue("charge", 5, 12, CAMPAIGN).of(table(20, Double.NaN), List.of()))
                .containsExactly(240, 60);
        assertThatThrownBy(() -> new CustomerValue("charge", 5, 12, CAMPAIGN).of(table(-1), List.of()))
                .hasMessageContaining(
                        "0 gaps and 1 value that is no amount of 0 or more in 1 row; the first in row 1: (-1)")
                .hasMessageContaining("Maybe correct them, or give the same amount for all.");
        assertThatThrownBy(() -> BY_COLUMN.of(table(20, Double.NaN), List.of()))
                .hasMessageContaining(
                        "1 gap and 0 values that are no amounts of 0 or more in 2 rows; the first in row 2:"
                                + " missing.");
    }

    @Test
    void values_ofTexts_areReadAsNumbersOrRefused() {
        Dataset texts = Dataset.of(List.of(TextColumn.of("charge", ColumnType.TEXT, List.of("20", "1.5"))));
        assertThat(BY_COLUMN.of(texts, List.of())).containsExactly(240, 18);
        Dataset words = Dataset.of(List.of(TextColumn.of("charge", ColumnType.TEXT, List.of("20", "gold"))));
        assertThatThrownBy(() -> BY_COLUMN.of(words, List.of())).hasMessageContaining("the first in row 2: (gold).");
    }

    @Test
    void values_ofAColumnThatIsNotThere_areRefused() {
        assertThatThrownBy(() -> CustomerValue.ofColumn("chargee", 1, CAMPAIGN).of(table(1), List.of()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'charge'");
    }

    @Test
    void settings_readBack_areEqual() {
        for (CustomerValue value : List.of(
                BY_COLUMN,
                CustomerValue.of(200, new Campaign(1, 10, 0.3, 20)),
                new CustomerValue("", 30, 6, CAMPAIGN),
                new CustomerValue("charge", 30, 6, CAMPAIGN))) {
            assertThat(CustomerValue.of(settings(value.settings()))).isEqualTo(value);
        }
    }

    @Test
    void settings_shortForm_takeDefaults() {
        assertThat(CustomerValue.of(settings(Map.of("column", "charge", "acceptance", 0.3))))
                .isEqualTo(CustomerValue.ofColumn("charge", 1, new Campaign(0, 0, 0.3)));
    }

    @Test
    void settings_thatAreIncomplete_areRefused() {
        refuses(Map.of("acceptance", 0.3), "needs 'column' or 'amount'");
        refuses(Map.of("column", "a"), "'acceptance'");
        refuses(Map.of("amount", -3, "acceptance", 0.3), "Key 'amount' holds (-3)");
        refuses(Map.of("amount", 3, "acceptance", 30), "Key 'acceptance' holds (30) where a number from 0.001 to 1.0");
        refuses(Map.of("amount", 3, "acceptance", 0.3, "month", 12), "'months'");
        assertThatThrownBy(() -> new CustomerValue("charge", 5, 0, CAMPAIGN))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the amount (5.0) for (0.0) months");
    }

    private static void refuses(Map<String, Object> settings, String part) {
        assertThatThrownBy(() -> CustomerValue.of(settings(settings)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(part);
    }

    private static Settings settings(Map<String, Object> values) {
        return Settings.of(values, Blame.configuration(null));
    }

    @Test
    void values_ofOneAmountForSeveralMonths_areTheirProduct() {
        assertThat(new CustomerValue("", 30, 6, CAMPAIGN).of(table(1, 2), List.of()))
                .containsExactly(180, 180);
    }

    @Test
    void values_ofTextsThatTheModelReads_areReadAsItDoes() {
        Input charge = Input.formatted("charge", Decimals.COMMA, MissingMarkers.standard());
        Input other = Input.formatted("age", Decimals.POINT, MissingMarkers.standard());
        Dataset texts = Dataset.of(
                List.of(TextColumn.of("charge", ColumnType.TEXT, Arrays.asList("1.020,50", "n/a", null, "4"))));

        assertThat(new CustomerValue("charge", 5, 2, CAMPAIGN).of(texts, List.of(other, charge)))
                .containsExactly(2041, 10, 10, 8);
        assertThatThrownBy(() -> BY_COLUMN.of(texts, List.of(other, charge)))
                .hasMessageContaining("has 2 gaps and 0 values that are no amounts of 0 or more in 4 rows;"
                        + " the first in row 2: (n/a).");
    }

    @Test
    void values_beyondAllNumbers_areRefused() {
        assertThatThrownBy(() -> BY_COLUMN.of(table(1, 1e308), List.of()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the first in row 2: (1.0E308)");
    }

    @Test
    void amounts_atTheirLimits_areTakenOrRefused() {
        assertThat(CustomerValue.of(0, CAMPAIGN).of(table(7), List.of())).containsExactly(0);
        for (double[] wrong : new double[][] {
            {Double.NaN, 1}, {Double.POSITIVE_INFINITY, 1}, {-1, 1}, {5, Double.POSITIVE_INFINITY}, {5, Double.NaN}
        }) {
            assertThatThrownBy(() -> new CustomerValue("", wrong[0], wrong[1], CAMPAIGN))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("the amount (" + wrong[0] + ") for (" + wrong[1] + ") months");
        }
    }

    @Test
    void ofPipeline_withAndWithoutASection_isThereOrNot() {
        CustomerValue value = CustomerValue.of(200, CAMPAIGN);
        assertThat(CustomerValue.ofPipeline(Map.of("value", value.settings()))).contains(value);
        assertThat(CustomerValue.ofPipeline(Map.of("name", "churn"))).isEmpty();
    }
}
