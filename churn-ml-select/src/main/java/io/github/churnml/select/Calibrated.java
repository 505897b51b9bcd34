package io.github.churnml.select;

import io.github.churnml.decide.Calibration;
import io.github.churnml.decide.Calibrator;
import io.github.churnml.judge.OutOfFold;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Out-of-fold predictions after calibration, still honest: a fold's calibrator is chosen and fitted on the other folds alone, in
 * time on the earlier ones.
 */
final class Calibrated {

    private Calibrated() {}

    /**
     * The probabilities of rows, calibrated.
     *
     * @param out predictions, of which a fold judges every row
     * @param inOrder whether folds are in the order of time; of the first two nothing earlier is known to calibrate by
     * @return one per row
     */
    static double[] probabilities(OutOfFold out, boolean inOrder) {
        double[] probabilities = new double[out.labels().length];
        for (int fold = 0; fold < out.count(); fold++) {
            Calibrator calibrator = withoutFold(out, fold, inOrder);
            for (int row = 0; row < probabilities.length; row++) {
                if (out.folds()[row] == fold) {
                    probabilities[row] = calibrator.probability(out.logOdds()[row]);
                }
            }
        }
        return probabilities;
    }

    private static Calibrator withoutFold(OutOfFold out, int fold, boolean inOrder) {
        int[] rows = IntStream.range(0, out.labels().length)
                .filter(row -> inOrder ? out.folds()[row] < fold : out.folds()[row] != fold)
                .toArray();
        double[] weights = new double[rows.length];
        Arrays.fill(weights, 1);
        return Calibration.choose(
                        Calibrator.KINDS,
                        Arrays.stream(rows)
                                .mapToDouble(row -> out.logOdds()[row])
                                .toArray(),
                        Arrays.stream(rows).map(row -> out.labels()[row]).toArray(),
                        weights,
                        // Without the fold left out there must be no gap: a fold without rows cannot be judged.
                        Arrays.stream(rows)
                                .map(row -> out.folds()[row] - (out.folds()[row] > fold ? 1 : 0))
                                .toArray())
                .calibrator();
    }
}
