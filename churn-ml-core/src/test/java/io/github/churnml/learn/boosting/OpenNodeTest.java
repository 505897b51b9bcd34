package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenNodeTest {

    static OpenNode node(int from, int to) {
        return new OpenNode(0, from, to, 0, 0);
    }

    private static OpenNode divided(int from, int middle, int to) {
        OpenNode node = node(from, to);
        node.left = node(from, middle);
        node.right = node(middle, to);
        return node;
    }

    @Test
    void smaller_children_isTheOneOfFewerRowsAndOfEqualOnesTheLeft() {
        OpenNode few = divided(10, 14, 20);
        assertThat(few.smaller()).isSameAs(few.left);
        assertThat(few.larger()).isSameAs(few.right);
        OpenNode many = divided(10, 16, 20);
        assertThat(many.smaller()).isSameAs(many.right);
        assertThat(many.larger()).isSameAs(many.left);
        OpenNode equal = divided(10, 15, 20);
        assertThat(equal.smaller()).isSameAs(equal.left);
        assertThat(equal.larger()).isSameAs(equal.right);
        assertThat(equal.rows()).isEqualTo(10);
    }

    @Test
    void clip_bounds_areTheNearestThatItMayAnswer() {
        OpenNode node = node(0, 1);
        assertThat(node.bounded()).isFalse();
        assertThat(node.clip(1e300)).isEqualTo(1e300);
        node.low = -1;
        assertThat(node.bounded()).isTrue();
        assertThat(node.clip(-2)).isEqualTo(-1);
        assertThat(node.clip(5)).isEqualTo(5);
        node.high = 2;
        assertThat(node.clip(5)).isEqualTo(2);
        assertThat(node.clip(0.5)).isEqualTo(0.5);
        node.low = Double.NEGATIVE_INFINITY;
        assertThat(node.bounded()).isTrue();
        assertThat(node.clip(-2)).isEqualTo(-2);
    }
}
