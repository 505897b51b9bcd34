package io.github.churnml.learn;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.Settings;
import java.util.function.Consumer;

/**
 * What a learner's numeric setting may be; both the setter in Java and the key in YAML are checked by it.
 *
 * @param key the setting's key
 * @param min the least allowed
 * @param max the most allowed
 * @param whole whether only whole numbers are
 */
public record Bounds(String key, double min, double max, boolean whole) {

    /**
     * Bounds of a whole number.
     *
     * @param key the setting's key
     * @param min the least allowed
     * @param max the most allowed
     * @return the bounds
     */
    public static Bounds whole(String key, int min, int max) {
        return new Bounds(key, min, max, true);
    }

    /**
     * Bounds of any number.
     *
     * @param key the setting's key
     * @param min the least allowed
     * @param max the most allowed
     * @return the bounds
     */
    public static Bounds number(String key, double min, double max) {
        return new Bounds(key, min, max, false);
    }

    /**
     * Lets a number within the bounds through.
     *
     * @param value the number
     * @return the same
     * @throws ConfigurationException if it is out of bounds
     */
    public int check(int value) {
        if (!(value >= min && value <= max)) {
            throw wrong(value, "a whole number from " + (long) min + " to " + (long) max);
        }
        return value;
    }

    /**
     * Lets a number within the bounds through.
     *
     * @param value the number
     * @return the same
     * @throws ConfigurationException if it is out of bounds or NaN
     */
    public double check(double value) {
        if (!(value >= min && value <= max)) {
            throw wrong(value, "a number from " + min + " to " + max);
        }
        return value;
    }

    /**
     * Hands the key's value to a setter if the key is there.
     *
     * @param settings where the key may be
     * @param setter is given an integer if only whole numbers are allowed, a double otherwise
     * @throws ConfigurationException if the value is no number or out of bounds, as the settings word it
     */
    public void read(Settings settings, Consumer<Number> setter) {
        if (!settings.has(key)) {
            return;
        }
        if (whole) {
            setter.accept(settings.integer(key, (long) min, (long) max));
        } else {
            setter.accept(settings.number(key, min, max));
        }
    }

    private ConfigurationException wrong(Object value, String allowed) {
        return new ConfigurationException(
                "Key " + Wording.name(key) + " holds " + Wording.value(value) + " where " + allowed + " is required.",
                "",
                Where.nowhere());
    }
}
