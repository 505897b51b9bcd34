package io.github.churnml.serving;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.churnml.data.Dates;
import io.github.churnml.drift.ColumnProfile;
import io.github.churnml.drift.LevelProfile;
import io.github.churnml.drift.NumberProfile;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** A made-up customer that a model takes: the commonest levels, and the middle of what training saw. */
final class Example {

    private static final MathContext READABLE = new MathContext(3);

    private Example() {}

    static String json(ServedModel model) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            out.writeStartObject();
            for (ColumnRule rule : model.rules()) {
                out.writeFieldName(rule.field());
                write(
                        out,
                        rule,
                        model.model().referenceProfile().find(rule.name()).orElse(null));
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a text cannot fail to be written", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator out, ColumnRule rule, @Nullable ColumnProfile profile) throws IOException {
        if (rule.isNominal()) {
            out.writeString(level(rule, profile)); // null where there is none
        } else if (profile instanceof NumberProfile numbers && numbers.min() <= numbers.max()) {
            double middle = numbers.edges().isEmpty()
                    ? numbers.min()
                    : numbers.edges().get(numbers.edges().size() / 2);
            if (rule.isDate()) {
                out.writeString(Dates.text(Math.floor(middle)));
            } else {
                out.writeNumber(readable(middle, rule));
            }
        } else {
            out.writeNull();
        }
    }

    private static @Nullable String level(ColumnRule rule, @Nullable ColumnProfile profile) {
        if (profile instanceof LevelProfile known && !known.levels().isEmpty()) {
            int most = 0;
            for (int i = 1; i < known.counts().size(); i++) {
                most = known.counts().get(i) > known.counts().get(most) ? i : most;
            }
            return known.levels().get(most);
        }
        return rule.levels().isEmpty() ? null : rule.levels().get(0);
    }

    /** Three digits, or as many as it takes to stay within what training saw. */
    private static BigDecimal readable(double value, ColumnRule rule) {
        BigDecimal rounded = new BigDecimal(value).round(READABLE);
        BigDecimal number = rule.isOutside(rounded.doubleValue()) ? BigDecimal.valueOf(value) : rounded;
        // No exponent, and no zeros that say nothing.
        return new BigDecimal(number.stripTrailingZeros().toPlainString());
    }
}
