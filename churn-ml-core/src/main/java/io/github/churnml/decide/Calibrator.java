package io.github.churnml.decide;

import java.util.List;

/**
 * Turns a model's log-odds into a probability: the last step of scoring, and the only place where one becomes the other.
 * Never falls as the log-odds rise, so that it changes no ranking. Immutable, safe for any thread, allocates nothing.
 */
public sealed interface Calibrator permits NoCalibration {

    /** The kinds that a model file may name. */
    List<String> KINDS = List.of(NoCalibration.KIND);

    /** {@return the calibrator that takes log-odds as they are: p = 1 / (1 + e<sup>−x</sup>)} */
    static Calibrator none() {
        return NoCalibration.INSTANCE;
    }

    /** {@return what it is called in a model file, one of {@link #KINDS}} */
    String kind();

    /**
     * The probability of given log-odds.
     *
     * @param logOdds any number; NaN gives NaN
     * @return from 0 to 1
     */
    double probability(double logOdds);
}
