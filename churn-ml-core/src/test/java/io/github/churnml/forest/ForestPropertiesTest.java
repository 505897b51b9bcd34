package io.github.churnml.forest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ForestPropertiesTest {

    @Property
    void bytes_readBack_areTheSameForest(@ForAll long seed) {
        Forest forest = RandomForests.of(seed);
        byte[] bytes = forest.toBytes();
        Forest read = Forest.fromBytes(bytes);
        assertThat(read.toBytes()).isEqualTo(bytes);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20; i++) {
            double[] row = RandomForests.row(random);
            assertThat(read.score(row)).isEqualTo(forest.score(row));
        }
    }

    @Property
    void score_anyRow_isTheSumOfNaivelyFoundLeaves(@ForAll long seed) {
        Forest forest = RandomForests.of(seed);
        SplittableRandom random = new SplittableRandom(~seed);
        for (int i = 0; i < 50; i++) {
            double[] row = RandomForests.row(random);
            double sum = forest.baseScore();
            for (int tree = 0; tree < forest.trees(); tree++) {
                assertThat(forest.score(row, tree)).isEqualTo(sum);
                double value = naive(forest, forest.root(tree), row);
                assertThat(forest.tree(tree, row)).isEqualTo(value);
                sum += value;
            }
            assertThat(forest.score(row)).isEqualTo(sum);
        }
    }

    @Property
    void firstTrees_anyNumber_scoresAsThoseAlone(@ForAll long seed) {
        Forest forest = RandomForests.of(seed);
        double[] row = RandomForests.row(new SplittableRandom(seed));
        for (int trees = 0; trees <= forest.trees(); trees++) {
            Forest cut = Forest.fromBytes(forest.firstTrees(trees).toBytes());
            assertThat(cut.trees()).isEqualTo(trees);
            assertThat(cut.score(row)).isEqualTo(forest.score(row, trees));
        }
    }

    /** Written from the table in the package essay, without a look at how the forest walks. */
    private static double naive(Forest forest, int node, double[] row) {
        if (forest.isLeaf(node)) {
            return forest.value(node);
        }
        double x = row[forest.feature(node)];
        boolean left;
        if (forest.isOnLevels(node)) {
            boolean whole = x >= 0 && x <= Integer.MAX_VALUE && Math.rint(x) == x;
            left = Double.isNaN(x) || x == -1
                    ? forest.missingLeft(node)
                    : whole && forest.levels(node).get((int) x);
        } else {
            left = Double.isNaN(x) ? forest.missingLeft(node) : x <= forest.threshold(node);
        }
        return naive(forest, left ? forest.left(node) : forest.right(node), row);
    }
}
