package io.github.churnml.decide;

/**
 * Calibration by a polynomial of the log-odds. {@code platt} is a + b·x with b &gt; 0 (J. Platt, Probabilistic outputs for
 * support vector machines, 1999); {@code quadratic} is a + b·x + c·x² over a range where it rises, and goes on as a straight
 * line on both sides of it.
 *
 * <p>A sum of powers may fall by a rounding where its slope is small. So it is computed from that end of the range where the
 * slope is least: at a distance u from there the curve is value ± u·(near + |c|·u), where every factor and every sum grows
 * with u, rounded or not.
 */
final class PolynomialCalibration implements Calibrator {

    static final String PLATT = "platt";
    static final String QUADRATIC = "quadratic";

    private final String kind;
    private final double[] numbers;

    /** 1 if distances grow with the log-odds, from the lower end on; −1 if they grow against them, from the upper end on. */
    private final double sign;

    private final double anchor;
    private final double value;
    private final double near;
    private final double far;
    private final double bend;
    private final double width;
    private final double rise;

    PolynomialCalibration(String kind, double[] numbers) {
        boolean quadratic = kind.equals(QUADRATIC);
        require(numbers.length == (quadratic ? 5 : 2), kind, "it has " + numbers.length + " numbers");
        this.kind = kind;
        this.numbers = numbers;
        double b = numbers[1];
        double c = quadratic ? numbers[2] : 0;
        double from = quadratic ? numbers[3] : 0;
        double to = quadratic ? numbers[4] : 0;
        sign = c < 0 ? -1 : 1;
        anchor = c < 0 ? to : from;
        value = numbers[0] + anchor * (b + c * anchor);
        near = b + 2 * c * anchor;
        bend = Math.abs(c);
        width = to - from;
        far = near + 2 * bend * width;
        rise = width * (near + bend * width);
        require(near > 0 && width >= 0 && Double.isFinite(far + rise + value), kind, "it does not rise everywhere");
    }

    /** Refuses numbers that do not make a calibrator. */
    static void require(boolean holds, String kind, String problem) {
        if (!holds) {
            throw new IllegalArgumentException("The calibrator '" + kind + "' cannot be used: " + problem + ".");
        }
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
        double u = sign * (logOdds - anchor);
        double up = u < 0 ? u * near : u <= width ? u * (near + bend * u) : rise + (u - width) * far;
        return value + sign * up;
    }
}
