package io.github.churnml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.Dataset;
import io.github.churnml.error.DataException;
import io.github.churnml.learn.PlainLogistic;
import io.github.churnml.prepare.Input;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RowBufferTest {

    private static Dataset data;
    private static ChurnModel model;
    private static Scorer scorer;

    @BeforeAll
    static void train() {
        data = SmallModel.customers(700, 21);
        model = SmallModel.of(new PlainLogistic(), data);
        scorer = model.scorer();
    }

    @Test
    void forgottenColumns_areNamed_andNotTakenForMissing() {
        RowBuffer row = filled(0);
        row.clear();
        for (Input input : scorer.inputs()) {
            if (!input.name().equals("plan") && !input.name().equals("region")) {
                row.setMissing(input.name());
            }
        }
        assertThatThrownBy(() -> scorer.probability(row))
                .isInstanceOf(DataException.class)
                .hasMessage("Columns 'plan', 'region' are not set in this row; the model needs them.\n"
                        + "Maybe call setMissing where it is not known. A value set after a score begins the next row,"
                        + " unless keep was called.");
        row.set("regionn", "West").set("plan", "Basic");
        assertThatThrownBy(() -> scorer.score(row))
                .hasMessage("Column 'region' is not set in this row; the model needs it.\n"
                        + "Maybe 'regionn' should be named 'region'.");
        assertThat(scorer.probability(row.setMissing("region"))).isBetween(0.0, 1.0);
    }

    @Test
    void firstValueAfterAScore_beginsTheNextRow() {
        RowBuffer row = filled(0);
        double first = scorer.probability(row);
        assertThat(scorer.probability(row)).isEqualTo(first);
        assertThat(scorer.score(row).probability()).isEqualTo(first);
        row.set("plan", "Basic");
        assertThatThrownBy(() -> scorer.probability(row)).hasMessageContaining("are not set in this row");
        assertThat(scorer.probability(fill(row, 1))).isEqualTo(scorer.probability(Subscriber.values(data, scorer, 1)));
    }

    @Test
    void valueRefusedAfterAScore_leavesNothingOfTheRowBefore() {
        RowBuffer row = filled(0);
        scorer.probability(row);
        assertThatThrownBy(() -> row.set("usage_gb_30d", "much"))
                .isInstanceOf(DataException.class)
                .hasMessage("Column 'usage_gb_30d' holds (much) where a number is required.\n"
                        + "Maybe list (much) as a missing marker, or declare the column categorical.");
        assertThatThrownBy(() -> scorer.probability(row)).hasMessageContaining("are not set in this row");
    }

    @Test
    void rowThatIsKept_canBeChangedColumnByColumn() {
        RowBuffer row = filled(3);
        scorer.probability(row);
        Map<String, @Nullable Object> values = new HashMap<>(Subscriber.values(data, scorer, 3));
        for (String contract : scorer.inputs().get(scorer.column("contract")).levels()) {
            values.put("contract", contract);
            assertThat(scorer.probability(row.keep().set("contract", contract))).isEqualTo(scorer.probability(values));
        }
    }

    @Test
    void everyKindOfValue_isReadAsInAMap() {
        RowBuffer row = scorer.newRow();
        Map<String, @Nullable Object> values = new HashMap<>();
        for (Input input : scorer.inputs()) {
            values.put(input.name(), null);
        }
        assertEqual(row, values, "tenure_months", 12, r -> r.set("tenure_months", 12));
        assertEqual(row, values, "tenure_months", 12L, r -> r.set(scorer.column("tenure_months"), 12L));
        assertEqual(row, values, "tenure_months", 12.5f, r -> r.set("tenure_months", 12.5f));
        assertEqual(row, values, "tenure_months", "7", r -> r.set("tenure_months", '7'));
        assertEqual(row, values, "tenure_months", 7, r -> r.set(scorer.column(" tenure_months "), '7'));
        assertEqual(row, values, "autopay", true, r -> r.set("autopay", true));
        assertEqual(row, values, "autopay", false, r -> r.set(scorer.column("autopay"), false));
        assertEqual(row, values, "late_payments_12m", true, r -> r.set("late_payments_12m", true));
        assertEqual(row, values, "monthly_charge", "$ 70.35", r -> r.set(" monthly_charge", "$ 70.35"));
        assertEqual(row, values, "plan", "Platinum", r -> r.set("plan", "Platinum"));
        assertEqual(row, values, "plan", null, r -> r.set("plan", (Object) null));
        assertEqual(row, values, "usage_gb_30d", Double.NaN, r -> r.set("usage_gb_30d", Double.NaN));
    }

    @Test
    void levelNeverSeen_isNamedInThePrediction() {
        RowBuffer row = scorer.newRow();
        scorer.inputs().forEach(input -> row.setMissing(input.name()));
        assertThat(scorer.score(row.set("plan", "Platinum")).unknownLevels()).containsExactly("plan");
        assertThat(scorer.score(row.keep().set("plan", "Basic")).unknownLevels())
                .isEmpty();
    }

    @Test
    void aWrongPlaceOrName_isRefused() {
        RowBuffer row = scorer.newRow();
        assertThatThrownBy(() -> row.set(99, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> row.setMissing(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> scorer.column("tenure_month"))
                .isInstanceOf(DataException.class)
                .hasMessage("Column 'tenure_month' is none that the model needs.\nMaybe 'tenure_months' was meant.");
        assertThatThrownBy(() -> row.set("tenure_months", Double.POSITIVE_INFINITY))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("holds an infinite number");
    }

    @Test
    void columnsThatTheModelDoesNotNeed_areIgnored() {
        RowBuffer row = filled(5);
        double expected = scorer.probability(row);
        for (int i = 0; i < 300; i++) {
            row.set("other " + i, i)
                    .setMissing("customer_id")
                    .set("x", true)
                    .set("y", 'c')
                    .set("z", 1.5);
        }
        assertThat(scorer.probability(row)).isEqualTo(expected);
    }

    @Test
    void rowOfAnotherModel_isRefused_oneOfTheSameIsNot() {
        RowBuffer row = filled(0);
        assertThat(model.scorer().probability(row)).isEqualTo(scorer.probability(row));
        Scorer other = SmallModel.of(new PlainLogistic(), data).scorer();
        assertThatThrownBy(() -> other.probability(row))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a row of another model");
    }

    private interface Setting {
        RowBuffer on(RowBuffer row);
    }

    /** With all columns missing but one, a row gives what a map gives. */
    private static void assertEqual(
            RowBuffer row,
            Map<String, @Nullable Object> missing,
            String column,
            @Nullable Object value,
            Setting setting) {
        Map<String, @Nullable Object> values = new HashMap<>(missing);
        values.put(column, value);
        row.clear();
        scorer.inputs().forEach(input -> row.setMissing(input.name()));
        assertThat(scorer.probability(setting.on(row))).isEqualTo(scorer.probability(values));
    }

    private static RowBuffer filled(int customer) {
        return fill(scorer.newRow(), customer);
    }

    private static RowBuffer fill(RowBuffer row, int customer) {
        Subscriber.values(data, scorer, customer).forEach(row::set);
        return row;
    }
}
