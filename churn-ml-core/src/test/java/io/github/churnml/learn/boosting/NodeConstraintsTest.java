package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.prepare.Feature;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What binds single nodes. */
class NodeConstraintsTest {

    private static final List<Feature> FEATURES = List.of(
            new Feature("a", "a", 0),
            new Feature("b", "b", 0),
            new Feature("c=1", "c", 0, true),
            new Feature("c=2", "c", 0, true),
            new Feature("d", "d", 3));

    private static Constraints of(Map<String, Monotone> directions, List<List<String>> groups) {
        return Constraints.of(FEATURES, directions, "interactions", groups);
    }

    private static OpenNode under(int... sources) {
        OpenNode node = OpenNodeTest.node(0, 10);
        node.path = new BitSet();
        for (int source : sources) {
            node.path.set(source);
        }
        return node;
    }

    private static Cut cut(int column) {
        return new Cut(column, new boolean[4], 0, 1, 1, 0, false);
    }

    @Test
    void direction_columns_areThoseNamed() {
        Constraints constraints = of(Map.of("a", Monotone.INCREASING, "b", Monotone.DECREASING), List.of());
        assertThat(constraints.direction(0)).isEqualTo(1);
        assertThat(constraints.direction(1)).isEqualTo(-1);
        assertThat(constraints.direction(4)).isZero();
    }

    @Test
    void mayMeet_groups_areOfColumnsOfTheTable() {
        Constraints constraints = of(Map.of(), List.of(List.of("a", "c"), List.of("a", "b")));
        assertThat(constraints.mayMeet(0, 2)).isTrue();
        assertThat(constraints.mayMeet(3, 0)).isTrue();
        assertThat(constraints.mayMeet(2, 3)).as("made of one column").isTrue();
        assertThat(constraints.mayMeet(1, 2)).isFalse();
        assertThat(constraints.mayMeet(4, 0)).isFalse();
        assertThat(constraints.mayMeet(4, 4)).isTrue();
        assertThat(of(Map.of(), List.of()).mayMeet(1, 4)).isTrue();
    }

    @Test
    void allows_pathOfANode_mustBeInOneGroupWithTheColumn() {
        Constraints constraints = of(Map.of(), List.of(List.of("a", "c"), List.of("a", "b")));
        assertThat(constraints.allows(under(), 4)).as("the root").isTrue();
        assertThat(constraints.allows(under(0), 1)).isTrue();
        assertThat(constraints.allows(under(0), 3)).isTrue();
        assertThat(constraints.allows(under(0, 1), 3)).isFalse();
        assertThat(constraints.allows(under(0, 1), 1)).as("once more").isTrue();
        assertThat(constraints.allows(under(2), 2)).isTrue();
        assertThat(constraints.allows(under(2), 1)).isFalse();
        assertThat(constraints.allows(under(3), 3)).as("in no group").isFalse();
        assertThat(constraints.allows(under(3), 4)).as("itself").isTrue();
        assertThat(of(Map.of(), List.of()).allows(under(0, 1), 3)).isTrue();
    }

    @Test
    void pass_direction_boundsTheChildrenByTheMiddle() {
        Constraints constraints = of(Map.of("a", Monotone.INCREASING, "b", Monotone.DECREASING), List.of());
        OpenNode node = OpenNodeTest.node(0, 10);
        node.low = -5;
        node.high = 7;
        OpenNode left = OpenNodeTest.node(0, 4);
        OpenNode right = OpenNodeTest.node(4, 10);
        constraints.pass(node, cut(0), false, -1, 2, left, right);
        assertThat(new double[] {left.low, left.high, right.low, right.high}).containsExactly(-5, 0.5, 0.5, 7);
        constraints.pass(node, cut(1), false, 2, -1, left, right);
        assertThat(new double[] {left.low, left.high, right.low, right.high}).containsExactly(0.5, 7, -5, 0.5);
        constraints.pass(node, cut(0), true, -1, 2, left, right);
        assertThat(new double[] {left.low, left.high, right.low, right.high}).containsExactly(-5, 7, -5, 7);
        constraints.pass(node, cut(4), false, -1, 2, left, right);
        assertThat(new double[] {left.low, left.high, right.low, right.high}).containsExactly(-5, 7, -5, 7);
        assertThat(left.path.isEmpty()).as("without groups no path is kept").isTrue();
    }

    @Test
    void pass_groups_addTheColumnToThePathOfTheChildren() {
        Constraints constraints = of(Map.of(), List.of(List.of("a", "c")));
        OpenNode node = under(0);
        OpenNode left = OpenNodeTest.node(0, 4);
        OpenNode right = OpenNodeTest.node(4, 10);
        constraints.pass(node, cut(3), false, 0, 0, left, right);
        assertThat(left.path).isEqualTo(under(0, 2).path);
        assertThat(right.path).isEqualTo(under(0, 2).path);
        assertThat(node.path).isEqualTo(under(0).path);
    }

    @Test
    void of_columnThatIsNotThereOrHoldsLevels_isRefused() {
        assertThatThrownBy(() -> of(Map.of("aa", Monotone.INCREASING), List.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Key 'monotone' names column 'aa', which is not among those learnt from: 'a', 'b', 'c',"
                        + " 'd'.\nMaybe 'a' was meant.");
        assertThatThrownBy(() -> of(Map.of(), List.of(List.of("a", "x"))))
                .hasMessageStartingWith("Key 'interactions' names column 'x', which is not among those learnt from");
        Feature renamed = new Feature("length of e", "e", 0);
        for (Feature feature : List.of(FEATURES.get(2), FEATURES.get(4), renamed)) {
            assertThatThrownBy(() -> Constraints.of(
                            List.of(feature), Map.of(feature.source(), Monotone.INCREASING), "interactions", List.of()))
                    .hasMessageStartingWith(
                            "Key 'monotone' names column '" + feature.source() + "', which holds levels");
        }
    }
}
