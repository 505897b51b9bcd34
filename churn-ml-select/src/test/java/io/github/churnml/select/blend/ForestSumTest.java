package io.github.churnml.select.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.forest.Aggregation;
import io.github.churnml.forest.Forest;
import io.github.churnml.forest.ForestBuilder;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ForestSumTest {

    @Test
    void score_ofTheSum_isTheWeightedSumOfScores() {
        SplittableRandom random = new SplittableRandom(5);
        List<Forest> forests = List.of(forest(random, 3), forest(random, 1), forest(random, 0), forest(random, 6));
        double[] weights = {0.5, 0.25, 2, 1};
        Forest sum = ForestSum.of(forests, weights);
        assertThat(sum.trees()).isEqualTo(10);
        for (int i = 0; i < 500; i++) {
            double[] row = {
                i % 7 == 0 ? Double.NaN : random.nextDouble() * 4 - 2, i % 5 == 0 ? -1 : random.nextInt(9), 0
            };
            double expected = 0;
            for (int f = 0; f < weights.length; f++) {
                expected += weights[f] * forests.get(f).score(row);
            }
            assertThat(sum.score(row)).isCloseTo(expected, within(1e-12));
        }
    }

    @Test
    void gain_ofTheSum_countsByWeight() {
        Forest one = forest(new SplittableRandom(1), 4);
        double[] gains = ForestSum.of(List.of(one, one), new double[] {1, 3}).gainByFeature();
        double[] alone = one.gainByFeature();
        for (int feature = 0; feature < gains.length; feature++) {
            assertThat(gains[feature]).isCloseTo(4 * alone[feature], within(1e-12));
        }
    }

    @Test
    void takes_forestsOfProbabilities_areNotSummed() {
        assertThat(ForestSum.takes(new ForestBuilder(3, 0, Aggregation.MEAN_OF_PROBABILITIES).build()))
                .isFalse();
        assertThat(ForestSum.takes(new ForestBuilder(3, 0).build())).isTrue();
    }

    /** Trees of a split by number, below which one side is split by levels. */
    private static Forest forest(SplittableRandom random, int trees) {
        ForestBuilder builder = new ForestBuilder(3, random.nextDouble());
        for (int tree = 0; tree < trees; tree++) {
            builder.startTree();
            int root = builder.splitAt(0, random.nextDouble(), random.nextBoolean(), 10, random.nextDouble());
            int left = builder.leaf(random.nextDouble() - 0.5, 4);
            int right =
                    builder.splitOn(1, new int[] {random.nextInt(9), 3}, random.nextBoolean(), 6, random.nextDouble());
            int first = builder.leaf(random.nextDouble() - 0.5, 2);
            int second = builder.leaf(random.nextDouble() - 0.5, 4);
            builder.children(root, left, right).children(right, first, second);
        }
        return builder.build();
    }
}
