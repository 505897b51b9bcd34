package io.github.churnml.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.decide.Calibrator;
import io.github.churnml.decide.DecisionRule;
import io.github.churnml.error.DataException;
import io.github.churnml.metrics.ConfusionMatrix;
import io.github.churnml.prepare.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownOutcomesTest {

    private static final Target TARGET = new Target("left", "Yes", "No");
    private static final DecisionRule RULE = DecisionRule.of(TARGET, Calibrator.none(), 0.5);

    private static Dataset table(int... labels) {
        return Dataset.of(
                List.of(CodedColumn.of("left", ColumnType.CATEGORICAL, labels, List.of("Yes", "No", "Paused"))));
    }

    @Test
    void of_otherLabels_areLeftOut() {
        KnownOutcomes known = KnownOutcomes.of(table(1, 2, 0, 2, 0), TARGET);

        assertThat(known.labels()).containsExactly(0, 1, 1);
        assertThat(known.data().rows()).isEqualTo(3);
    }

    @Test
    void of_allKnown_isTheTableItself() {
        Dataset table = table(1, 0);

        assertThat(KnownOutcomes.of(table, TARGET).data()).isSameAs(table);
    }

    @Test
    void judge_someLeftOut_saysSo() {
        KnownOutcomes known = KnownOutcomes.ofBothClasses(table(1, 2, 0, 0), TARGET);

        Evaluation evaluation = known.judge(new double[] {0.6, 0.5, Math.nextDown(0.5)}, RULE, 1);

        assertThat(evaluation.confusion()).isEqualTo(new ConfusionMatrix(1, 1, 0, 1));
        assertThat(evaluation.describes())
                .startsWith("3 rows with a known outcome by this model (left out: ")
                .contains("'Paused' (1)");
    }

    @Test
    void ofBothClasses_oneClass_isRefused() {
        assertThatThrownBy(() -> KnownOutcomes.ofBothClasses(table(1, 1, 2), TARGET))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Target 'left' has 0 customers with (Yes) among 2 rows with a known outcome;"
                        + " judging needs both classes. Left out: ");
    }
}
