package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Gradients kept up by odds, against the logistic function of scores that are added up. */
class GradientsTest {

    private static final int[] ROW = {0};

    /** Gradients of rows at given scores. */
    static Gradients at(int[] labels, double[] weights, double[] scores) {
        Gradients gradients = new Gradients(labels, weights, 0);
        for (int row = 0; row < labels.length; row++) {
            gradients.add(new int[] {row}, 0, 1, scores[row]);
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
                gradients.add(new int[] {row}, 0, 1, value);
            }
        }
        for (int row = 0; row < rows; row++) {
            double p = 1 / (1 + Math.exp(-scores[row]));
            double[] sums = gradients.sums(new int[] {row}, 0, 1);
            assertThat(gradients.score(row)).isCloseTo(scores[row], within(1e-10));
            assertThat(sums[0]).isCloseTo(p - labels[row], within(1e-11));
            assertThat(sums[1]).isCloseTo(p * (1 - p), within(1e-11));
        }
    }

    @Test
    void add_scoresBeyondAllBounds_stayFiniteAndComeBack() {
        for (double far : new double[] {-1e9, -800, 800, 1e9}) {
            Gradients gradients = new Gradients(new int[] {1, 0}, null, 0);
            gradients.add(ROW, 0, 1, far);
            gradients.add(ROW, 0, 1, far);
            assertThat(gradients.score(0)).isCloseTo(Math.copySign(700, far), within(1e-9));
            double[] sums = gradients.sums(ROW, 0, 1);
            assertThat(sums[0]).isCloseTo(far > 0 ? 0 : -1, within(1e-15));
            assertThat(sums[1]).isPositive().isLessThan(1e-15);
            gradients.add(ROW, 0, 1, Math.copySign(699, -far));
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
            gradients.update(new PlainSample(1, heavy ? weights : null, 0), 7);
            long sum = 0;
            for (int row = 1; row < 500; row++) {
                sum += gradients.packed[row];
            }
            double[] exact = gradients.sums(all, 1, 500);
            double value = -exact[0] / (exact[1] + 1);
            boolean tells = gradients.tells(499, value, exact[1] + 1);
            assertThat(tells).as("one row outweighs all others: " + heavy).isEqualTo(!heavy);
            if (tells) {
                double packed = -gradients.gradient(sum) / (gradients.hessian(sum) + 1);
                assertThat(packed).isCloseTo(value, within(5e-5));
            }
        }
    }
}
