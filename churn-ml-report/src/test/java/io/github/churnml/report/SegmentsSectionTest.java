package io.github.churnml.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.data.Outcome;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.report.heldout.SegmentFacts;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentsSectionTest {

    private static SegmentFacts group(String name, double ranksWorse, double isOff) {
        Estimate area = new Estimate(0.7, 0.6, 0.8, 0.95);
        return new SegmentFacts("plan", name, 100, 40, 0.3, area, area, ranksWorse, isOff);
    }

    @Test
    void sentences_ofGroupsThatStandOut_nameThem() {
        assertThat(SegmentsSection.sentences(
                        List.of(group("a", 0.001, 0.9), group("b", 1, 0.01), group("c", 1, 1)), Outcome.churn()))
                .containsExactly(
                        "Of 3 groups of customers, 2 stand out:",
                        "plan a (100 customers): ranked worse than others, ROC-AUC 0.7000 (95 % interval 0.6000 to 0.8000).",
                        "plan b (100 customers): given 30.0 % on average, 40.0 % left.");
    }

    @Test
    void sentences_ofLuckOrNothing_saySo() {
        assertThat(SegmentsSection.sentences(List.of(group("a", 0.06, 1)), Outcome.churn()))
                .singleElement()
                .asString()
                .contains("Of 1 group of customers, none is told apart from luck");
        assertThat(SegmentsSection.sentences(List.of(), Outcome.churn()).get(0)).startsWith("Too few customers");
    }
}
