package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Gradients kept up by odds, against the logistic function of scores that are added up. */
class GradientsTest {

    private static final int[] ROW = {0};

    /** Makes the gradients of rows drawn from all. */
    static void update(Gradients gradients, RowSample sample, long key) {
        RowOrder order = new RowOrder(0, gradients.packed.length);
        int drawn = order.draw(sample);
        gradients.sample = sample;
        gradients.update(() -> {
            gradients.differentiate(order, drawn, key);
            return gradients.blockSums;
        });
    }

    static double[] sums(Gradients gradients, int[] rows, int from, int to) {
        double[] sums = new double[gradients.blockSums.length];
        gradients.addSums(rows, from, to, sums);
        return sums;
    }

    private static void add(Gradients gradients, int row, double value) {
        gradients.multiply(new int[] {row}, 0, 1, Integer.MAX_VALUE, StrictMath.exp(-value));
    }

    /** Gradients of rows at given scores. */
    static Gradients at(int[] labels, double[] weights, double[] scores) {
        Gradients gradients = new Gradients(labels, weights, 0);
        for (int row = 0; row < labels.length; row++) {
            add(gradients, row, scores[row]);
        }
        return gradients;
    }

    @Test
    void sums_manySteps_areThoseOfTheScores() {
        int rows = 50;
        int[] labels = new SplittableRandom(1).ints(rows, 0, 2).toArray();
        double[] scores = new double[rows];
        Arrays.fill(scores, -1.5);
        Gradients gradients = new Gradients(labels, null, -1.5);
        SplittableRandom random = new SplittableRandom(2);
        for (int step = 0; step < 10_000; step++) {
            for (int row = 0; row < rows; row++) {
                double value = random.nextDouble(-0.2, 0.2);
                scores[row] += value;
                add(gradients, row, value);
            }
        }
        for (int row = 0; row < rows; row++) {
            double p = 1 / (1 + Math.exp(-scores[row]));
            double[] sums = sums(gradients, new int[] {row}, 0, 1);
            assertThat(gradients.score(row)).isCloseTo(scores[row], within(1e-10));
            assertThat(sums[0]).isCloseTo(p - labels[row], within(1e-11));
            assertThat(sums[1]).isCloseTo(p * (1 - p), within(1e-11));
        }
    }

    @Test
    void add_scoresBeyondAllBounds_stayFiniteAndComeBack() {
        for (double far : new double[] {-1e9, -800, 800, 1e9}) {
            Gradients gradients = new Gradients(new int[] {1, 0}, null, 0);
            add(gradients, 0, far);
            add(gradients, 0, far);
            assertThat(gradients.score(0)).isCloseTo(Math.copySign(700, far), within(1e-9));
            double[] sums = sums(gradients, ROW, 0, 1);
            assertThat(sums[0]).isCloseTo(far > 0 ? 0 : -1, within(1e-15));
            assertThat(sums[1]).isPositive().isLessThan(1e-15);
            add(gradients, 0, Math.copySign(699, -far));
            assertThat(gradients.score(0)).isCloseTo(Math.copySign(1, far), within(1e-9));
        }
    }

    @Test
    void tells_packedSums_areTrustedWhereTheyAreExactEnough() {
        int rows = 20_000;
        int[] labels = new SplittableRandom(3).ints(rows, 0, 2).toArray();
        double[] weights = new double[rows];
        Arrays.fill(weights, 1);
        weights[0] = 1e9;
        int[] all = new int[rows];
        Arrays.setAll(all, i -> i);
        for (boolean heavy : new boolean[] {false, true}) {
            Gradients gradients = new Gradients(labels, heavy ? weights : null, -1);
            update(gradients, new PlainSample(1, heavy ? weights : null, 0), 7);
            long sum = 0;
            for (int row = 1; row < 500; row++) {
                sum += gradients.packed[row];
            }
            double[] exact = sums(gradients, all, 1, 500);
            double value = -exact[0] / (exact[1] + 1);
            boolean tells = gradients.tells(499, value, exact[1] + 1);
            assertThat(tells).as("one row outweighs all others: " + heavy).isEqualTo(!heavy);
            if (tells) {
                double packed = -gradients.gradient(sum) / (gradients.hessian(sum) + 1);
                assertThat(packed).isCloseTo(value, within(5e-5));
            }
        }
    }

    private static final int ROWS = 20_000;
    private static final int[] LABELS = new SplittableRandom(5).ints(ROWS, 0, 2).toArray();

    private static double[] scores() {
        return new SplittableRandom(6).doubles(ROWS, -3, 3).toArray();
    }

