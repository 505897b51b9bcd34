package io.github.churnml.serving;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import java.time.Duration;

/** Checks arguments of {@link ChurnServerBuilder}'s setters. */
final class Bounds {

    private Bounds() {}

    static int between(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ConfigurationException(
                    what + " is (" + value + ") where " + least + " to " + most + " is allowed.",
                    "Maybe leave it out: there is a default.",
                    Where.nowhere());
        }
        return value;
    }

    static Duration between(String what, Duration value) {
        if (value.toMillis() < 100 || value.compareTo(Duration.ofHours(1)) > 0) {
            throw new ConfigurationException(
                    what + " is (" + value + ") where 100 ms to an hour is allowed.",
                    "Maybe leave it out: there is a default.",
                    Where.nowhere());
        }
        return value;
    }
}
