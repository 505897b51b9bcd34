package io.github.churnml.decide;

import io.github.churnml.predictor.LogOdds;
import java.util.List;

/**
 * Turns a model's log-odds into a probability: the last step of scoring, and the only place where one becomes the other. It
 * moves the log-odds, and then takes p = 1 / (1 + e<sup>−x</sup>). Never falls as the log-odds rise, rounding included, so
 * that it turns no ranking round. Immutable, safe for any thread, allocates nothing but in {@link #numbers}.
 */
public sealed interface Calibrator permits CurveCalibration, IsotonicCalibration {

    /** The kinds that a model file may name, the simplest first. */
    List<String> KINDS = List.of(
            CurveCalibration.NONE,
            CurveCalibration.PLATT,
            CurveCalibration.BETA,
            CurveCalibration.QUADRATIC,
            IsotonicCalibration.KIND);

    /** {@return the calibrator that takes log-odds as they are: p = 1 / (1 + e<sup>−x</sup>)} */
    static Calibrator none() {
        return CurveCalibration.AS_THEY_ARE;
    }

    /**
     * A calibrator of given numbers; {@link Calibration} finds them.
     *
     * @param kind one of {@link #KINDS}
     * @param numbers none for {@code none}; intercept and slope of {@code platt}; intercept, weight of −ln(1 − s) and weight
     *     of ln s of {@code beta}; the coefficients a, b, c of a + b·x + c·x² of {@code quadratic}, then the ends of the range
     *     where it holds; the log-odds of the knots of {@code isotonic}, then what becomes of each
     * @return the calibrator
     * @throws IllegalArgumentException if the kind is none of these, there are too few or too many numbers, one is not
     *     finite, or they would let the probability fall
     */
    static Calibrator of(String kind, double... numbers) {
        Calibrator made = kind.equals(IsotonicCalibration.KIND)
                ? IsotonicCalibration.of(numbers)
                : kind.equals(CurveCalibration.NONE) && numbers.length == 0
                        ? none()
                        : CurveCalibration.of(kind, numbers.clone());
        if (made == null) {
            throw new IllegalArgumentException("A calibrator of kind '" + kind + "' cannot be made of these "
                    + numbers.length + " numbers: it needs a kind of " + KINDS
                    + ", as many numbers as the kind has, and has to rise everywhere.");
        }
        return made;
    }

    /** {@return what it is called in a model file, one of {@link #KINDS}} */
    String kind();

    /** {@return the numbers that it was made of, as {@link #of} takes them; a copy} */
    double[] numbers();

    /**
     * The log-odds that are meant by given log-odds.
     *
     * @param logOdds any number; NaN gives NaN
     * @return those of the probability
     */
    double logOdds(double logOdds);

    /**
     * The probability of given log-odds.
     *
     * @param logOdds any number; NaN gives NaN
     * @return from 0 to 1
     */
    default double probability(double logOdds) {
        return LogOdds.toProbability(logOdds(logOdds));
    }
}