    /** How the rows' packed gradients and hessians differ from those in full precision, in units; the largest and the mean. */
    private static void assertPacked(Gradients gradients, RowSample sample) {
        double unit = gradients.gradient(1L << 32);
        double hessianUnit = gradients.hessian(1);
        double gradientError = 0;
        double hessianError = 0;
        int rows = 0;
        for (int row = 0; row < ROWS; row++) {
            if (sample.holds(row)) {
                double[] exact = Gradients.total(sums(gradients, new int[] {row}, 0, 1));
                double g = (gradients.gradient(gradients.packed[row]) - exact[0]) / unit;
                double h = (gradients.hessian(gradients.packed[row]) - exact[1]) / hessianUnit;
                assertThat(Math.abs(g)).isLessThan(1.001);
                assertThat(Math.abs(h)).isLessThan(1.001);
                gradientError += g;
                hessianError += h;
                rows++;
            }
        }
        // A standard deviation of at most a half each.
        assertThat(gradientError / rows).isCloseTo(0, within(2.5 / Math.sqrt(rows)));
        assertThat(hessianError / rows).isCloseTo(0, within(2.5 / Math.sqrt(rows)));
    }

    @Test
    void update_rowsDrawn_areRoundedUpOrDownByChance() {
        double[] weights = new SplittableRandom(7).doubles(ROWS, 0.5, 2).toArray();
        Gradients plain = at(LABELS, null, scores());
        update(plain, new PlainSample(1, null, 0), 3);
        assertPacked(plain, new PlainSample(1, null, 0));
        Gradients weighted = at(LABELS, weights, scores());
        RowSample third = new PlainSample(0.3, weights, 4);
        update(weighted, third, 3);
        assertPacked(weighted, third);
        RowSample oneSide = new OneSideSample(0.2, 0.1, weights, 5, weighted.ofAll());
        update(weighted, oneSide, 3);
        assertPacked(weighted, oneSide);
        assertThat(weighted.mostTimes()).isEqualTo(oneSide.mostTimes());
        assertThat(plain.mostTimes()).isEqualTo(1);
    }

    @Test
    void update_weightsOfOne_giveTheBitsOfNone() {
        double[] ones = new double[ROWS];
        Arrays.fill(ones, 1);
        Gradients with = at(LABELS, ones, scores());
        Gradients without = at(LABELS, null, scores());
        for (int round = 0; round < 2; round++) {
            update(with, new PlainSample(1, ones, 0), round);
            update(without, new PlainSample(1, null, 0), round);
            assertThat(with.packed).isEqualTo(without.packed);
            assertThat(with.gradient(1L << 32)).isEqualTo(without.gradient(1L << 32));
        }
    }

    /** All the room at first; then a tenth to spare, unless sums have grown beyond that. */
    @Test
    void update_sums_useTheRoomThereIs() {
        Gradients gradients = new Gradients(LABELS, null, 0);
        RowSample all = new PlainSample(1, null, 0);
        double room = Integer.MAX_VALUE - ROWS - 1.0;
        double hessianRoom = 0xFFFFFFFFL - ROWS - 1.0;
        update(gradients, all, 1);
        assertThat(gradients.gradient(1L << 32) * room).isCloseTo(ROWS / 2.0, within(1e-6));
        assertThat(gradients.hessian(1) * hessianRoom).isCloseTo(ROWS / 4.0, within(1e-6));
        update(gradients, all, 2);
        assertThat(gradients.gradient(1L << 32) * room).isCloseTo(1.1 * ROWS / 2.0, within(1e-6));
        assertThat(gradients.hessian(1) * hessianRoom).isCloseTo(1.1 * ROWS / 4.0, within(1e-6));
        // All wrong by far: the gradients' sum is nearly twice what it was, the hessians' next to nothing.
        for (int row = 0; row < ROWS; row++) {
            add(gradients, row, LABELS[row] == 1 ? -9 : 9);
        }
        update(gradients, all, 3);
        double p = 1 / (1 + Math.exp(-9));
        assertThat(gradients.gradient(1L << 32) * room).isCloseTo(p * ROWS, within(1e-6));
        assertThat(gradients.hessian(1) * hessianRoom).isCloseTo(p * (1 - p) * ROWS, within(1e-6));
        assertPacked(gradients, all);
        // Back again the hessians' have grown instead.
        for (int row = 0; row < ROWS; row++) {
            add(gradients, row, LABELS[row] == 1 ? 9 : -9);
        }
        update(gradients, all, 4);
        assertThat(gradients.hessian(1) * hessianRoom).isCloseTo(ROWS / 4.0, within(1e-6));
        assertPacked(gradients, all);
    }

