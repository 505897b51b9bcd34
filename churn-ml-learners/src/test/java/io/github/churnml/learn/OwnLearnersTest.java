package io.github.churnml.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.SmallModel;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.learn.neural.MultilayerPerceptron;
import io.github.churnml.resample.SmoteNc;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The learners of this module as they are found by name, in YAML and in a pipeline. */
class OwnLearnersTest {

    @Test
    void names_withThoseHere_areThoseOfCoreToo() {
        assertThat(Learners.names())
                .contains("additive", "boosting", "logistic-regression", "perceptron")
                .isSorted();
    }

    @Test
    void byName_misspelt_suggestsTheNearest() {
        Settings none = Settings.of(Map.of(), Blame.configuration(null));
        assertThatThrownBy(() -> Learners.byName("perzeptron", none))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(
                        "There is no learner 'perzeptron'.\nMaybe 'perceptron' was meant. Learners whose")
                .hasMessageNotContaining("churn-ml-learners");
    }

    @Test
    void yaml_withEverySetting_isThePipelineOfTheBuilder() {
        ChurnPipeline pipeline = ChurnPipeline.parseYaml(
                "target: churned\nlearner: {name: perceptron, hiddenUnits: 31, epochs: 7, learningRate: 0.05}");
        assertThat(pipeline)
                .isEqualTo(ChurnPipeline.builder()
                        .target("churned")
                        .learner(MultilayerPerceptron.builder()
                                .hiddenUnits(31)
                                .epochs(7)
                                .learningRate(0.05)
                                .build())
                        .build());
        assertThat(ChurnPipeline.parseYaml(pipeline.toYaml())).isEqualTo(pipeline);
    }

    @Test
    void balancedRows_perceptron_areLearntFrom() {
        ChurnModel model = SmallModel.pipeline(
                        MultilayerPerceptron.builder().epochs(8).build())
                .toBuilder()
                .balance(SmoteNc.standard())
                .build()
                .fit(SmallModel.customers(900, 17));
        assertThat(model.evaluation().rocAuc().value()).isGreaterThan(0.7);
    }
}
