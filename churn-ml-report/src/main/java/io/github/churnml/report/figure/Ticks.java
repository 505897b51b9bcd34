package io.github.churnml.report.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * Round numbers that divide an axis: multiples of 1, 2, 2.5 or 5 times a power of ten, as many as fit without exceeding a number.
 * The step is the smallest such; P. S. Heckbert, Nice numbers for graph labels, Graphics Gems, 1990, with 2.5 beside his steps.
 */
final class Ticks {

    private static final double[] STEPS = {1, 2, 2.5, 5, 10};

    private Ticks() {}

    /**
     * The ticks from a low to a high end.
     *
     * @param most how many there may be, 2 or more
     */
    static List<Double> of(double from, double to, int most) {
        double step = step(to - from, most);
        long first = (long) Math.ceil(from / step - 1e-9);
        long last = (long) Math.floor(to / step + 1e-9);
        List<Double> ticks = new ArrayList<>();
        for (long i = first; i <= last; i++) {
            ticks.add(rounded(i, step));
        }
        return List.copyOf(ticks);
    }

    static double step(double range, int most) {
        double least = range / (most - 1);
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(least)));
        for (double step : STEPS) {
            if (step * power >= least * (1 - 1e-9)) {
                return step * power;
            }
        }
        throw new IllegalArgumentException("no step divides a range of " + range);
    }

    /** 3 × 0.1 is 0.3 here, not 0.30000000000000004. */
    private static double rounded(long count, double step) {
        double inverse = Math.rint(1 / step);
        return inverse >= 1 && Math.abs(inverse * step - 1) < 1e-12 ? count / inverse : count * step;
    }
}
