package io.github.churnml.learn.boosting;

/**
 * The logistic function and the log loss by plain arithmetic: the same bits everywhere, several times as fast as
 * {@link StrictMath#exp}.
 *
 * <p>e<sup>x</sup> = 2<sup>k</sup> · e<sup>r</sup> with k = x / ln 2 rounded, so that |r| ≤ ½ ln 2, and e<sup>r</sup> from
 * its Taylor polynomial of degree 11, whose remainder is below 10<sup>−14</sup> of it.
 */
final class Sigmoid {

    private static final double LOG2_E = 1.4426950408889634;
    /** The first bits of ln 2, so few that k times them is exact; and the rest. */
    private static final double LN2_HIGH = 0x1.62e42feep-1;

    private static final double LN2_LOW = 1.9082149292705877e-10;
    /** Beyond it the probability is 0 or 1 to the last bit that matters: e<sup>−36</sup> is 2 · 10<sup>−16</sup>. */
    private static final double FAR = 36;

    private Sigmoid() {}

    /** 1 / (1 + e<sup>−x</sup>). */
    static double of(double x) {
        return 1 / (1 + exp(-x));
    }

    /** ln(1 + e<sup>−margin</sup>), the log loss where the margin is the log-odds of the true class. */
    static double loss(double margin) {
        return margin > 0 ? StrictMath.log1p(exp(-margin)) : -margin + StrictMath.log1p(exp(margin));
    }

    /** e<sup>x</sup> for x from −36 to 36; at the nearer of them outside. */
    static double exp(double x) {
        double bounded = Math.min(FAR, Math.max(-FAR, x));
        double k = Math.rint(bounded * LOG2_E);
        double r = bounded - k * LN2_HIGH - k * LN2_LOW;
        double e = 1.0 / 39916800;
        e = e * r + 1.0 / 3628800;
        e = e * r + 1.0 / 362880;
        e = e * r + 1.0 / 40320;
        e = e * r + 1.0 / 5040;
        e = e * r + 1.0 / 720;
        e = e * r + 1.0 / 120;
        e = e * r + 1.0 / 24;
        e = e * r + 1.0 / 6;
        e = e * r + 0.5;
        e = e * r + 1;
        e = e * r + 1;
        return e * Double.longBitsToDouble((long) (k + 1023) << 52);
    }
}
