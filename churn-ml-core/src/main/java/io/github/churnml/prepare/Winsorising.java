package io.github.churnml.prepare;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.Settings;
import java.util.List;

/**
 * The configuration for clipping numbers at quantiles learnt from training rows (type 7 in Hyndman and Fan 1996), so
 * that a few extreme values do not decide the rest. A column of only two values, and one that clipping would make
 * constant, is left alone.
 *
 * @param lower the share of values below which is clipped, from 0 (nothing is) to below {@code upper}
 * @param upper the share of values above which is clipped, at most 1 (nothing is)
 */
public record Winsorising(double lower, double upper) {

    /** Checks the shares. */
    public Winsorising {
        if (!(lower >= 0 && lower < upper && upper <= 1)) {
            throw new ConfigurationException(
                    "Numbers cannot be clipped at the quantiles " + Wording.value(lower) + " and "
                            + Wording.value(upper) + ".",
                    "Maybe 0.01 and 0.99 were meant.",
                    Where.nowhere());
        }
    }

    /** {@return clipping nothing} */
    public static Winsorising off() {
        return new Winsorising(0, 1);
    }

    /** {@return whether anything is clipped} */
    boolean isOn() {
        return lower > 0 || upper < 1;
    }

    List<Double> settings() {
        return List.of(lower, upper);
    }

    static Winsorising of(Settings settings, String key) {
        double[] shares = settings.numbers(key);
        if (shares.length != 2 || !(shares[0] >= 0 && shares[0] < shares[1] && shares[1] <= 1)) {
            throw settings.problem(
                    "Key " + Wording.name(settings.nameOf(key)) + " holds " + Wording.value(settings.value(key))
                            + " where two ascending shares from 0 to 1 are required.",
                    "Maybe [0.01, 0.99] was meant.");
        }
        return new Winsorising(shares[0], shares[1]);
    }
}
