package io.github.churnml.select.tune;

import java.util.SplittableRandom;

/** The standard normal distribution, the same bits everywhere. */
final class Normal {

    private static final double SCALE = 1 / StrictMath.sqrt(2 * StrictMath.PI);

    private Normal() {}

    static double density(double x) {
        return SCALE * StrictMath.exp(-x * x / 2);
    }

    /** The share below x, to 1e-7 (Abramowitz and Stegun 1964, 26.2.17). */
    static double below(double x) {
        double t = 1 / (1 + 0.2316419 * Math.abs(x));
        double above = density(x)
                * t
                * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return x < 0 ? above : 1 - above;
    }

    /** A draw, by Box and Muller. */
    static double draw(SplittableRandom random) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
    }
}
