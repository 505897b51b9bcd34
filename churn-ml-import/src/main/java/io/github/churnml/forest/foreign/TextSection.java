package io.github.churnml.forest.foreign;

import io.github.churnml.data.Numbers;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.Blame;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Lines {@code key=value} of LightGBM's text, such as those of one tree. Values stay in the file's bytes until they are asked
 * for, and a list is made no longer than its text can be.
 */
final class TextSection {

    private static final int MOST_KEYS = 100;
    private static final int LONGEST_NUMBER = 100;

    private final String name;
    private final byte[] bytes;
    private final Blame blame;
    /** Where each value begins and ends. */
    private final Map<String, int[]> values = new HashMap<>();

    private TextSection(String name, byte[] bytes, Blame blame) {
        this.name = name;
        this.bytes = bytes;
        this.blame = blame;
    }

    /** Reads up to a line that ends the section, which is left to be read; blank lines count for nothing. */
    static TextSection read(String name, TextLines lines, BooleanSupplier ends, Blame blame) {
        TextSection section = new TextSection(name, lines.bytes(), blame);
        for (int start = lines.start(); lines.hasLine() && !ends.getAsBoolean(); start = lines.start()) {
            section.add(lines, start);
            lines.pass();
        }
        return section;
    }

    private void add(TextLines lines, int start) {
        int end = lines.end();
        int equals = start;
        while (equals < end && bytes[equals] != '=') {
            equals++;
        }
        if (equals == end && end == start) {
            return;
        }
        String key = string(start, Math.min(equals, start + LONGEST_NUMBER));
        if (values.putIfAbsent(key, new int[] {Math.min(equals + 1, end), end}) != null) {
            throw problem("has the key " + Wording.name(key) + " twice");
        }
        if (values.size() > MOST_KEYS) {
            throw problem("has more than " + MOST_KEYS + " keys");
        }
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** The value as text; empty if the key is not there. */
    String text(String key) {
        int[] value = values.get(key);
        return value == null ? "" : string(value[0], value[1]).strip();
    }

    /** How many words a value has. */
    int count(String key) {
        int[] count = {0};
        int[] value = values.getOrDefault(key, new int[2]);
        words(value, (start, end) -> count[0]++);
        return count[0];
    }

    long whole(String key, long otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        double number = Numbers.parse(text(key));
        if (number != Math.rint(number) || Math.abs(number) > 1L << 53) {
            throw problem("has " + Wording.value(text(key)) + " for '" + key + "' where a whole number is required");
        }
        return (long) number;
    }

    /** The given number of numbers; {@code NaN} for one that is none, or not finite. */
    double[] numbers(String key, int count) {
        int[] value = values.getOrDefault(key, new int[2]);
        if (count > (value[1] - value[0] + 1) / 2 || count != count(key)) {
            throw problem("has " + count(key) + " values for '" + key + "' where " + count + " are required");
        }
        double[] numbers = new double[count];
        int[] at = {0};
        words(
                value,
                (start, end) -> numbers[at[0]++] =
                        end - start > LONGEST_NUMBER ? Double.NaN : Numbers.parse(string(start, end)));
        return numbers;
    }

    /** The given number of numbers that may be infinite, or {@code NaN} if they are written so. */
    double[] thresholds(String key, int count) {
        double[] numbers = numbers(key, count);
        int[] at = {0};
        words(values.getOrDefault(key, new int[2]), (start, end) -> {
            int place = at[0]++;
            if (Double.isNaN(numbers[place])) {
                numbers[place] = special(key, place, string(start, Math.min(end, start + LONGEST_NUMBER)));
            }
        });
        return numbers;
    }

    /** As C++ writes what is not finite. */
    private double special(String key, int place, String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "inf", "infinity", "+inf" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            case "nan", "-nan", "nan(ind)", "-nan(ind)" -> Double.NaN;
            default ->
                throw problem("has " + Wording.value(word) + " for '" + key + "', number " + place
                        + ", where a number is required");
        };
    }

    int[] integers(String key, int count) {
        double[] numbers = numbers(key, count);
        int[] integers = new int[count];
        for (int i = 0; i < count; i++) {
            integers[i] = (int) numbers[i];
            if (integers[i] != numbers[i]) {
                throw problem("has a value for '" + key + "', number " + i + ", that is no whole number");
            }
        }
        return integers;
    }

    ChurnException problem(String problem) {
        return blame.of(Tokens.upper(name) + " " + problem + ".", "Maybe the file is damaged; save it again.");
    }

    private interface Word {
        void at(int start, int end);
    }

    private void words(int[] value, Word word) {
        int start = value[0];
        for (int i = value[0]; i <= value[1]; i++) {
            if (i == value[1] || bytes[i] == ' ') {
                if (i > start) {
                    word.at(start, i);
                }
                start = i + 1;
            }
        }
    }

    private String string(int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }
}
