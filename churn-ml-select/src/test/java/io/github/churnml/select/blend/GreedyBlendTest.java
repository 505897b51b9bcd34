package io.github.churnml.select.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GreedyBlendTest {

    private static final int ROWS = 4000;

    /** Two halves of the truth, and two models that know nothing of each other's half; and one of noise alone. */
    private static final double[][] LOG_ODDS = new double[3][ROWS];

    private static final int[] LABELS = new int[ROWS];
    private static final int[] FOLDS = IntStream.range(0, ROWS).map(i -> i % 4).toArray();

    static {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < ROWS; i++) {
            double one = random.nextDouble() * 4 - 2;
            double other = random.nextDouble() * 4 - 2;
            LOG_ODDS[0][i] = 2 * one;
            LOG_ODDS[1][i] = 2 * other;
            LOG_ODDS[2][i] = random.nextDouble() * 4 - 2;
            LABELS[i] = random.nextDouble() < 1 / (1 + Math.exp(-one - other)) ? 1 : 0;
        }
    }

    @Test
    void weights_twoHalvesOfTheTruth_areEqualAndNoiseHasNone() {
        double[] weights = models(LOG_ODDS).weights(IntStream.range(0, ROWS).toArray());
        assertThat(weights[0]).isCloseTo(0.5, within(0.1));
        assertThat(weights[1]).isCloseTo(0.5, within(0.1));
        assertThat(weights[2]).isLessThan(0.1);
        assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within(1e-12));
    }

    @Test
    void weights_oneModelTwice_takeTheFirst() {
        assertThat(models(LOG_ODDS[0], LOG_ODDS[0]).weights(new int[] {0, 1, 2, 3, 4, 5}))
                .containsExactly(1, 0);
    }

    @Test
    void loss_ofOneModel_isItsMeanLogLoss() {
        double sum = 0;
        for (int i = 0; i < ROWS; i++) {
            double probability = 1 / (1 + Math.exp(-LOG_ODDS[0][i]));
            sum -= Math.log(LABELS[i] == 1 ? probability : 1 - probability);
        }
        assertThat(models(LOG_ODDS).loss(0)).isCloseTo(sum / ROWS, within(1e-12));
    }

    @Test
    void weighing_complementaryModels_blends() {
        Weighing weighing = Weighing.of(models(LOG_ODDS), FOLDS, 4);
        assertThat(weighing.blends()).isTrue();
        assertThat(weighing.gain()).isGreaterThan(3 * weighing.standardError());
        assertThat(weighing.weights()[2]).isZero();
        assertThat(Arrays.stream(weighing.weights()).sum()).isCloseTo(1, within(0.002));
    }

    /** The second is the first with some noise: nothing is gained that could not be luck. */
    @Test
    void weighing_modelsThatSayTheSame_keepsTheBestAlone() {
        SplittableRandom random = new SplittableRandom(2);
        double[] truth = IntStream.range(0, ROWS)
                .mapToDouble(i -> (LOG_ODDS[0][i] + LOG_ODDS[1][i]) / 2)
                .toArray();
        double[] near = Arrays.stream(truth)
                .map(score -> score + random.nextDouble() - 0.5)
                .toArray();
        Weighing weighing = Weighing.of(models(near, truth), FOLDS, 4);
        assertThat(weighing.blends()).isFalse();
        assertThat(weighing.weights()).containsExactly(0, 1);
    }

    private static GreedyBlend models(double[]... logOdds) {
        return new GreedyBlend(logOdds, LABELS);
    }
}
