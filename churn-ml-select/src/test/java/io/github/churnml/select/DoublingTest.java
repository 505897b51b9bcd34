package io.github.churnml.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.metrics.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** What doubling would change, of curves whose law is known. */
class DoublingTest {

    private static final double[] SHARES = {0.1, 0.2, 0.3, 0.5, 0.7, 1};
    private static final int ROWS = 4000;
    private static final int FOLDS = 10;

    @Test
    void of_plantedLaw_forecastsIt() {
        DoubleUnaryOperator law = rows -> 0.85 - 1.5 * Math.pow(rows, -0.5);
        Doubling doubling = of(law, 0.0005);

        double true2 = law.applyAsDouble(10_000) - law.applyAsDouble(5_000);
        assertThat(doubling.told()).hasValueSatisfying(change -> {
            assertThat(change.value()).isCloseTo(true2, within(0.002));
            assertThat(change.low()).isLessThan(true2);
            assertThat(change.high()).isGreaterThan(true2);
        });
        assertThat(doubling.from()).isEqualTo(2000);
        assertThat(doubling.measured().value())
                .isCloseTo(law.applyAsDouble(4000) - law.applyAsDouble(2000), within(0.0005));
    }

    @Test
    void of_curveThatDoesNotRise_isNotTold() {
        assertThat(of(rows -> 0.8, 0.002).told()).isEmpty();
        assertThat(of(rows -> 0.8, 0.002).why()).contains("not better", "by more than luck");
    }

    @Test
    void of_curveThatIsNoPowerLaw_isNotTold() {
        Doubling doubling = of(rows -> rows < 3500 ? 0.75 + rows * 1e-6 : 0.85, 0.0005);

        assertThat(doubling.told()).isEmpty();
        assertThat(doubling.why()).contains("do not lie on the curve");
    }

    @Test
    void of_foldsThatDisagreeWildly_isNotTold() {
        assertThat(of(rows -> 0.85 - 0.3 * Math.pow(rows, -0.3), 0.03).told()).isEmpty();
    }

    @Test
    void of_fewSizes_isNotTold() {
        List<LearningStep> steps = steps(rows -> 0.85 - 1.5 * Math.pow(rows, -0.5), 0.0005);
        Doubling doubling = Doubling.of(Metric.ROC_AUC, steps.subList(2, 6), 5000, 0.25);

        assertThat(doubling.told()).isEmpty();
        assertThat(doubling.why()).contains("at least 5 sizes");
        assertThat(doubling.law()).isNull();
    }

    private static Doubling of(DoubleUnaryOperator law, double noise) {
        return Doubling.of(Metric.ROC_AUC, steps(law, noise), 5000, 0.25);
    }

    /** Folds lie around the law, each in its own way: a height that all sizes share, and a little of its own. */
    private static List<LearningStep> steps(DoubleUnaryOperator law, double noise) {
        List<LearningStep> steps = new ArrayList<>();
        for (double share : SHARES) {
            double[] values = new double[FOLDS];
            for (int fold = 0; fold < FOLDS; fold++) {
                double own = Math.sin(fold * 12.9898 + share * 78.233 * (fold + 1));
                values[fold] = law.applyAsDouble(share * ROWS) + (fold - 4.5) * 0.003 + noise * own;
            }
            steps.add(new LearningStep(share, share * ROWS, share * ROWS / 4, Map.of(Metric.ROC_AUC, values)));
        }
        return steps;
    }
}
