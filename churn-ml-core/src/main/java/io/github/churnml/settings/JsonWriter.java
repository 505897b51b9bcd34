package io.github.churnml.settings;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.churnml.error.Wording;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a plain tree as JSON that can be read again: what could not is refused. */
final class JsonWriter {

    private final JsonGenerator to;
    private final JsonLimits limits;

    JsonWriter(JsonGenerator to, JsonLimits limits) {
        this.to = to;
        this.limits = limits;
    }

    void write(Map<String, ?> tree) throws IOException {
        value(tree, 1);
    }

    private void value(@Nullable Object value, int depth) throws IOException {
        if (value == null) {
            to.writeNull();
        } else if (value instanceof String text) {
            to.writeString(bounded(text, limits.longestText()));
        } else if (value instanceof Boolean flag) {
            to.writeBoolean(flag);
        } else if (value instanceof Integer || value instanceof Long) {
            to.writeNumber(((Number) value).longValue());
        } else if (value instanceof Double number) {
            to.writeNumber(finite(number));
        } else if (depth > limits.deepest()) {
            throw new IllegalArgumentException("nested more than " + limits.deepest() + " deep");
        } else if (value instanceof List<?> list) {
            to.writeStartArray();
            for (Object item : list) {
                value(item, depth + 1);
            }
            to.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            mapping(map, depth);
        } else {
            throw new IllegalArgumentException("a " + value.getClass().getName() + " has no plain form");
        }
    }

    private void mapping(Map<?, ?> map, int depth) throws IOException {
        to.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new IllegalArgumentException("key " + Wording.value(entry.getKey()) + " is not a text");
            }
            if (!YamlScalar.isWhole(key)) { // Jackson writes such a name, but from 2.21 on does not read it
                throw new IllegalArgumentException("key " + Wording.value(key) + " holds half of a character");
            }
            to.writeFieldName(bounded(key, limits.longestKey()));
            value(entry.getValue(), depth + 1);
        }
        to.writeEndObject();
    }

    private static String bounded(String text, int longest) {
        if (text.length() > longest) {
            throw new IllegalArgumentException("text of " + text.length() + " characters, longer than " + longest);
        }
        return text;
    }

    private static double finite(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("number " + number + " is not finite");
        }
        return number;
    }
}
