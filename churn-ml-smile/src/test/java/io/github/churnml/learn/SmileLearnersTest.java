package io.github.churnml.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SmileLearnersTest {

    private static final Settings NONE = Settings.of(Map.of(), Blame.configuration(null));

    @Test
    void names_withSmile_areThoseOfCoreToo() {
        assertThat(Learners.names())
                .contains("perceptron", "smile-gradient-boosting", "smile-logistic-regression", "smile-random-forest")
                .isSorted();
    }

    @Test
    void standard_withSmile_isStillThatOfCore() {
        assertThat(Learners.standard().name()).isEqualTo("boosting");
    }

    @Test
    void byName_misspelt_suggestsTheNearest() {
        assertThatThrownBy(() -> Learners.byName("smile-gradient-bosting", NONE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "There is no learner 'smile-gradient-bosting'.\nMaybe 'smile-gradient-boosting' was meant.");
    }

    @Test
    void requireWeights_ofEachHere_letsItThrough() {
        for (String name : Learners.names()) {
            Learners.requireWeights(Learners.byName(name, NONE));
        }
    }
}
