package io.github.churnml.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The pairs of two columns' levels that were seen in training, and the level that each becomes. A pair's key is {@code
 * first * levels of the second + second}; keys ascend, and a pair's code is the position of its key.
 */
final class LevelPairs {

    private static final int MOST_PAIRS = 10_000;

    private final long[] keys;
    private final List<String> second;
    private final List<String> first;

    private LevelPairs(long[] keys, List<String> first, List<String> second) {
        this.keys = keys;
        this.first = first;
        this.second = second;
    }

    /** The pairs of known levels that occur, the most frequent ones if there are too many. */
    static LevelPairs seen(double[] a, double[] b, Variable first, Variable second) {
        Map<Long, Integer> counts = new TreeMap<>();
        for (int i = 0; i < a.length; i++) {
            if (a[i] >= 0 && b[i] >= 0) {
                counts.merge((long) a[i] * second.levels().size() + (long) b[i], 1, Integer::sum);
            }
        }
        // The sort is stable, so the lesser of two equally frequent pairs comes first.
        long[] keys = counts.entrySet().stream()
                .sorted(Map.Entry.<Long, Integer>comparingByValue().reversed())
                .limit(MOST_PAIRS)
                .mapToLong(Map.Entry::getKey)
                .sorted()
                .toArray();
        return new LevelPairs(keys, first.levels(), second.levels());
    }

    /** Pairs as {@link #codes} gives them; null if they do not fit the levels. */
    static @Nullable LevelPairs of(double[] codes, Variable first, Variable second) {
        if (codes.length % 2 != 0 || codes.length > 2 * MOST_PAIRS) {
            return null;
        }
        long[] keys = new long[codes.length / 2];
        for (int i = 0; i < keys.length; i++) {
            double a = codes[2 * i];
            double b = codes[2 * i + 1];
            boolean fits = isCode(a, first) && isCode(b, second);
            keys[i] = fits ? (long) a * second.levels().size() + (long) b : -1;
            if (!fits || i > 0 && keys[i] <= keys[i - 1]) {
                return null;
            }
        }
        return new LevelPairs(keys, first.levels(), second.levels());
    }

    private static boolean isCode(double value, Variable of) {
        return value >= 0 && value < of.levels().size() && value == (int) value;
    }

    /** The codes of the first and second level of each pair, one pair after the other. */
    double[] codes() {
        return Arrays.stream(keys)
                .flatMap(key -> Arrays.stream(new long[] {key / second.size(), key % second.size()}))
                .asDoubleStream()
                .toArray();
    }

    /** The level of each pair, by code. */
    List<String> levels() {
        List<String> levels = new ArrayList<>();
        for (long key : keys) {
            levels.add(first.get((int) (key / second.size())) + " & " + second.get((int) (key % second.size())));
        }
        return levels;
    }

    /** The code of a pair. */
    double code(double a, double b) {
        if (a == Variable.MISSING || b == Variable.MISSING) {
            return Variable.MISSING;
        }
        if (a < 0 || b < 0) {
            return Variable.UNKNOWN;
        }
        int at = Arrays.binarySearch(keys, (long) a * second.size() + (long) b);
        return at >= 0 ? at : Variable.UNKNOWN;
    }
}
