package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.forest.Forest;
import io.github.churnml.forest.ForestBuilder;
import io.github.churnml.prepare.Feature;
import io.github.churnml.prepare.FeatureMatrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrownTreeTest {

    /** A number of four values and some missing, and three levels. */
    private static final FeatureMatrix FEATURES = new FeatureMatrix(
            List.of(new Feature("x", "x", 0), new Feature("l", "l", 3)),
            new double[][] {{0, 1, 2, 3, Double.NaN, 3}, {0, 1, 2, -1, 1, 2}},
            6);

    private static final BinnedTable TABLE = BinnedTable.of(FEATURES, null, 254, 1);

    /** Numbers up to 1 go left, where levels 0 and 2 do. */
    private static GrownTree tree(boolean missingNumberLeft, boolean missingLevelLeft) {
        GrownTree tree = new GrownTree();
        for (int node = 0; node < 5; node++) {
            assertThat(tree.add()).isEqualTo(node);
        }
        boolean[] numbers = {true, true, false, false, !missingNumberLeft};
        tree.split(0, new Cut(0, numbers, 1, 7, 7, 0, false), 1, 2, 4, missingNumberLeft);
        boolean[] levels = {true, false, true, false, false};
        tree.split(1, new Cut(1, levels, -1, 3, 3, 0, false), 3, 4, 3, missingLevelLeft);
        tree.setLeaf(2, 0.5, 2);
        tree.setLeaf(3, -1, 1);
        tree.setLeaf(4, 2, 1);
        return tree;
    }

    private static int[] leaves(GrownTree tree) {
        int[] leaves = new int[6];
        for (int row = 0; row < 6; row++) {
            leaves[row] = tree.leaf(TABLE, row);
        }
        return leaves;
    }

    @Test
    void leaf_rows_followCutsAndTheSideOfMissingValues() {
        assertThat(leaves(tree(false, false))).containsExactly(3, 4, 2, 2, 2, 2);
        assertThat(leaves(tree(true, false))).containsExactly(3, 4, 2, 2, 4, 2);
        GrownTree tree = tree(true, true);
        assertThat(tree.isLeaf(0)).isFalse();
        assertThat(tree.isLeaf(2)).isTrue();
        assertThat(tree.size()).isEqualTo(5);
        assertThat(tree.value(4)).isEqualTo(2);
    }

    @Test
    void addTo_forest_scoresAsTheTreeTimesItsFactor() {
        for (boolean missing : new boolean[] {false, true}) {
            GrownTree tree = tree(missing, !missing);
            tree.addCover(new int[] {0, 0, 10, 20, 30});
            ForestBuilder builder = new ForestBuilder(2, 0.25);
            tree.addTo(builder, TABLE, 3);
            Forest forest = builder.build();
            double[] row = new double[2];
            for (int i = 0; i < 6; i++) {
                FEATURES.row(i, row);
                assertThat(forest.score(row)).isEqualTo(0.25 + 3 * tree.value(tree.leaf(TABLE, i)));
            }
            assertThat(forest.score(new double[] {0, -1})).isEqualTo(0.25 + 3 * (missing ? 2 : -1));
            int root = forest.root(0);
            assertThat(forest.threshold(root)).isBetween(1.0, 2.0);
            assertThat(forest.gain(root)).isEqualTo(7);
            assertThat(forest.cover(root)).isEqualTo(64);
            assertThat(forest.cover(forest.left(root))).isEqualTo(52);
            assertThat(forest.cover(forest.right(root))).isEqualTo(12);
            assertThat(forest.levels(forest.left(root)).stream()).containsExactly(0, 2);
        }
    }

    @Test
    void add_manyNodes_keepsThoseBefore() {
        GrownTree tree = new GrownTree();
        tree.add();
        for (int depth = 0; depth < 40; depth++) {
            int left = tree.add();
            int right = tree.add();
            tree.split(2 * depth, new Cut(0, new boolean[5], 1, 1, 1, 0, false), left, right, 4, true);
            tree.setLeaf(left, depth, depth);
        }
        tree.setLeaf(80, 99, 5);
        assertThat(tree.size()).isEqualTo(81);
        assertThat(tree.leaf(TABLE, 0)).isEqualTo(80);
        assertThat(tree.leaf(TABLE, 4)).as("missing").isEqualTo(1);
        for (int depth = 0; depth < 40; depth++) {
            assertThat(tree.value(2 * depth + 1)).isEqualTo(depth);
        }
        ForestBuilder builder = new ForestBuilder(2, 0);
        tree.addTo(builder, TABLE, 1);
        assertThat(builder.build().cover(0)).isEqualTo(785);
    }
}