    @Test
    void update_rowsAnsweredWithCertainty_haveNoGradientAndTheLeastHessian() {
        Gradients gradients = at(new int[] {1, 1, 1}, null, new double[] {1e9, 1e9, 1e9});
        for (int round = 0; round < 2; round++) {
            update(gradients, new PlainSample(1, null, 0), round);
            for (long packed : gradients.packed) {
                assertThat(gradients.gradient(packed)).isZero();
                assertThat(gradients.hessian(packed)).isCloseTo(1e-16, within(1e-20));
            }
        }
    }

    @Test
    void chanceAndOfAll_areThoseOfTheirFormulas() {
        int[] labels = {1, 0, 1, 0};
        double[] weights = {1, 2, 0.5, 0};
        double[] scores = {0, 1, -2, 3};
        Gradients gradients = at(labels, weights, scores);
        RowSample sample = new PlainSample(1, weights, 0);
        update(gradients, sample, 1);
        double squares = 0;
        double hessians = 0;
        for (int row = 0; row < 4; row++) {
            double p = 1 / (1 + Math.exp(-scores[row]));
            double g = (p - labels[row]) * weights[row];
            assertThat(gradients.ofAll()[row]).isCloseTo(g, within(1e-12));
            squares += g * g;
            hessians += p * (1 - p) * weights[row];
        }
        assertThat(gradients.chance()).isCloseTo(squares / hessians, within(1e-12));
        Gradients alike = at(labels, null, scores);
        assertThat(alike.ofAll()[3]).isCloseTo(1 / (1 + Math.exp(-3)), within(1e-12));
    }

    @Test
    void units_ofAnySum_areItsHalvesAsNumbers() {
        long[] sums = {
            0, 1, -1, 1L << 32, -1L << 32, 0xFFFFFFFFL, 1L << 31, 1L << 63, Long.MAX_VALUE, 0x80000000_80000000L
        };
        for (long sum : sums) {
            assertThat(Gradients.gradientUnits(sum)).as("%x", sum).isEqualTo((double) (int) (sum >> 32));
            assertThat(Gradients.hessianUnits(sum)).as("%x", sum).isEqualTo((double) (sum & 0xFFFFFFFFL));
        }
    }

    @Test
    void unitsAndScores_ofSums_areThoseOfTheirNumbers() {
        Gradients gradients = at(LABELS, null, scores());
        update(gradients, new PlainSample(1, null, 0), 1);
        long left = 0;
        long right = 0;
        for (int row = 0; row < ROWS; row++) {
            left += row < 5000 ? gradients.packed[row] : 0;
            right += row < 5000 ? 0 : gradients.packed[row];
        }
        double g = gradients.gradient(left);
        double h = gradients.hessian(left);
        assertThat(Gradients.gradientUnits(left) * gradients.gradient(1L << 32)).isCloseTo(g, within(1e-9));
        assertThat(gradients.units(h) / Gradients.hessianUnits(left)).isCloseTo(1, within(1e-12));
        double units = Gradients.gradientUnits(left) * Gradients.gradientUnits(left) / Gradients.hessianUnits(left);
        assertThat(gradients.scoreUnits(g * g / h) / units).isCloseTo(1, within(1e-12));
        double other = gradients.gradient(right) * gradients.gradient(right) / (gradients.hessian(right) + 2);
        assertThat(gradients.scores(left, right, 2, 0)).isCloseTo(g * g / (h + 2) + other, within(1e-9));
        assertThat(gradients.scores(left, right, 2, h)).isNotNaN();
        assertThat(gradients.scores(right, left, 2, h)).isNotNaN();
        assertThat(gradients.scores(left, right, 2, Math.nextUp(h))).isNaN();
        assertThat(gradients.scores(right, left, 2, Math.nextUp(h))).isNaN();
    }

    @Test
    void sums_rowsThatStandForOthers_countSoManyTimes() {
        Gradients gradients = at(LABELS, null, scores());
        RowSample sample = new OneSideSample(0.2, 0.1, null, 5, gradients.ofAll());
        double[] before = gradients.ofAll();
        update(gradients, sample, 3);
        double all = 0;
        double drawn = 0;
        for (int row = 0; row < ROWS; row++) {
            all += Math.abs(before[row]);
            if (sample.holds(row)) {
                double sum = Gradients.total(sums(gradients, new int[] {row}, 0, 1))[0];
                assertThat(sum).isCloseTo(before[row] * sample.times(row), within(1e-12));
                drawn += Math.abs(sum);
            }
        }
        assertThat(drawn / all).as("those drawn stand for all").isCloseTo(1, within(0.05));
    }
}
