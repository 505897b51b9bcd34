package io.github.churnml.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.churnml.error.ConfigurationException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeTest {

    @ParameterizedTest
    @CsvSource({"conversion, convert", "renewal, renew", "reactivation, reactivate", "upgrade, upgrade", "churn, leave"
    })
    void verb_whereNoneIsGiven_followsFromTheName(String name, String verb) {
        assertThat(new Outcome(name, false).verb()).isEqualTo(verb);
    }

    @Test
    void churn_words_areTheUsualOnes() {
        Outcome churn = Outcome.churn();
        assertThat(churn.isChurn()).isTrue();
        assertThat(List.of(churn.probabilityKey(), churn.decisionKey(), churn.tierKey()))
                .containsExactly("probability", "predicted", "risk_tier");
        assertThat(List.of(churn.does(), churn.did(), churn.didNot())).containsExactly("leave", "left", "stayed");
        assertThat(List.of(churn.chance(), churn.odds(), churn.tiers(), churn.tier("high")))
                .containsExactly("risk of leaving", "risk", "risk tier", "high");
        assertThat(churn.decision(true, "GONE")).isEqualTo("GONE");
    }

    @Test
    void goodOutcome_words_areItsOwn() {
        Outcome plan = new Outcome("plan_upgrade", true, "upgrade_the_plan");
        assertThat(plan.isChurn()).isFalse();
        assertThat(List.of(plan.probabilityKey(), plan.decisionKey(), plan.tierKey()))
                .containsExactly("plan_upgrade_probability", "will_upgrade_the_plan", "plan_upgrade_tier");
        assertThat(List.of(plan.does(), plan.did(), plan.didNot()))
                .containsExactly("upgrade the plan", "upgrade the plan", "do not upgrade the plan");
        assertThat(List.of(plan.chance(), plan.odds(), plan.tiers()))
                .containsExactly("chance of plan upgrade", "chance", "plan upgrade");
        assertThat(List.of(plan.tier("low"), plan.tier("medium"), plan.tier("high")))
                .containsExactly("unlikely to upgrade the plan", "may upgrade the plan", "likely to upgrade the plan");
        assertThat(plan.decision(true, "1")).isEqualTo("Yes");
        assertThat(plan.decision(false, "0")).isEqualTo("No");
    }

    @Test
    void badOutcomeOfAnotherName_isARisk() {
        Outcome unpaid = new Outcome("default", false);
        assertThat(List.of(unpaid.chance(), unpaid.tier("high"), unpaid.tiers(), unpaid.decisionKey()))
                .containsExactly("risk of default", "high", "risk tier", "will_default");
        assertThat(new Outcome("churn", false, "cancel").probabilityKey()).isEqualTo("churn_probability");
    }

    @Test
    void settings_ofAPipeline_areReadBack() {
        Outcome outcome = new Outcome("renewal", true, "stay_on");
        assertThat(Outcome.ofPipeline(Map.of("outcome", outcome.settings()))).isEqualTo(outcome);
        assertThat(Outcome.ofPipeline(Map.of("name", "churn"))).isEqualTo(Outcome.churn());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "con version", "con-version", "1st", "_x", "gewinn\u00e4", "a\"b"})
    void name_thatIsNoWord_isRefused(String name) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new Outcome(name, true))
                .withMessageStartingWith("Key 'outcome' holds the name (" + name + ") where a word");
    }

    @Test
    void affirmative_ofTwoLabels_isTheYesOfAnyColumn() {
        assertThat(OutcomeLabels.affirmative(List.of("0", "1"))).contains("1");
        assertThat(OutcomeLabels.affirmative(List.of("Yes", "No"))).contains("Yes");
        assertThat(OutcomeLabels.affirmative(List.of("not converted", "converted")))
                .contains("converted");
        assertThat(OutcomeLabels.affirmative(List.of("renewed", "non-renewed"))).contains("renewed");
        assertThat(OutcomeLabels.affirmative(List.of("A", "B"))).isEmpty();
        assertThat(OutcomeLabels.affirmative(List.of("Yes", "No", "Maybe"))).isEmpty();
    }
}
