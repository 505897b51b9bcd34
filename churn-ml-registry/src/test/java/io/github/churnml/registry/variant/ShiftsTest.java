package io.github.churnml.registry.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.decide.Calibrator;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShiftsTest {

    private static Shifts shifts(double[] truth, int rowsEach, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int rows = truth.length * rowsEach;
        double[] said = new double[rows];
        int[] labels = new int[rows];
        int[] of = new int[rows];
        for (int row = 0; row < rows; row++) {
            of[row] = row % truth.length;
            said[row] = 0.05 + 0.9 * random.nextDouble();
            labels[row] = random.nextDouble() < Shifts.moved(said[row], truth[of[row]]) ? 1 : 0;
        }
        return Shifts.of(said, labels, of, truth.length, fold -> true, new int[rows]);
    }

    @Test
    void shifts_ofManyRows_areThosePlanted() {
        double[] truth = {-1, 0, 0.5, 1.5};
        Shifts found = shifts(truth, 20_000, 3);
        for (int s = 0; s < truth.length; s++) {
            assertThat(found.of(s)).isCloseTo(truth[s], within(0.06));
        }
    }

    @Test
    void shifts_ofFewRows_areShrunkTowardsNone() {
        double[] truth = {-1, -1, 1, 1, -1, 1, 1, -1};
        Shifts few = shifts(truth, 12, 5);
        Shifts many = shifts(truth, 4_000, 5);
        double sumFew = 0;
        double sumMany = 0;
        for (int s = 0; s < truth.length; s++) {
            sumFew += Math.abs(few.of(s));
            sumMany += Math.abs(many.of(s));
        }
        assertThat(sumMany / truth.length).isBetween(0.9, 1.1);
        assertThat(sumFew / truth.length).isLessThan(0.85);
    }

    @Test
    void shifts_whereSegmentsDoNotDiffer_areSmall() {
        Shifts found = shifts(new double[10], 2_000, 11);
        for (int s = 0; s < 10; s++) {
            assertThat(found.of(s)).isCloseTo(0, within(0.05));
        }
    }

    @Test
    void shifts_ofASegmentThatNobodyLeft_areFinite() {
        double[] said = {0.3, 0.4, 0.5, 0.6, 0.5, 0.4};
        int[] labels = {0, 0, 0, 1, 1, 1};
        int[] of = {0, 0, 0, 1, 1, 1};
        Shifts found = Shifts.of(said, labels, of, 2, fold -> true, new int[6]);
        assertThat(found.of(0)).isNegative().isGreaterThan(-5);
        assertThat(found.of(1)).isPositive().isLessThan(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "platt", "beta", "quadratic", "isotonic"})
    void moved_ofEveryKindOfCalibrator_addsToTheLogOdds(String kind) {
        double[] numbers =
                switch (kind) {
                    case "none" -> new double[0];
                    case "platt" -> new double[] {0.3, 1.2};
                    case "beta" -> new double[] {-0.2, 0.8, 1.1};
                    case "quadratic" -> new double[] {0.1, 1.0, 0.05, -3, 3};
                    default -> new double[] {-2, 0, 2, -1.5, 0.2, 1.9};
                };
        Calibrator from = Calibrator.of(kind, numbers);
        Calibrator moved = ShiftedModel.moved(from, 0.7);
        for (double x = -6; x <= 6; x += 0.25) {
            assertThat(moved.logOdds(x)).as("at %s", x).isCloseTo(from.logOdds(x) + 0.7, within(1e-12));
        }
    }
}
