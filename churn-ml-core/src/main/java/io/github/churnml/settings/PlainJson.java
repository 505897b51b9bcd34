package io.github.churnml.settings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.Wording;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as plain trees of null, text, booleans, numbers, lists and mappings; no object is ever bound to it.
 *
 * <p>Writing gives the same bytes for the same tree on every JDK: UTF-8, two blanks per level, line feeds, mappings in
 * their own order, and the shortest decimal that reads back as the same double ({@code Double.toString} changed in JDK
 * 19). Reading is strict and bounded, and whatever is written can be read: whole numbers come back as {@code Integer}
 * where they fit, else as {@code Long}.
 */
public final class PlainJson {

    private static final int DEEPEST = 64;
    private static final int LONGEST_TEXT = 1_000_000;
    private static final int LONGEST_KEY = 10_000;
    private static final int LONGEST_NUMBER = 100;
    private static final int LARGEST = 64 << 20;

    /** A value takes up to about 100 bytes in memory, much more than in the file, so they are counted too. */
    private static final int MOST_VALUES = 5_000_000;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            // Names come from outside: they must not stay behind in tables shared by all readers.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNameLength(LONGEST_KEY)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .build();

    private PlainJson() {}

    /**
     * Writes a tree.
     *
     * @param tree null, {@code String}, {@code Boolean}, {@code Integer}, {@code Long}, finite {@code Double}, {@code
     *     List} and {@code Map} with text keys, at most 64 deep
     * @return UTF-8, ending with a line feed
     * @throws IllegalArgumentException if a value is of another type, not finite, or beyond what can be read again
     */
    public static byte[] write(Map<String, ?> tree) {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        Separators separators = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
        printer.indentObjectsWith(lines);
        return write(tree, printer);
    }

    /**
     * Writes a tree on one line.
     *
     * @param tree as in {@link #write}
     * @return UTF-8, with one line feed, at its end
     * @throws IllegalArgumentException as {@link #write} does
     */
    public static byte[] writeLine(Map<String, ?> tree) {
        return write(tree, null);
    }

    private static byte[] write(Map<String, ?> tree, @Nullable PrettyPrinter printer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = FACTORY.createGenerator(bytes)) {
            generator.setPrettyPrinter(printer);
            write(tree, 1, generator);
            generator.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads a tree.
     *
     * @param json UTF-8
     * @param blame who is to blame if it is not usable
     * @param what what is read, for messages, such as {@code manifest.json}
     * @return the mapping in its own order, with {@code Integer}, {@code Long} or {@code Double} numbers; may be changed
     * @throws ChurnException made by {@code blame}, if this is not JSON, not a mapping, has a key twice, a number that is
     *     not finite, or exceeds a limit
     */
    public static Map<String, Object> read(byte[] json, Blame blame, String what) {
        String text = text(json, blame, what);
        try (JsonParser parser = FACTORY.createParser(text)) {
            return new Reader(parser, blame, what).read();
        } catch (IOException e) {
            throw failure(e, blame, what);
        }
    }

    private static void write(@Nullable Object value, int depth, JsonGenerator to) throws IOException {
        if (value == null) {
            to.writeNull();
        } else if (value instanceof String text) {
            to.writeString(bounded(text, LONGEST_TEXT));
        } else if (value instanceof Boolean flag) {
            to.writeBoolean(flag);
        } else if (value instanceof Integer || value instanceof Long) {
            to.writeNumber(((Number) value).longValue());
        } else if (value instanceof Double number) {
            to.writeNumber(finite(number));
        } else if (depth > DEEPEST) {
            throw new IllegalArgumentException("nested more than " + DEEPEST + " deep");
        } else if (value instanceof List<?> list) {
            to.writeStartArray();
            for (Object item : list) {
                write(item, depth + 1, to);
            }
            to.writeEndArray();
        } else {
            writeMapping(value, depth, to);
        }
    }

    private static void writeMapping(Object value, int depth, JsonGenerator to) throws IOException {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("a " + value.getClass().getName() + " has no plain form");
        }
        to.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new IllegalArgumentException("key " + Wording.value(entry.getKey()) + " is not a text");
            }
            if (!YamlScalar.isWhole(key)) { // Jackson writes such a name, but from 2.21 on does not read it
                throw new IllegalArgumentException("key " + Wording.value(key) + " holds half of a character");
            }
            to.writeFieldName(bounded(key, LONGEST_KEY));
            write(entry.getValue(), depth + 1, to);
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

