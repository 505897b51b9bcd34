package io.github.churnml.serving.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.github.churnml.data.ColumnType;
import io.github.churnml.drift.ColumnProfile;
import io.github.churnml.drift.NumberProfile;
import io.github.churnml.prepare.Input;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request may hold in one column.
 *
 * @param position the column's place among the model's inputs
 * @param input reads its values
 * @param field its name as JSON has it
 * @param texts its levels as JSON has them
 * @param optional whether a row may leave it out
 * @param least the least value of the training rows, or −∞ where it is not known
 * @param greatest the greatest value of the training rows, or ∞ where it is not known
 */
public record ColumnRule(
        int position,
        Input input,
        SerializableString field,
        LevelTexts texts,
        boolean optional,
        double least,
        double greatest) {

    static ColumnRule of(int position, Input input, @Nullable ColumnProfile profile, boolean optional) {
        NumberProfile seen =
                profile instanceof NumberProfile numbers && numbers.min() <= numbers.max() ? numbers : null;
        return new ColumnRule(
                position,
                input,
                new SerializedString(input.name()),
                LevelTexts.of(input),
                optional,
                seen == null ? Double.NEGATIVE_INFINITY : seen.min(),
                seen == null ? Double.POSITIVE_INFINITY : seen.max());
    }

    public String name() {
        return input.name();
    }

    public boolean isNominal() {
        return input.type().isCoded();
    }

    public boolean isDate() {
        return input.type() == ColumnType.DATE;
    }

    /** Whether a number lies outside what training saw; false for a missing one. */
    public boolean isOutside(double value) {
        return value < least || value > greatest;
    }

    /** Whether it lies outside by more than the whole width of what training saw. */
    boolean isFarOutside(double value) {
        double width = greatest - least;
        return value < least - width || value > greatest + width;
    }

    /** The value of the text that a parser is at. */
    public double readText(JsonParser parser) throws IOException {
        if (isNominal()) {
            double level = texts.find(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
            if (!Double.isNaN(level)) {
                return level;
            }
        }
        return input.read(parser.getText(), 0);
    }

    public List<String> levels() {
        return input.levels();
    }
}
