package io.github.churnml.aws;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of several files is the newest, if that is beyond doubt. Their names must be the same but for numbers, so that they are
 * tables of one kind; the one with the highest numbers, read from left to right, must also be the one written last. Names with the
 * day before the month, or an old table that was put there again, fail that, and are refused rather than guessed.
 */
final class Newest {

    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final Comparator<Found> BY_NUMBERS = (one, other) -> byNumbers(one.name(), other.name());

    private Newest() {}

    /**
     * A file.
     *
     * @param name its name, without folder
     * @param modified when it was written
     */
    record Found(String name, Instant modified) {}

    /**
     * The newest of files.
     *
     * @param files those that match, at least none
     * @param pattern what they match, in brackets, for messages
     * @throws DataException if there is none
     * @throws ConfigurationException if which one is meant is not beyond doubt
     */
    static Found of(List<Found> files, String pattern) {
        if (files.isEmpty()) {
            throw new DataException(
                    "No object matches " + pattern + ".", "Maybe its folder is misspelt.", Where.nowhere());
        }
        long kinds = files.stream().map(file -> kind(file.name())).distinct().count();
        if (kinds > 1) {
            throw refused(
                    files,
                    pattern,
                    "which differ in more than numbers",
                    "Maybe name the file, or a star that only tables of one kind match, such as customers-*.csv.");
        }
        List<Found> sorted = files.stream().sorted(BY_NUMBERS.reversed()).toList();
        Found last = sorted.get(0);
        if (sorted.size() > 1 && byNumbers(last.name(), sorted.get(1).name()) == 0) {
            throw refused(sorted, pattern, "two of them with the same numbers", "Maybe name the file.");
        }
        for (Found file : sorted) {
            if (file.modified().isAfter(last.modified())) {
                throw new ConfigurationException(
                        "Which of " + files.size() + " objects that match " + pattern + " is the newest is not clear: "
                                + Wording.name(last.name()) + " is the last by its name (written " + when(last)
                                + "), and "
                                + Wording.name(file.name()) + " was written later (" + when(file) + ").",
                        "Maybe name the file.",
                        Where.nowhere());
            }
        }
        return last;
    }

    private static String when(Found file) {
        return file.modified().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static ConfigurationException refused(List<Found> files, String pattern, String how, String maybe) {
        List<String> names = files.stream().map(Found::name).sorted().toList();
        return new ConfigurationException(
                Wording.count(files.size()) + " objects match " + pattern + ", " + how + ": " + Wording.names(names)
                        + ".",
                maybe,
                Where.nowhere());
    }

    private static String kind(String name) {
        return NUMBER.matcher(name).replaceAll("#");
    }

    /** Of names of one kind: the first number that differs decides. */
    private static int byNumbers(String one, String other) {
        Matcher left = NUMBER.matcher(one);
        Matcher right = NUMBER.matcher(other);
        while (left.find() && right.find()) {
            int order = new BigInteger(left.group()).compareTo(new BigInteger(right.group()));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** Whether a name matches a pattern in which a star stands for anything; an empty one takes every name that is not hidden. */
    static boolean matches(String name, String pattern) {
        if (name.isEmpty()) {
            return false;
        }
        if (pattern.isEmpty()) {
            return !name.startsWith(".") && !name.startsWith("_");
        }
        StringBuilder regex = new StringBuilder();
        for (String part : pattern.split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
        }
        return name.matches("(?s)" + regex);
    }
}
