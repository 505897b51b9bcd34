package io.github.churnml.learn.boosting;

/**
 * The logistic function and the log loss by plain arithmetic: the same bits everywhere, several times as fast as
 * {@link StrictMath#exp}.
 *
 * <p>e<sup>x</sup> = 2<sup>k / 128</sup> · e<sup>r</sup> with k = 128 x / ln 2 rounded, so that |r| ≤ ln 2 / 256; the first
 * from a table and an exponent, e<sup>r</sup> from its Taylor polynomial of degree 4, whose remainder is below
 * 2 · 10<sup>−15</sup> of it (Tang, Table-Driven Implementation of the Exponential Function, 1989).
 * Public for learners of other modules.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class Sigmoid {

    private static final int STEPS = 128;
    private static final double STEPS_OVER_LN2 = STEPS * 1.4426950408889634;
    /** The first bits of ln 2 / 128, so few that k times them is exact; and the rest. */
    private static final double STEP_HIGH = 0x1.62e42feep-8;

    private static final double STEP_LOW = 1.9082149292705877e-10 / STEPS;
    /** Added to a number it leaves the nearest whole one in the lowest bits. */
    private static final double TO_WHOLE = 0x1.8p52;

    /** 2<sup>j / 128</sup>. */
    private static final double[] POWERS = new double[STEPS];

    static {
        for (int j = 0; j < STEPS; j++) {
            POWERS[j] = StrictMath.pow(2, (double) j / STEPS);
        }
    }

    /** Beyond it the probability is 0 or 1 to the last bit that matters: e<sup>−36</sup> is 2 · 10<sup>−16</sup>. */
    private static final double FAR = 36;

    private Sigmoid() {}

    /**
     * 1 / (1 + e<sup>−x</sup>).
     *
     * @param x log-odds; beyond ±36 it counts as ±36
     * @return the probability, from 0 to 1
     */
    public static double of(double x) {
        return 1 / (1 + exp(-x));
    }

    /**
     * The log loss, ln(1 + e<sup>−margin</sup>).
     *
     * @param margin the log-odds of the true class
     * @return the loss, from 0
     */
    public static double loss(double margin) {
        return margin > 0 ? StrictMath.log1p(exp(-margin)) : -margin + StrictMath.log1p(exp(margin));
    }

    /** e<sup>x</sup> for x from −36 to 36; at the nearer of them outside. */
    static double exp(double x) {
        double bounded = x > FAR ? FAR : x < -FAR ? -FAR : x;
        double shifted = bounded * STEPS_OVER_LN2 + TO_WHOLE;
        int k = (int) Double.doubleToRawLongBits(shifted);
        double whole = shifted - TO_WHOLE;
        double r = bounded - whole * STEP_HIGH - whole * STEP_LOW;
        double more = r + r * r * (0.5 + r * (1.0 / 6 + r * (1.0 / 24)));
        double power = POWERS[k & STEPS - 1];
        return (power + power * more) * Double.longBitsToDouble((k >> 7) + 1023L << 52);
    }
}
