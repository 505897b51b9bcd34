package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What cuts gain, by hand. */
class GainsTest {

    private static final Offset<Double> CLOSE = within(1e-6);

    /** Room for sums of gradients up to 100 and of hessians up to 50. */
    static final Gradients GRADIENTS = gradients();

    private static Gradients gradients() {
        int[] labels = new int[200];
        for (int row = 0; row < labels.length; row += 2) {
            labels[row] = 1;
        }
        Gradients gradients = new Gradients(labels, null, 0);
        GradientsTest.update(gradients, new PlainSample(1, null, 0), 1);
        return gradients;
    }

    /** The packed sum of rows. */
    static long sum(double gradient, double hessian) {
        long g = Math.round(gradient / GRADIENTS.gradient(1L << 32));
        long h = Math.round(hessian / GRADIENTS.hessian(1));
        return (g << 32) + h;
    }

    static HistogramGradientBoostingBuilder builder() {
        return HistogramGradientBoosting.builder().minChildWeight(0).l1(0).l2(1);
    }

    private static Gains of(HistogramGradientBoostingBuilder builder) {
        return new Gains(GRADIENTS, builder.settings().tree());
    }

    private static OpenNode node(long sum) {
        return new OpenNode(0, 0, 100, sum, 0);
    }

    private static final OpenNode NODE = node(sum(4, 10));
    private static final long LEFT = sum(6, 4);

    @Test
    void gain_twoSides_isHalfOfWhatTheScoresGrowBy() {
        Gains gains = of(builder());
        double own = gains.ownScore(NODE);
        assertThat(own).isCloseTo(16 / 11.0, CLOSE);
        assertThat(gains.of(NODE, own, LEFT, 1, 0)).isCloseTo((36 / 5.0 + 4 / 7.0 - 16 / 11.0) / 2, CLOSE);
        assertThat(gains.of(NODE, own, LEFT, 3, 0)).isCloseTo((36 / 7.0 + 4 / 9.0 - 16 / 11.0) / 2, CLOSE);
    }

    @Test
    void gain_l1_comesOffEveryGradient() {
        Gains gains = of(builder().l1(0.5));
        double own = gains.ownScore(NODE);
        assertThat(own).isCloseTo(3.5 * 3.5 / 11, CLOSE);
        assertThat(gains.of(NODE, own, LEFT, 1, 0))
                .isCloseTo((5.5 * 5.5 / 5 + 1.5 * 1.5 / 7 - 3.5 * 3.5 / 11) / 2, CLOSE);
        // A direction that holds changes nothing, though it is computed by the answers.
        assertThat(gains.of(NODE, own, LEFT, 1, 1))
                .isCloseTo((5.5 * 5.5 / 5 + 1.5 * 1.5 / 7 - 3.5 * 3.5 / 11) / 2, CLOSE);
        assertThat(of(builder().l1(5)).ownScore(NODE)).isZero();
    }

    @Test
    void gain_sideOfTooLittleWeight_isNone() {
        double left = GRADIENTS.hessian(LEFT);
        Gains enough = of(builder().minChildWeight(left));
        assertThat(enough.of(NODE, 0, LEFT, 1, 0)).isPositive();
        assertThat(enough.of(NODE, 0, NODE.sum - LEFT, 1, 0)).isPositive();
        Gains more = of(builder().minChildWeight(Math.nextUp(left)));
        assertThat(more.of(NODE, 0, LEFT, 1, 0)).isNaN();
        assertThat(more.of(NODE, 0, NODE.sum - LEFT, 1, 0)).isNaN();
        Gains any = of(builder().l2(0));
        assertThat(any.of(NODE, 0, 0, 1, 0)).isNaN();
        assertThat(any.of(NODE, 0, NODE.sum, 1, 0)).isNaN();
    }

    @Test
    void gain_direction_refusesAnswersInTheWrongOrder() {
        Gains gains = of(builder());
        double own = gains.ownScore(NODE);
        // They answer -1.2 and 0.29.
        assertThat(gains.of(NODE, own, LEFT, 1, 1)).isCloseTo(gains.of(NODE, own, LEFT, 1, 0), CLOSE);
        assertThat(gains.of(NODE, own, LEFT, 1, -1)).isNaN();
        assertThat(gains.of(NODE, own, NODE.sum - LEFT, 1, 1)).isNaN();
        OpenNode even = node(2 * sum(3, 5));
        assertThat(gains.of(even, gains.ownScore(even), sum(3, 5), 1, 1))
                .as("equal")
                .isNotNaN();
        assertThat(gains.of(even, gains.ownScore(even), sum(3, 5), 1, -1)).isNotNaN();
    }

    @Test
    void gain_boundedNode_isThatOfTheBoundedAnswers() {
        Gains gains = of(builder().l1(0.5));
        OpenNode bounded = node(NODE.sum);
        bounded.low = -0.2;
        bounded.high = 0.1;
        // The loss of a side that answers v is g v + (h + l2) v² / 2 + l1 |v|, and the score -2 times that.
        double own = -2 * (4 * -0.2 + 11 * 0.04 / 2 + 0.5 * 0.2);
        double left = -2 * (6 * -0.2 + 5 * 0.04 / 2 + 0.5 * 0.2);
        double right = -2 * (-2 * 0.1 + 7 * 0.01 / 2 + 0.5 * 0.1);
        assertThat(gains.ownScore(bounded)).isCloseTo(own, CLOSE);
        assertThat(gains.of(bounded, gains.ownScore(bounded), LEFT, 1, 0)).isCloseTo((left + right - own) / 2, CLOSE);
    }

    @Test
    void value_sum_isTheShrunkAnswerWithinTheBounds() {
        Gains gains = of(builder().l1(0.5).l2(2));
        assertThat(gains.value(sum(4, 10), NODE)).isCloseTo(-3.5 / 12, CLOSE);
        assertThat(gains.value(sum(-4, 10), NODE)).isCloseTo(3.5 / 12, CLOSE);
        assertThat(gains.value(sum(0.25, 10), NODE)).isZero();
        assertThat(gains.value(-6, 11, NODE)).isCloseTo(0.5, CLOSE);
        OpenNode bounded = node(NODE.sum);
        bounded.low = -0.1;
        assertThat(gains.value(sum(4, 10), bounded)).isEqualTo(-0.1);
    }

    @Test
    void noisy_deviation_isThatOfFourUniformNumbers() {
        Gains gains = of(builder().minGain(0.25));
        assertThat(gains.noisy(0.1, 5, 7)).isEqualTo(0.1);
        assertThat(gains.leastScore()).isEqualTo(0.25);
        gains.noise(2);
        assertThat(gains.leastScore()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(gains.noisy(0.25, 5, 7)).isNaN();
        assertThat(gains.noisy(Double.NaN, 5, 7)).isNaN();
        double sum = 0;
        double squares = 0;
        for (int candidate = 0; candidate < 20_000; candidate++) {
            long hash = Hash.of(5, candidate);
            double four = 0;
            for (int i = 0; i < 4; i++) {
                four += ((hash >>> 16 * i & 0xFFFF) + 0.5) / 65_536;
            }
            double noise = gains.noisy(3, 5, candidate) - 3;
            assertThat(noise).isCloseTo(2 * Math.sqrt(3) * (four - 2), within(1e-12));
            sum += noise;
            squares += noise * noise;
        }
        assertThat(sum / 20_000).isCloseTo(0, within(0.06));
        assertThat(Math.sqrt(squares / 20_000)).isCloseTo(2, within(0.04));
    }
}
