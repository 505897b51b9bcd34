package io.github.churnml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.data.Outcome;
import io.github.churnml.explain.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An outcome turns the words of a model, and none of its numbers. */
class OutcomeModelTest {

    private static final Dataset DATA = SmallModel.customers(600, 3);

    private static ChurnPipelineBuilder pipeline() {
        return ChurnPipeline.builder()
                .target("churned")
                .exclude("customer_id")
                .learner(SmallModel.boosting())
                .seed(5);
    }

    private static ChurnModel fit(ChurnPipelineBuilder builder) {
        return builder.build().fit(DATA, FitOptions.standard().withCreated(SmallModel.THEN));
    }

    @Test
    void numbers_underAnotherOutcome_areTheSame() {
        ChurnModel plain = fit(pipeline());
        ChurnModel other = fit(pipeline().outcome(new Outcome("renewal", true)));
        assertThat(other.scorer().score(DATA).probabilities())
                .isEqualTo(plain.scorer().score(DATA).probabilities());
        assertThat(other.target()).isEqualTo(plain.target());
        assertThat(other.threshold()).isEqualTo(plain.threshold());
        assertThat(other.evaluation().metrics()).isEqualTo(plain.evaluation().metrics());
    }

    @Test
    void reasons_underAnotherOutcome_speakOfItsChance_alsoAfterLoading() {
        ChurnModel plain = fit(pipeline());
        ChurnModel other = ChurnModel.load(
                fit(pipeline().outcome(new Outcome("renewal", true))).toBytes());
        assertThat(other.outcome()).isEqualTo(new Outcome("renewal", true, "renew"));
        List<Reason> usual = reasons(plain);
        List<Reason> turned = reasons(other);
        assertThat(usual).isNotEmpty();
        for (int i = 0; i < usual.size(); i++) {
            assertThat(usual.get(i).sentence()).contains(" the risk of leaving");
            assertThat(turned.get(i).sentence())
                    .isEqualTo(usual.get(i).sentence().replace("the risk of leaving", "the chance of renewal"));
        }
    }

    private static List<Reason> reasons(ChurnModel model) {
        Map<String, Object> row = new HashMap<>();
        DATA.columns().forEach(column -> row.put(column.name(), column.text(0)));
        return model.scorer().score(row).reasons(3);
    }

    @Test
    void modelFile_withoutAnOutcome_saysNothingOfIt() {
        ChurnModel plain = fit(pipeline());
        assertThat(plain.outcome()).isEqualTo(Outcome.churn());
        assertThat(plain.manifest().pipeline()).doesNotContainKey("outcome");
        assertThat(fit(pipeline().outcome(Outcome.churn())).toBytes()).isEqualTo(plain.toBytes());
    }

    @Test
    void modelFile_withAnOutcome_keepsItAmongTheSettings() {
        ChurnModel other = fit(pipeline().outcome(new Outcome("renewal", true)));
        assertThat(other.manifest().pipeline())
                .containsEntry("outcome", Map.of("name", "renewal", "good", true, "verb", "renew"));
    }

    @Test
    void notices_underAnotherOutcome_speakOfIt() {
        ChurnModel other = fit(pipeline().outcome(new Outcome("renewal", true)).threshold(0.99));
        assertThat(other.notices().stream().map(Notice::message).toList())
                .anyMatch(message -> message.endsWith("is taken to mean that a customer will renew. Maybe state the"
                        + " positive label if it is not."))
                .anyMatch(message -> message.contains("customers are predicted to renew, while"))
                .noneMatch(message -> message.contains("leave") || message.contains("left."));
    }
}
