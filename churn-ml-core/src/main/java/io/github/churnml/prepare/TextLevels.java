package io.github.churnml.prepare;

import io.github.churnml.data.Numbers;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.List;

/**
 * The rule for numbers and booleans given for a column whose levels are texts: one that no level is written as is a mistake
 * of the caller, not a level that training did not see.
 */
final class TextLevels {

    private TextLevels() {}

    /** Whether there are levels, and none is a number. */
    static boolean only(List<String> levels) {
        return !levels.isEmpty() && levels.stream().allMatch(level -> Double.isNaN(Numbers.parse(level.strip())));
    }

    static DataException refused(Input input, Object given, long row) {
        String text = given instanceof Double number ? Numbers.text(number) : given.toString();
        return new DataException(
                "Column " + Wording.name(input.name()) + NumberInput.at(row) + " holds the "
                        + (given instanceof Boolean ? "boolean " : "number ") + Wording.value(text)
                        + ", which is none of its levels: " + Wording.names(input.levels()) + ".",
                "Maybe give the level as text, or null where it is not known.",
                Where.column(input.name()).row(row));
    }

    /** The text of a value that is neither a number nor a flag: of texts and constants; others are refused. */
    static String text(Object raw, String name, long row) {
        if (raw instanceof CharSequence || raw instanceof Character) {
            return raw.toString();
        }
        if (raw instanceof Enum<?> constant) {
            return constant.name();
        }
        throw new DataException(
                "Column " + Wording.name(name) + NumberInput.at(row) + " holds a value of type "
                        + raw.getClass().getSimpleName() + " where text is required.",
                "Maybe give the level as text.",
                Where.column(name).row(row));
    }
}
