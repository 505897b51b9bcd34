package io.github.churnml.decide;

/**
 * Beta calibration: c + a·ln s − b·ln(1 − s) for a score s = 1 / (1 + e<sup>−x</sup>), where a and b are not below 0 and not
 * both 0 (M. Kull, T. Silva Filho, P. Flach, Beta calibration, AISTATS 2017). It stretches high and low log-odds
 * differently: a is the slope far below 0, b that far above.
 *
 * <p>The logarithms are those of 1 + e<sup>±x</sup>, which are monotone in every step. Below −700 and above 700, where the
 * powers leave the range of numbers, it stays as it is there.
 */
final class BetaCalibration implements Calibrator {

    static final String KIND = "beta";

    private static final double FARTHEST = 700;

    private final double[] numbers;
    private final double intercept;
    private final double above;
    private final double below;

    BetaCalibration(double[] numbers) {
        PolynomialCalibration.require(numbers.length == 3, KIND, "it has " + numbers.length + " numbers");
        this.numbers = numbers;
        intercept = numbers[0];
        above = numbers[1];
        below = numbers[2];
        PolynomialCalibration.require(
                above >= 0 && below >= 0 && above + below > 0, KIND, "it does not rise everywhere");
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public double[] numbers() {
        return numbers.clone();
    }

    @Override
    public double logOdds(double logOdds) {
        double x = Math.max(-FARTHEST, Math.min(FARTHEST, logOdds));
        return intercept + above * onePlusExp(x) - below * onePlusExp(-x);
    }

    /** ln(1 + e<sup>x</sup>) = −ln(1 − s), which grows with x however it is rounded. */
    static double onePlusExp(double x) {
        return StrictMath.log(1 + StrictMath.exp(x));
    }
}
