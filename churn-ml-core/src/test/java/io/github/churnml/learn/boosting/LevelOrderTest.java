package io.github.churnml.learn.boosting;

import static io.github.churnml.learn.boosting.GainsTest.sum;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LevelOrderTest {

    private static final BinnedTable TABLE = BinnedTable.of(
            Tables.levels(new double[] {0, 1, 2, 3, 4, -1}, 5, new int[6]).features(), null, 254, 1);
    /** From the third on; the bin of level 2 is empty. */
    private static final long[] HISTOGRAM = {
        7, 7, 7, sum(-1, 1), sum(-5, 8), 0, sum(3, 4), sum(-9, 30), sum(0.5, 2), sum(1, 1)
    };

    private static int[] order(int oneHotLevels, double smoothing) {
        GrowthSettings settings = GainsTest.builder()
                .oneHotLevels(oneHotLevels)
                .levelSmoothing(smoothing)
                .settings()
                .tree();
        return new LevelOrder(TABLE, GainsTest.GRADIENTS, settings).of(0, HISTOGRAM, 3);
    }

    @Test
    void of_fewLevels_areThoseWithRowsAscending() {
        assertThat(order(5, 0)).containsExactly(0, 1, 3, 4, 5);
        assertThat(order(99, 10)).containsExactly(0, 1, 3, 4, 5);
    }

    @Test
    void of_moreLevels_goByGradientOverHessian() {
        // -1, -0.625, 0.75, -0.3 and 0.25.
        assertThat(order(4, 0)).containsExactly(0, 1, 4, 5, 3);
    }

    @Test
    void of_smoothing_bringsRareLevelsToTheMiddle() {
        // -0.09, -0.28, 0.21, -0.225 and 0.04.
        assertThat(order(4, 10)).containsExactly(1, 4, 0, 5, 3);
    }

    @Test
    void of_equalLevels_stayAscending() {
        long[] equal = {sum(1, 2), sum(1, 2), sum(-1, 2), sum(1, 2), sum(-1, 2), 0, 0};
        GrowthSettings settings =
                GainsTest.builder().oneHotLevels(2).levelSmoothing(0).settings().tree();
        assertThat(new LevelOrder(TABLE, GainsTest.GRADIENTS, settings).of(0, equal, 0))
                .containsExactly(2, 4, 0, 1, 3);
    }
}
