package io.github.churnml.prepare;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * The codes of texts and numbers that can be foreseen, found without making an object: levels, synonyms and missing markers
 * as they are spelt. Every answer was found by {@link LevelInput#codeBySpelling} when the input was made, so the quick way
 * and the slow one cannot differ.
 */
final class KnownLevels {

    /** The answer for a text that was not foreseen; it may be a level all the same. */
    static final int NOT_FORESEEN = Integer.MIN_VALUE;

    /** Whole numbers below this have one text, whether they come as {@code long} or as {@code double}. */
    static final double PLAIN_BELOW = 1e15;

    /** More are not foreseen: a model file from anywhere must not cost more than its size. */
    private static final int MOST_TEXTS = 100_000;

    private static final long MOST_COMPARISONS = 10_000_000;

    private final boolean foresees;
    private final Map<String, Integer> codes;
    /** Ascending, with +0 for both zeros. */
    private final double[] numbers;

    private final int[] codesOfNumbers;

    private KnownLevels(boolean foresees, Map<String, Integer> codes, TreeMap<Double, Integer> byNumber) {
        this.foresees = foresees;
        this.codes = codes;
        this.numbers =
                byNumber.keySet().stream().mapToDouble(Double::doubleValue).toArray();
        this.codesOfNumbers =
                byNumber.values().stream().mapToInt(Integer::intValue).toArray();
    }

    static KnownLevels of(List<String> levels, Spelling spelling, ToIntFunction<String> slow) {
        Map<String, Integer> codes = new HashMap<>();
        TreeMap<Double, Integer> byNumber = new TreeMap<>();
        long texts = 2L * (levels.size() + 2L * spelling.synonyms().size())
                + spelling.missing().markers().size();
        if (texts > MOST_TEXTS || texts * spelling.missing().markers().size() > MOST_COMPARISONS) {
            return new KnownLevels(false, codes, byNumber);
        }
        for (String text : foreseen(levels, spelling)) {
            codes.computeIfAbsent(text, slow::applyAsInt);
            double number = Numbers.parse(text.strip()) + 0.0;
            if (!Double.isNaN(number)) {
                byNumber.computeIfAbsent(number, value -> slow.applyAsInt(Numbers.text(value)));
            }
        }
        return new KnownLevels(true, codes, byNumber);
    }

    /** The code, {@link Variable#MISSING} or {@link Variable#UNKNOWN} of a text, or {@link #NOT_FORESEEN}. */
    int code(String text) {
        Integer code = codes.get(text);
        return code == null ? NOT_FORESEEN : code;
    }

    /**
     * The code of a finite number, or {@link #NOT_FORESEEN} where nothing was foreseen. Else one that is the number of no level, synonym or marker cannot be spelt like any of them
     * either, so it is unknown.
     */
    int code(double number) {
        if (!foresees) {
            return NOT_FORESEEN;
        }
        int at = Arrays.binarySearch(numbers, number + 0.0);
        return at < 0 ? Variable.UNKNOWN : codesOfNumbers[at];
    }

    private static List<String> foreseen(List<String> levels, Spelling spelling) {
        List<String> texts = new ArrayList<>(levels);
        spelling.synonyms().forEach((synonym, level) -> texts.addAll(List.of(synonym, level)));
        if (spelling.foldCase() || spelling.type() == ColumnType.BOOLEAN) {
            for (String text : List.copyOf(texts)) {
                texts.addAll(List.of(text.toLowerCase(Locale.ROOT), text.toUpperCase(Locale.ROOT)));
            }
        }
        for (String marker : spelling.missing().markers()) {
            texts.addAll(List.of(marker, marker.toUpperCase(Locale.ROOT)));
        }
        texts.addAll(List.of("", "NaN", "true", "false"));
        return texts;
    }
}
