package io.github.churnml.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ForestTest {

    /** One split at 2.5 on feature 0 (missing right), below it on the left one on levels 1 and 70 of feature 1 (missing left). */
    private static Forest example() {
        ForestBuilder builder = new ForestBuilder(2, -1);
        builder.startTree();
        int root = builder.splitAt(0, 2.5, false, 10, 4);
        int levels = builder.splitOn(1, new int[] {70, 1}, true, 6, 2);
        int right = builder.leaf(0.5, 4);
        builder.children(root, levels, right);
        builder.children(levels, builder.leaf(0.25, 1), builder.leaf(-0.125, 5));
        builder.startTree();
        builder.leaf(0.0625, 10);
        return builder.build();
    }

    private static double score(double... row) {
        return example().score(row) + 1 - 0.0625;
    }

    @Test
    void number_atTheThreshold_goesLeft() {
        assertThat(score(2.5, 1)).isEqualTo(0.25);
        assertThat(score(Math.nextUp(2.5), 1)).isEqualTo(0.5);
        assertThat(score(Double.NEGATIVE_INFINITY, 1)).isEqualTo(0.25);
        assertThat(score(Double.POSITIVE_INFINITY, 1)).isEqualTo(0.5);
    }

    @Test
    void number_missing_goesWhereTheSplitSendsIt() {
        assertThat(score(Double.NaN, 1)).isEqualTo(0.5);
        assertThat(score(-1, 1)).as("−1 is a number like any other").isEqualTo(0.25);
    }

    @Test
    void level_inTheSet_goesLeftAndAnyOtherRight() {
        assertThat(score(0, 1)).isEqualTo(0.25);
        assertThat(score(0, 70)).isEqualTo(0.25);
        for (double other : new double[] {0, 2, 6, 71, 128, 1000, 1e18, -2, -64, 1.5, 70.5, Double.POSITIVE_INFINITY}) {
            assertThat(score(0, other)).as("code " + other).isEqualTo(-0.125);
        }
    }

    @Test
    void level_missing_goesWhereTheSplitSendsIt() {
        assertThat(score(0, -1)).isEqualTo(0.25);
        assertThat(score(0, Double.NaN)).isEqualTo(0.25);
    }

    @Test
    void accessors_ofNodes_giveTheirParts() {
        Forest forest = example();
        assertThat(forest.nodes()).isEqualTo(6);
        assertThat(forest.root(1)).isEqualTo(5);
        assertThat(forest.threshold(0)).isEqualTo(2.5);
        assertThat(forest.levels(1).stream()).containsExactly(1, 70);
        assertThat(forest.levels(0).isEmpty()).isTrue();
        assertThat(forest.missingLeft(1)).isTrue();
        assertThat(forest.isOnLevels(1)).isTrue();
        assertThat(forest.isOnLevels(0)).isFalse();
        assertThat(forest.cover(0)).isEqualTo(10);
        assertThat(forest.gain(1)).isEqualTo(2);
        assertThat(forest.feature(2)).isEqualTo(-1);
        assertThat(forest.leafOf(0, new double[] {9, 9})).isEqualTo(2);
        assertThat(forest.gainByFeature()).containsExactly(4, 2);
    }

    @Test
    void withCover_ofRows_countsThemInEveryNode() {
        double[][] columns = {{0, 0, 9, Double.NaN}, {1, 2, 1, 1}};
        Forest counted = example().withCover(columns, 4);
        double[] cover = new double[counted.nodes()];
        for (int node = 0; node < cover.length; node++) {
            cover[node] = counted.cover(node);
        }
        assertThat(cover).containsExactly(4, 2, 2, 1, 1, 4);
        assertThat(counted.score(new double[] {0, 1})).isEqualTo(example().score(new double[] {0, 1}));
    }

    @Test
    void score_ofARowOfAnotherLength_isRefused() {
        assertThatThrownBy(() -> example().score(new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a row of 3 values for 2 features");
    }

    @Test
    void firstTrees_moreThanThereAre_isRefused() {
        assertThatThrownBy(() -> example().firstTrees(3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the first 3 of 2 trees");
    }

    @Test
    void forestOfFloats_comparesAndAddsAsFloats() {
        ForestBuilder builder = new ForestBuilder(1, 0.1f, Aggregation.SUM_OF_LOG_ODDS, Precision.FLOAT);
        for (int tree = 0; tree < 3; tree++) {
            builder.startTree();
            int root = builder.splitAt(0, 0.7f, false, 2, 1);
            builder.children(root, builder.leaf(0.2f, 1), builder.leaf(1e8f, 1));
        }
        Forest forest = builder.build();
        double next = 0.7f + 1e-12;
        assertThat(forest.score(new double[] {next})).isEqualTo(0.1f + 0.2f + 0.2f + 0.2f);
        assertThat(forest.score(new double[] {Math.nextUp(0.7f)})).isEqualTo(0.1f + 1e8f + 1e8f + 1e8f);
        assertThat(forest.firstTrees(1).precision()).isEqualTo(Precision.FLOAT);
    }

    @Test
    void forestOfFloats_withANumberThatIsNone_isRefused() {
        ForestBuilder builder = new ForestBuilder(1, 0, Aggregation.SUM_OF_LOG_ODDS, Precision.FLOAT).startTree();
        builder.leaf(0.1, 1);
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tree 0: node 0: its threshold (0.0) or value (0.1) is no float");
        ForestBuilder base = new ForestBuilder(1, 0.1, Aggregation.SUM_OF_LOG_ODDS, Precision.FLOAT);
        assertThatThrownBy(base::build).hasMessage("the base score is (0.1)");
        ForestBuilder mean = new ForestBuilder(1, 0, Aggregation.MEAN_OF_PROBABILITIES, Precision.FLOAT);
        assertThatThrownBy(mean::build).hasMessage("it takes means of probabilities in float arithmetic");
    }

    @Test
    void splitThatTakesZeroForMissing_sendsNearlyZeroWhereMissingGoes() {
        ForestBuilder builder = new ForestBuilder(1, 0).startTree();
        int root = builder.splitAt(0, 5, false, true, 2, 1);
        builder.children(root, builder.leaf(1, 1), builder.leaf(2, 1));
        Forest forest = builder.build();
        for (double zero : new double[] {0.0, -0.0, 1e-36, -1e-36, Double.NaN}) {
            assertThat(forest.score(new double[] {zero})).isEqualTo(2);
        }
        assertThat(forest.score(new double[] {1e-34})).isEqualTo(1);
        assertThat(forest.score(new double[] {-1})).isEqualTo(1);
    }
}
