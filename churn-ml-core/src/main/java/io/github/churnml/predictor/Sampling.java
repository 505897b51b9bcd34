package io.github.churnml.predictor;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;

/**
 * How contributions are estimated where they cannot be computed outright, which is the case for networks alone.
 *
 * @param permutations in how many orders the features are put in, 4 to 100,000; they come in pairs, each order followed by
 *     its reverse, so an odd number is rounded up. The standard error falls with the square root of this number, the time
 *     grows with it
 * @param seed decides the orders: the same seed gives the same bits, whatever else is explained and on however many threads
 */
public record Sampling(int permutations, long seed) {

    private static final int FEWEST = 4;
    private static final int MOST = 100_000;
    private static final int USUAL = 128;

    /**
     * Checks the number.
     *
     * @param permutations 4 to 100,000
     * @param seed any number
     * @throws ConfigurationException if there are too few or too many permutations
     */
    public Sampling {
        if (permutations < FEWEST || permutations > MOST) {
            throw new ConfigurationException(
                    "The number of permutations is " + Wording.value(permutations) + " where " + FEWEST + " to " + MOST
                            + " are possible.",
                    "Maybe take " + USUAL + "; four times as many halve the standard error.",
                    Where.nowhere());
        }
    }

    /** {@return 128 permutations from seed 1} */
    public static Sampling standard() {
        return new Sampling(USUAL, 1);
    }

    int pairs() {
        return (permutations + 1) / 2;
    }
}
