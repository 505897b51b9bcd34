package io.github.churnml.spark;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The options of a command, by name; what nobody asked for is refused. */
final class Options {

    private final List<String> left;
    private final String usage;
    private final Set<String> flags;
    private final List<String> known;

    /**
     * Of a command.
     *
     * @param usage how the command is written
     * @param flags its options without a value
     * @param known all its options
     */
    Options(List<String> arguments, String usage, Set<String> flags, List<String> known) {
        this.left = new ArrayList<>(arguments);
        this.usage = usage;
        this.flags = flags;
        this.known = known;
    }

    Optional<String> text(String name) {
        int at = left.indexOf(name);
        if (at < 0) {
            return Optional.empty();
        }
        if (at + 1 == left.size() || known.contains(left.get(at + 1))) {
            throw new ConfigurationException(
                    name + " is given without a value.", "Maybe write it behind the option.", Where.nowhere());
        }
        left.remove(at);
        return Optional.of(left.remove(at));
    }

    String required(String name) {
        return text(name)
                .orElseThrow(() -> new ConfigurationException(
                        name + " is missing.", "Maybe write: " + usage + ".", Where.nowhere()));
    }

    boolean flag(String name) {
        return left.remove(name);
    }

    double number(String name, double otherwise) {
        Optional<String> given = text(name);
        try {
            return given.map(Double::parseDouble).orElse(otherwise);
        } catch (NumberFormatException e) {
            throw new ConfigurationException(
                    name + " is " + Wording.value(given.orElse("")) + ", where a number is required.",
                    "Maybe write it as in 0.25.",
                    Where.nowhere(),
                    e);
        }
    }

    /** A whole number from 1. */
    OptionalLong whole(String name) {
        Optional<String> given = text(name);
        if (given.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            long number = Long.parseLong(given.get());
            if (number >= 1) {
                return OptionalLong.of(number);
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new ConfigurationException(
                name + " is " + Wording.value(given.get()) + ", where a whole number from 1 is required.",
                "Maybe write it as in 5000000.",
                Where.nowhere());
    }

    /** A time zone; UTC if none is given. */
    ZoneId zone(String name) {
        Optional<String> given = text(name);
        try {
            return given.map(ZoneId::of).orElse(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new ConfigurationException(
                    name + " is " + Wording.value(given.orElse("")) + ", which is no time zone.",
                    "Maybe write it as in Europe/Berlin.",
                    Where.nowhere(),
                    e);
        }
    }

    String choice(String name, String first, String second) {
        String given = text(name).orElse(first);
        if (!given.equals(first) && !given.equals(second)) {
            throw new ConfigurationException(
                    name + " is " + Wording.value(given) + ", where " + first + " or " + second + " is allowed.",
                    Wording.maybeNearest(given, List.of(first, second)),
                    Where.nowhere());
        }
        return given;
    }

    List<String> names(String name) {
        Optional<String> given = text(name);
        List<String> names = given.map(text -> List.of(text.split(",", -1))).orElse(List.of());
        if (names.stream().anyMatch(String::isBlank)) {
            throw new ConfigurationException(
                    name + " is " + Wording.value(given.orElse(""))
                            + ", where names with commas between them are required.",
                    "Maybe a comma stands too much.",
                    Where.nowhere());
        }
        return names;
    }

    void finish() {
        if (!left.isEmpty()) {
            String first = left.get(0);
            throw new ConfigurationException(
                    flags.contains(first) || known.contains(first)
                            ? first + " is given twice."
                            : "The option " + Wording.value(first) + " is not known.",
                    Wording.maybeNearest(first, known),
                    Where.nowhere());
        }
    }
}
