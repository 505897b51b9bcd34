package io.github.churnml.serving.model;

import io.github.churnml.prepare.Input;
import java.util.Arrays;
import java.util.List;

/**
 * The spellings of a column's levels as characters, so that a usual value is found without making a text of it. What is not
 * among them may still be a level in another spelling: the input knows.
 */
public final class LevelTexts {

    /** A column of more levels is looked up by the input alone: a search through them would take longer. */
    private static final int MOST = 32;

    private static final LevelTexts NONE = new LevelTexts(new char[0][], new double[0]);

    private final char[][] texts;
    private final double[] codes;

    private LevelTexts(char[][] texts, double[] codes) {
        this.texts = texts;
        this.codes = codes;
    }

    static LevelTexts of(Input input) {
        List<String> levels = input.levels();
        return levels.size() > MOST
                ? NONE
                : new LevelTexts(
                        levels.stream().map(String::toCharArray).toArray(char[][]::new),
                        levels.stream()
                                .mapToDouble(level -> input.read(level, 0))
                                .toArray());
    }

    /** What the input reads the characters as; NaN if they are none of the spellings. */
    public double find(char[] characters, int from, int length) {
        for (int i = 0; i < texts.length; i++) {
            char[] text = texts[i];
            if (text.length == length && Arrays.equals(text, 0, length, characters, from, from + length)) {
                return codes[i];
            }
        }
        return Double.NaN;
    }
}