    /** Decoded here because the parser would also take UTF-16 and UTF-32, which a second reader might not. */
    private static String text(byte[] json, Blame blame, String what) {
        if (json.length > LARGEST) {
            throw blame.of(what + " is larger than " + (LARGEST >> 20) + " MB.", "");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString();
        } catch (CharacterCodingException e) {
            throw blame.of(what + " is not UTF-8 text.", "Maybe it is damaged, or saved in another character set.");
        }
    }

    private static ChurnException failure(IOException e, Blame blame, String what) {
        String at = e instanceof JsonProcessingException problem ? at(problem.getLocation()) : "";
        if (e instanceof StreamConstraintsException) {
            return blame.of(
                    what + " has a text, key or number that is too long, or is nested more than " + DEEPEST + " deep"
                            + at + ".",
                    "");
        }
        if (e instanceof JsonEOFException) {
            return blame.of(what + " ends too early" + at + ".", "Maybe a part of it is missing.");
        }
        return blame.of(
                what + " is not valid JSON" + at + ".", "Maybe a quote, a comma or a bracket is missing or misplaced.");
    }

    private static String at(@Nullable JsonLocation place) {
        return place == null ? "" : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
    }

    /** Builds one tree out of a parser's tokens; as deep as the parser allows at most. */
    private static final class Reader {

        private final JsonParser parser;
        private final Blame blame;
        private final String what;
        private int values;

        Reader(JsonParser parser, Blame blame, String what) {
            this.parser = parser;
            this.blame = blame;
            this.what = what;
        }

        Map<String, Object> read() throws IOException {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw blame.of(what + " is empty.", "");
            }
            if (first != JsonToken.START_OBJECT) {
                throw problem(" does not hold a mapping of keys to values");
            }
            Map<String, Object> tree = mapping();
            if (parser.nextToken() != null) {
                throw problem(" goes on after its end");
            }
            return tree;
        }

        private Map<String, Object> mapping() throws IOException {
            Map<String, Object> map = new LinkedHashMap<>();
            for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                if (map.containsKey(key)) {
                    throw problem(" has the key " + Wording.name(key) + " twice");
                }
                parser.nextToken();
                map.put(key, value());
            }
            return map;
        }

        private List<Object> list() throws IOException {
            List<Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(value());
            }
            return list;
        }

        private @Nullable Object value() throws IOException {
            if (++values > MOST_VALUES) {
                throw problem(" holds more than " + MOST_VALUES + " values");
            }
            return switch (parser.currentToken()) {
                case START_OBJECT -> mapping();
                case START_ARRAY -> list();
                case VALUE_STRING -> parser.getText();
                case VALUE_NUMBER_INT -> whole();
                case VALUE_NUMBER_FLOAT -> number();
                case VALUE_TRUE -> true;
                case VALUE_FALSE -> false;
                case VALUE_NULL -> null;
                default -> throw problem(" is not valid JSON");
            };
        }

        private Object whole() throws IOException {
            return switch (parser.getNumberType()) {
                case INT -> (Object) parser.getIntValue();
                case LONG -> parser.getLongValue();
                default ->
                    throw problem(
                            " holds the whole number " + Wording.value(parser.getText()) + ", which is too large");
            };
        }

        private double number() throws IOException {
            double number = parser.getDoubleValue();
            if (!Double.isFinite(number)) {
                throw problem(" holds the number " + Wording.value(parser.getText()) + ", which is too large");
            }
            return number;
        }

        private ChurnException problem(String problem) {
            return blame.of(what + problem + at(parser.currentTokenLocation()) + ".", "");
        }
    }
}
