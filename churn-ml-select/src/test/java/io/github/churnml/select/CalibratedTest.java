package io.github.churnml.select;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.judge.OutOfFold;
import io.github.churnml.metrics.ExpectedCalibrationError;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalibratedTest {

    private static final int ROWS = 6000;
    private static final int[] FOLDS = new int[ROWS];
    private static final int[] LABELS = new int[ROWS];
    private static final double[] LOG_ODDS = new double[ROWS];

    static {
        SplittableRandom random = new SplittableRandom(3);
        for (int row = 0; row < ROWS; row++) {
            double truth = 4 * random.nextDouble() - 3;
            FOLDS[row] = row % 5;
            LABELS[row] = random.nextDouble() < 1 / (1 + Math.exp(-truth)) ? 1 : 0;
            // Twice too sure, and shifted as by balancing that was not taken back.
            LOG_ODDS[row] = 2 * truth + 1;
        }
    }

    @Test
    void probabilities_ofLogOddsThatAreTwiceTooLarge_areMended() {
        OutOfFold out = new OutOfFold(LABELS, FOLDS, LOG_ODDS);

        assertThat(ExpectedCalibrationError.of(LABELS, out.probabilities())).isGreaterThan(0.1);
        assertThat(ExpectedCalibrationError.of(LABELS, Calibrated.probabilities(out, false)))
                .isLessThan(0.02);
    }

    @Test
    void probabilities_ofAFold_doNotKnowItsOwnOutcomes() {
        int[] turned = LABELS.clone();
        for (int row = 0; row < ROWS; row++) {
            turned[row] = FOLDS[row] == 2 ? 1 - turned[row] : turned[row];
        }
        double[] before = Calibrated.probabilities(new OutOfFold(LABELS, FOLDS, LOG_ODDS), false);
        double[] after = Calibrated.probabilities(new OutOfFold(turned, FOLDS, LOG_ODDS), false);

        assertThat(fold(after, 2)).isEqualTo(fold(before, 2));
        assertThat(fold(after, 1)).isNotEqualTo(fold(before, 1));
    }

    @Test
    void probabilities_inTime_doNotKnowLaterOutcomes() {
        int[] turned = LABELS.clone();
        for (int row = 0; row < ROWS; row++) {
            turned[row] = FOLDS[row] >= 3 ? 1 - turned[row] : turned[row];
        }
        OutOfFold out = new OutOfFold(LABELS, FOLDS, LOG_ODDS);
        double[] before = Calibrated.probabilities(out, true);
        double[] after = Calibrated.probabilities(new OutOfFold(turned, FOLDS, LOG_ODDS), true);

        for (int fold = 0; fold < 4; fold++) {
            assertThat(fold(after, fold)).as("fold " + fold).isEqualTo(fold(before, fold));
        }
        assertThat(fold(after, 4)).isNotEqualTo(fold(before, 4));
        assertThat(fold(before, 0)).isEqualTo(fold(out.probabilities(), 0));
        assertThat(fold(before, 2)).isNotEqualTo(fold(out.probabilities(), 2));
    }

    private static double[] fold(double[] values, int fold) {
        return IntStream.range(0, ROWS)
                .filter(row -> FOLDS[row] == fold)
                .mapToDouble(row -> values[row])
                .toArray();
    }
}
