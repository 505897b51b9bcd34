package io.github.churnml.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForestBuilderTest {

    private final ForestBuilder builder = new ForestBuilder(2, 0);

    private void refused(String message) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void build_noTree_isTheBaseScoreAlone() {
        assertThat(new ForestBuilder(1, 0.25).build().score(new double[] {7})).isEqualTo(0.25);
    }

    @Test
    void build_treeWithoutNode_isRefused() {
        builder.startTree();
        refused("tree 0: it has no node");
    }

    @Test
    void build_nodesBeforeTheFirstTree_areRefused() {
        builder.leaf(0, 0);
        refused("the trees do not cover the nodes");
    }

    @Test
    void build_splitWithoutChildren_isRefused() {
        builder.startTree();
        builder.splitAt(0, 1, false, 1, 1);
        refused("tree 0: node 0: its child does not follow it in its tree");
    }

    @Test
    void build_childThatIsTheNodeItself_isRefused() {
        builder.startTree();
        int root = builder.splitAt(0, 1, false, 1, 1);
        builder.children(root, builder.leaf(0, 0), root);
        refused("tree 0: node 0: its child does not follow it in its tree");
    }

    @Test
    void build_childInAnotherTree_isRefused() {
        builder.startTree();
        int root = builder.splitAt(0, 1, false, 1, 1);
        int left = builder.leaf(0, 0);
        builder.startTree();
        builder.children(root, left, builder.leaf(0, 0));
        refused("tree 0: node 0: its child does not follow it in its tree");
    }

    @Test
    void build_childOfTwo_isRefused() {
        builder.startTree();
        int root = builder.splitAt(0, 1, false, 1, 1);
        int leaf = builder.leaf(0, 0);
        builder.children(root, leaf, leaf);
        refused("tree 0: node 0: its child has another parent, or is both its children");
    }

    @Test
    void build_nodeThatNothingLeadsTo_isRefused() {
        builder.startTree();
        builder.leaf(0, 0);
        builder.leaf(0, 0);
        refused("tree 0: node 1: no other node leads to it");
    }

    @Test
    void build_featureOutOfRange_isRefused() {
        builder.startTree();
        int root = builder.splitAt(2, 1, false, 1, 1);
        builder.children(root, builder.leaf(0, 0), builder.leaf(0, 0));
        refused("tree 0: node 0: it asks for feature (2) of 2");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void build_thresholdNotFinite_isRefused(double threshold) {
        builder.startTree();
        int root = builder.splitAt(0, threshold, false, 1, 1);
        builder.children(root, builder.leaf(0, 0), builder.leaf(0, 0));
        refused("tree 0: node 0: its threshold is (" + threshold + ")");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -1e101})
    void build_leafValueNotUsable_isRefused(double value) {
        builder.startTree().leaf(value, 0);
        refused("tree 0: node 0: its value is (" + value + ")");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -1})
    void build_coverNegativeOrNotFinite_isRefused(double cover) {
        builder.startTree().leaf(0, cover);
        refused("tree 0: node 0: its cover is (" + cover + ")");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -1})
    void build_gainNegativeOrNotFinite_isRefused(double gain) {
        builder.startTree();
        int root = builder.splitAt(0, 1, false, 1, gain);
        builder.children(root, builder.leaf(0, 0), builder.leaf(0, 0));
        refused("tree 0: node 0: its gain is (" + gain + ")");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY})
    void build_baseScoreNotFinite_isRefused(double baseScore) {
        assertThatThrownBy(() -> new ForestBuilder(1, baseScore).build())
                .hasMessage("the base score is (" + baseScore + ")");
    }

    @Test
    void splitOn_codesNotUsable_isRefused() {
        assertThatThrownBy(() -> builder.splitOn(0, new int[0], false, 1, 1)).hasMessage("a split on no level");
        assertThatThrownBy(() -> builder.splitOn(0, new int[] {-1}, false, 1, 1))
                .hasMessage("code -1");
        assertThatThrownBy(() -> builder.splitOn(0, new int[] {ForestBuilder.MOST_LEVELS}, false, 1, 1))
                .hasMessage("code 1048576");
    }

    @Test
    void splitAt_noFeature_isRefused() {
        assertThatThrownBy(() -> builder.splitAt(-1, 0, false, 1, 1)).hasMessage("a split on feature -1");
    }

    @Test
    void children_ofALeaf_areRefused() {
        int leaf = builder.startTree().leaf(0, 0);
        assertThatThrownBy(() -> builder.children(leaf, 1, 2)).hasMessage("node 0 is a leaf");
    }

    @Test
    void forest_noSensibleNumberOfFeatures_isRefused() {
        assertThatThrownBy(() -> new ForestBuilder(-1, 0)).hasMessage("-1 features");
    }
}
