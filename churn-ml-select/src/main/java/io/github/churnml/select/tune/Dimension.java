package io.github.churnml.select.tune;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.List;

/**
 * One setting of a learner and the values that it may take. Immutable. Searching happens at places from 0 to 1, which each kind
 * of dimension turns into values.
 */
public sealed interface Dimension permits WholeNumber, RealNumber, Choice {

    /**
     * A whole number, each as likely as the others.
     *
     * @param key the setting, such as {@code maxDepth}
     * @param low the least
     * @param high the most, above the least
     * @return the dimension
     * @throws ConfigurationException if low is not below high
     */
    static Dimension whole(String key, long low, long high) {
        return new WholeNumber(key, low, high, 1, false);
    }

    /**
     * A whole number in steps: low, low + step, ...
     *
     * @param key the setting
     * @param low the least
     * @param high the most; it is met only if it is a whole number of steps away
     * @param step the distance of neighbours, at least 1
     * @return the dimension
     * @throws ConfigurationException if low is not below high, or the step is larger than what is between them
     */
    static Dimension steps(String key, long low, long high, long step) {
        return new WholeNumber(key, low, high, step, false);
    }

    /**
     * A whole number whose logarithm is uniform: small ones are likelier.
     *
     * @param key the setting
     * @param low the least, at least 1
     * @param high the most, above the least
     * @return the dimension
     * @throws ConfigurationException if low is not below high, or below 1
     */
    static Dimension wholeLog(String key, long low, long high) {
        return new WholeNumber(key, low, high, 1, true);
    }

    /**
     * A number, uniform between two. Values are rounded to four significant digits, so that a person can read them.
     *
     * @param key the setting
     * @param low the least
     * @param high the most, above the least
     * @return the dimension
     * @throws ConfigurationException if low is not below high, or one of them is not finite
     */
    static Dimension uniform(String key, double low, double high) {
        return new RealNumber(key, low, high, false);
    }

    /**
     * A number whose logarithm is uniform, rounded as in {@link #uniform}.
     *
     * @param key the setting
     * @param low the least, above 0
     * @param high the most, above the least
     * @return the dimension
     * @throws ConfigurationException if low is not below high, not above 0, or one of them is not finite
     */
    static Dimension logUniform(String key, double low, double high) {
        return new RealNumber(key, low, high, true);
    }

    /**
     * One of several values, each as likely as the others.
     *
     * @param key the setting
     * @param values texts, numbers or booleans; at least one, none twice
     * @return the dimension
     * @throws ConfigurationException if there is no value, or one stands twice
     */
    static Dimension choice(String key, Object... values) {
        return new Choice(key, List.of(values));
    }

    /**
     * On or off.
     *
     * @param key the setting
     * @return the dimension
     */
    static Dimension flag(String key) {
        return choice(key, false, true);
    }

    /**
     * A value that is the same in every trial.
     *
     * @param key the setting
     * @param value a text, number or boolean
     * @return the dimension
     */
    static Dimension fixed(String key, Object value) {
        return choice(key, value);
    }

    /** {@return the setting} */
    String key();

    /**
     * The value at a place. Over uniform places values have the distribution that the dimension states.
     *
     * @param place from 0 to 1
     * @return an {@code Integer} or {@code Long}, a {@code Double}, or one of the values to choose from
     */
    Object at(double place);

    /**
     * Where a value is.
     *
     * @param value a value, which may be outside the bounds
     * @return a place from 0 to 1 whose value it is, or the nearest; {@code NaN} if there is none near it
     */
    double placeOf(Object value);

    /** {@return how many values there are; {@code Long.MAX_VALUE} if too many to count} */
    long count();

    /** {@return values that a learner refuses if it refuses any: the ends, or all to choose from} */
    List<Object> ends();

    /** {@return the dimension as a file of a space has it} */
    Object toSetting();

    /**
     * How messages speak of a range that is none.
     *
     * @param key the setting
     * @param problem what is wrong, as the end of a sentence
     * @param maybe the way out
     * @return the exception to throw
     */
    static ConfigurationException wrong(String key, String problem, String maybe) {
        return new ConfigurationException(
                "The space of " + Wording.name(key) + " " + problem + ".", maybe, Where.nowhere());
    }
}
