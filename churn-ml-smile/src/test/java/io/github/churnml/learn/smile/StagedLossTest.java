package io.github.churnml.learn.smile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.forest.Forest;
import io.github.churnml.forest.ForestBuilder;
import io.github.churnml.prepare.Feature;
import io.github.churnml.prepare.FeatureMatrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class StagedLossTest {

    private static Forest steps(double... values) {
        ForestBuilder builder = new ForestBuilder(1, 0);
        for (double value : values) {
            builder.startTree().leaf(value, 1);
        }
        return builder.build();
    }

    private static FeatureMatrix rows(int rows) {
        return new FeatureMatrix(List.of(new Feature("a", "a", 0)), new double[1][rows], rows);
    }

    @Test
    void losses_afterEachTree_areMeanLogLosses() {
        double[] losses = StagedLoss.of(steps(StrictMath.log(3), -StrictMath.log(9)), rows(2), new int[] {1, 0});
        assertThat(losses[0]).isCloseTo((-StrictMath.log(0.75) - StrictMath.log(0.25)) / 2, within(1e-15));
        assertThat(losses[1]).isCloseTo((-StrictMath.log(0.25) - StrictMath.log(0.75)) / 2, within(1e-15));
    }

    @Test
    void losses_ofHugeScores_stayFinite() {
        double[] losses = StagedLoss.of(steps(1e6), rows(2), new int[] {1, 0});
        assertThat(losses[0]).isEqualTo(5e5);
    }

    @Test
    void bestRound_lossesThatFallForSure_isTheLeast() {
        int[] labels = new int[50];
        java.util.Arrays.fill(labels, 1);
        assertThat(StagedLoss.bestRound(steps(1, 1, 1, -1, -1), rows(50), labels))
                .isEqualTo(3);
    }

    @Test
    void bestRound_lossesThatDifferByChance_isTheFewestTrees() {
        int[] labels = new int[50];
        for (int i = 0; i < 26; i++) {
            labels[i] = 1;
        }
        // Log-odds of 0.02 fit 26 of 50 hardly better than 0: two rows decide.
        double[] losses = StagedLoss.of(steps(0, 0.02, 0.02), rows(50), labels);
        assertThat(losses[2]).isLessThan(losses[1]).isLessThan(losses[0]);
        assertThat(StagedLoss.bestRound(steps(0, 0.02, 0.02), rows(50), labels)).isEqualTo(1);
    }

    @Test
    void bestRound_firstTreeIsTheBest_isOne() {
        assertThat(StagedLoss.bestRound(steps(1, 1), rows(3), new int[] {0, 0, 0}))
                .isEqualTo(1);
    }
}
