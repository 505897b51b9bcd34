package io.github.churnml.prepare;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dates;
import io.github.churnml.data.Decimals;
import io.github.churnml.data.read.MissingMarkers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A column as a model from elsewhere was trained with it: how raw values are read, and which number the model is given for
 * each. Nothing is filled in: a missing value reaches the model as {@code NaN}.
 */
public final class GivenColumn {

    private static final Map<String, List<String>> WORDS =
            Map.of("true", List.of("yes", "y", "t", "1"), "false", List.of("no", "n", "f", "0"));

    private final Input input;
    private final Encoded encoded;

    /** Makes the encoding of the variable in some place. */
    private interface Encoded {
        EncodedColumn at(int place);
    }

    private GivenColumn(Input input, Encoded encoded) {
        this.input = input;
        this.encoded = encoded;
    }

    /**
     * A column of numbers; true and false, as values or as words in any case, are 1 and 0.
     *
     * @param name the column's name
     * @param missing the texts that stand for a missing value
     * @return the column
     */
    public static GivenColumn number(String name, MissingMarkers missing) {
        return new GivenColumn(numbers(name, missing), place -> new EncodedNumber(place, Scaling.NONE));
    }

    /**
     * A column of numbers that are codes of levels, which the model tells apart without an order: they are cut to whole
     * numbers, and negative ones are codes that the model does not know.
     *
     * @param name the column's name
     * @param missing the texts that stand for a missing value
     * @return the column
     */
    public static GivenColumn code(String name, MissingMarkers missing) {
        return new GivenColumn(numbers(name, missing), EncodedCode::new);
    }

    /**
     * A column of two values, 1 for true, yes, y, t and 1, and 0 for false, no, n, f and 0, all in any case.
     *
     * @param name the column's name
     * @param missing the texts that stand for a missing value
     * @param onLevels whether the model tells codes apart without an order; any other value is then an unknown level,
     *     otherwise a missing one
     * @return the column
     */
    public static GivenColumn flag(String name, MissingMarkers missing, boolean onLevels) {
        Map<String, String> synonyms = new LinkedHashMap<>();
        WORDS.forEach((level, words) ->
                words.stream().filter(word -> !missing.isMissing(word)).forEach(word -> synonyms.put(word, level)));
        Spelling spelling = new Spelling(name, ColumnType.BOOLEAN, true, false, missing, synonyms);
        return levels(new LevelInput(name, true, spelling, List.of("false", "true")), new double[] {0, 1}, onLevels);
    }

    /**
     * A column of levels that only a schema names: compared as text, then as text without blanks around it, then as numbers.
     *
     * @param name the column's name
     * @param codes the number that the model is given for each level
     * @param missing the texts that stand for a missing value, unless they are levels
     * @param onLevels whether the model tells codes apart without an order; a level without a code is then an unknown one,
     *     otherwise it counts as missing
     * @return the column
     */
    public static GivenColumn levels(String name, Map<String, Double> codes, MissingMarkers missing, boolean onLevels) {
        double[] numbers =
                codes.values().stream().mapToDouble(Double::doubleValue).toArray();
        return levels(ExactLevelInput.loose(name, List.copyOf(codes.keySet()), missing), numbers, onLevels);
    }

    /**
     * A column of levels that the model's file names, compared exactly: a text by all its characters, a whole number by its
     * digits, another number by its value, before anything is trimmed or taken for a missing value.
     *
     * @param name the column's name
     * @param levels by code: each a String, a Boolean, a Double, or a Number without decimals
     * @param missing the texts that stand for a missing value, unless they are levels
     * @param onLevels whether the model tells codes apart without an order; a level without a code is then an unknown one,
     *     otherwise it counts as missing
     * @return the column
     */
    public static GivenColumn exactLevels(String name, List<Object> levels, MissingMarkers missing, boolean onLevels) {
        double[] codes = IntStream.range(0, levels.size()).asDoubleStream().toArray();
        return levels(ExactLevelInput.exact(name, levels, missing), codes, onLevels);
    }

    private static GivenColumn levels(Input input, double[] codes, boolean onLevels) {
        double unknown = onLevels ? Variable.UNKNOWN : Double.NaN;
        return new GivenColumn(input, place -> new EncodedCodes(place, codes, unknown));
    }

    private static NumberInput numbers(String name, MissingMarkers missing) {
        return new NumberInput(
                name,
                true,
                new NumberText(ColumnType.NUMERIC, false, Decimals.POINT, false, Dates.Format.ISO, missing, true));
    }

    Input input() {
        return input;
    }

    EncodedColumn encoded(int place) {
        return encoded.at(place);
    }
}
