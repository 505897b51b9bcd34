package io.github.churnml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.Dataset;
import io.github.churnml.error.DataException;
import io.github.churnml.learn.PlainLogistic;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScorerTest {

    private static Dataset data;
    private static Scorer strict;
    private static Scorer imputing;
    private static Scorer some;

    @BeforeAll
    static void train() {
        data = SmallModel.customers(700, 17);
        strict = scorer(ServingDefaults.standard());
        imputing = scorer(ServingDefaults.imputing());
        some = scorer(ServingDefaults.standard().withOptional("region", "plan"));
    }

    private static Scorer scorer(ServingDefaults serving) {
        ChurnPipeline pipeline = ChurnPipeline.builder()
                .target("churned", "Yes")
                .learner(new PlainLogistic())
                .serving(serving)
                .build();
        return pipeline.fit(data, FitOptions.standard().withCreated(SmallModel.THEN))
                .scorer();
    }

    @Test
    void numberOrFlagInAColumnOfTexts_isRefused_howeverItIsGiven() {
        int contract = strict.column("contract");
        for (Object given : List.of(5, 5L, 5.0, 5.5f, new BigInteger("5"), true)) {
            Map<String, @Nullable Object> row = row(0);
            row.put("contract", given);
            assertThatThrownBy(() -> strict.score(row))
                    .as("%s", given)
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("Column 'contract' holds the " + (given.equals(true) ? "boolean" : "number")
                            + " (" + (given instanceof Double ? "5" : given) + "), which is none of its levels: '")
                    .hasMessageContaining("'Month-to-month'")
                    .hasMessageEndingWith("Maybe give the level as text, or null where it is not known.");
            Object[] values =
                    strict.inputs().stream().map(input -> row.get(input.name())).toArray();
            assertThatThrownBy(() -> strict.score(values)).hasMessageContaining("none of its levels");
            List<String> header =
                    strict.inputs().stream().map(input -> input.name()).toList();
            assertThatThrownBy(() -> strict.forColumns(header).score(Arrays.asList(values), 7))
                    .hasMessageContaining("Column 'contract' (row 7) holds the ");
            assertThatThrownBy(() -> strict.newRow().set(contract, given)).hasMessageContaining("none of its levels");
        }
        assertThatThrownBy(() -> strict.newRow().set(contract, 5L)).hasMessageContaining("the number (5)");
        assertThatThrownBy(() -> strict.newRow().set(contract, 5.25)).hasMessageContaining("the number (5.25)");
        assertThatThrownBy(() -> strict.newRow().set(contract, true)).hasMessageContaining("the boolean (true)");
        assertThatCode(() -> strict.newRow().set(contract, Double.NaN)).doesNotThrowAnyException();
    }

    @Test
    void textThatTrainingDidNotSee_isScoredAsSuch() {
        Map<String, @Nullable Object> row = row(0);
        row.put("contract", "5");
        assertThat(strict.score(row).unknownLevels()).containsExactly("contract");
    }

    @Test
    void partialMap_ofAModelThatImputes_isScoredAsWithNulls() {
        for (Scorer scorer : List.of(imputing, some)) {
            Map<String, @Nullable Object> nulls = row(4);
            nulls.put("region", null);
            nulls.put("plan", null);
            Map<String, @Nullable Object> partial = new HashMap<>(nulls);
            partial.remove("region");
            partial.remove("plan");
            partial.put("crm_note", "not the model's");
            assertThat(scorer.probability(partial)).isEqualTo(scorer.probability(nulls));
            assertThat(scorer.score(partial).probability()).isEqualTo(scorer.probability(nulls));
        }
        assertThat(imputing.probability(Map.of())).isBetween(0.0, 1.0);
    }

    @Test
    void columnThatMayNotBeLeftOut_isNamed_andNoOther() {
        Map<String, @Nullable Object> partial = row(4);
        partial.remove("plan");
        partial.remove("contract");
        assertThatThrownBy(() -> some.score(partial))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Column 'contract' is missing; the model needs it.\n"
                                + "Maybe give an empty value where it is not known; missing values are treated as in training.");
        assertThatThrownBy(() -> strict.score(partial))
                .hasMessageContaining("'plan'")
                .hasMessageContaining("'contract'");
    }

    @Test
    void columnUnderAMisspeltName_isNotImputedInSilence() {
        Map<String, @Nullable Object> row = row(4);
        row.put("regiom", row.remove("region"));
        assertThatThrownBy(() -> imputing.probability(row))
                .isInstanceOf(DataException.class)
                .hasMessage("Column 'region' is left out; the model needs it.\n"
                        + "Maybe 'regiom' should be named 'region'.");
        row.put("region", null);
        assertThat(imputing.probability(row)).isBetween(0.0, 1.0);
    }

    private static Map<String, @Nullable Object> row(int i) {
        return new HashMap<>(Subscriber.values(data, strict, i));
    }
}
