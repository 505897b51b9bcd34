package io.github.churnml.data.synthetic;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * One customer's own stream of random numbers. Its start is a hash of the seed, the customer's number and what the
 * stream is for, so any customer can be drawn alone, in any order, and drawing more for one purpose shifts no other.
 *
 * <p>Only {@link SplittableRandom#nextLong} is taken from the platform (a Weyl sequence through a fixed mixing function,
 * unchanged since Java 8); its gaussians differ between JDKs. Everything else is built here from IEEE arithmetic and
 * {@link StrictMath}, so the bits are the same on every JDK and processor.
 */
final class Draws {

    private static final double UNIT = 0x1.0p-53;
    private static final int MOST_COUNTED = 50;
    /** An odd constant other than the generator's own step, so neighbouring customers do not share a sequence. */
    private static final long CUSTOMER_STEP = 0xD1342543DE82EF95L;

    private final SplittableRandom random;

    private Draws(long state) {
        this.random = new SplittableRandom(state);
    }

    /** What a customer's stream is for. */
    enum Purpose {
        CUSTOMER,
        MESS,
        DUPLICATE,
        ACCOUNT,
        USAGE
    }

    static Draws of(long seed, long number, Purpose purpose) {
        long stream = mix(mix(seed) + purpose.ordinal());
        return new Draws(mix(stream + number * CUSTOMER_STEP));
    }

    /** The finishing function of MurmurHash3 in Stafford's 13th variant: a bijection in which every bit stirs every bit. */
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** {@return a number of [0, 1), a multiple of 2⁻⁵³} */
    double uniform() {
        return (random.nextLong() >>> 11) * UNIT;
    }

    boolean chance(double probability) {
        return uniform() < probability;
    }

    /** {@return a whole number of [0, bound)} */
    int below(int bound) {
        return (int) (uniform() * bound);
    }

    /** {@return a standard normal number, by Box and Muller; the second of each pair is not used} */
    double gaussian() {
        double radius = Math.sqrt(-2.0 * StrictMath.log(1.0 - uniform()));
        return radius * StrictMath.cos(2.0 * StrictMath.PI * uniform());
    }

    /** {@return a number of [0, ∞) with the given mean, by inversion} */
    double exponential(double mean) {
        return -mean * StrictMath.log(1.0 - uniform());
    }

    /** {@return a Poisson count, by inversion of one uniform number; cut at 50, so that rounding cannot make it endless} */
    int poisson(double mean) {
        double left = uniform();
        double probability = StrictMath.exp(-mean);
        int count = 0;
        while (left >= probability && count < MOST_COUNTED) {
            left -= probability;
            count++;
            probability *= mean / count;
        }
        return count;
    }

    /** {@return one of the choices by their shares, which add up to one} */
    <T> T pick(T[] choices, ToDoubleFunction<T> share) {
        double left = uniform();
        for (T choice : choices) {
            left -= share.applyAsDouble(choice);
            if (left < 0) {
                return choice;
            }
        }
        return choices[choices.length - 1];
    }
}
