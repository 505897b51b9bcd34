package io.github.churnml.decide;

import org.jspecify.annotations.Nullable;

/**
 * Calibration by a smooth curve of the log-odds. {@code none} is the line x, to the bit. {@code platt} is a + b·x with b &gt; 0 (J. Platt, Probabilistic outputs for
 * support vector machines, 1999). {@code quadratic} is a + b·x + c·x² over a range where it rises, and goes on as a straight
 * line on both sides of it. {@code beta} is c + a·ln(1 + e<sup>x</sup>) − b·ln(1 + e<sup>−x</sup>) with a and b not below 0,
 * which is beta calibration of the probability 1 / (1 + e<sup>−x</sup>) (M. Kull, T. Silva Filho, P. Flach, Beta calibration,
 * AISTATS 2017): a is the slope far above 0, b that far below.
 *
 * <p>A sum of powers may fall by a rounding where its slope is small. So it is computed from that end of the range where the
 * slope is least: at a distance u from there the curve is value ± u·(near + |c|·u), where every factor and every sum grows
 * with u, rounded or not. The logarithms of 1 + e<sup>±x</sup> are monotone in every step.
 */
final class CurveCalibration implements Calibrator {

    static final String NONE = "none";
    static final String PLATT = "platt";
    static final String BETA = "beta";
    static final String QUADRATIC = "quadratic";

    /** Beyond it the powers leave the range of numbers; beta stays as it is there. */
    private static final double FARTHEST = 700;

    static final Calibrator AS_THEY_ARE = new CurveCalibration(NONE, new double[0]);

    private final String kind;
    private final double[] numbers;
    private final boolean beta;

    /** 1 if distances grow with the log-odds, from the lower end on; −1 if they grow against them, from the upper end on. */
    private final double sign;

    private final double anchor;
    private final double value;
    private final double near;
    private final double bend;
    private final double width;

    private CurveCalibration(String kind, double[] numbers) {
        this.kind = kind;
        this.numbers = numbers;
        beta = kind.equals(BETA);
        boolean ranged = numbers.length == 5;
        double a = numbers.length == 0 ? 0 : numbers[0];
        double b = numbers.length == 0 ? 1 : numbers[1];
        double c = ranged ? numbers[2] : 0;
        sign = c < 0 ? -1 : 1;
        anchor = ranged ? numbers[c < 0 ? 4 : 3] : 0;
        value = a + anchor * (b + c * anchor);
        near = b + 2 * c * anchor;
        bend = Math.abs(c);
        width = ranged ? numbers[4] - numbers[3] : 0;
    }

    /** The calibrator of a kind and its numbers, or null where they do not make one. */
    static @Nullable CurveCalibration of(String kind, double[] numbers) {
        int count = kind.equals(PLATT) ? 2 : kind.equals(BETA) ? 3 : kind.equals(QUADRATIC) ? 5 : -1;
        if (numbers.length != count) {
            return null;
        }
        CurveCalibration made = new CurveCalibration(kind, numbers);
        double reach = made.logOdds(FARTHEST) - made.logOdds(-FARTHEST);
        boolean rises = made.beta
                ? made.numbers[1] >= 0 && made.numbers[2] >= 0 && reach > 0
                : made.near > 0 && made.width >= 0;
        return rises && Math.abs(reach) < Double.MAX_VALUE ? made : null;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public double[] numbers() {
        return numbers.clone();
    }

    @Override
    public double logOdds(double logOdds) {
        if (beta) {
            double x = Math.max(-FARTHEST, Math.min(FARTHEST, logOdds));
            return numbers[0] + numbers[1] * onePlusExp(x) - numbers[2] * onePlusExp(-x);
        }
        double u = sign * (logOdds - anchor);
        double within = u > width ? width : u < 0 ? 0 : u;
        double up = within * (near + bend * within) + (u - within) * (u < 0 ? near : near + 2 * bend * width);
        return value + sign * up;
    }

    /** ln(1 + e<sup>x</sup>), which grows with x however it is rounded. */
    static double onePlusExp(double x) {
        return StrictMath.log(1 + StrictMath.exp(x));
    }
}
