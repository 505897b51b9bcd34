package io.github.churnml.data.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.JsonLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Goes through the rows of a JSON table once: the objects of a list, or objects one after the other. */
final class JsonFeed implements AutoCloseable {

    static final int DEEPEST = 32;
    private static final int LONGEST_KEY = 10_000;
    private static final int LONGEST_NUMBER = 1_000;

    /** Takes the values of a row as they come. */
    interface Values {
        /** Takes a value; numbers, true and false as they are written, null and blank texts as no characters. */
        void value(JsonKeys.Key key, char[] s, int from, int to);
    }

    private static final char[] NONE = {};
    private static final char[] TRUE = "true".toCharArray();
    private static final char[] FALSE = "false".toCharArray();

    private static final String ROWS =
            "Maybe write the table as a list of objects, one per row, or one object per line.";

    private final Path path;
    private final TableLimits limits;
    private final JsonKeys keys;
    private final JsonParser parser;
    private boolean started;
    private boolean inList;
    private boolean inRow;
    private long row;

    /** Opens a file; {@code progress} is told how many bytes are read. */
    JsonFeed(Path path, TableLimits limits, JsonKeys keys, LongConsumer progress) {
        this.path = path;
        this.limits = limits;
        this.keys = keys;
        try {
            parser = factory(limits).createParser(CountedInput.open(path, progress));
        } catch (IOException e) {
            throw TableFile.unreadable(path, e);
        }
    }

    /** One per file, since a factory remembers the keys that it has met. */
    private static JsonFactory factory(TableLimits limits) {
        return limits(limits)
                .factory()
                .enable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .build();
    }

    private static JsonLimits limits(TableLimits limits) {
        return new JsonLimits(DEEPEST, limits.fieldChars(), LONGEST_KEY, LONGEST_NUMBER);
    }

    /** Whether the value that is being handed out is a number, and no text that looks like one. */
    boolean isNumber() {
        return parser.currentToken().isNumeric();
    }

    /** How many rows have been handed out. */
    long row() {
        return row;
    }

    /** Hands out the next row; false at the end. */
    boolean next(Values values) {
        try {
            JsonToken token = nextRow();
            if (token == null) {
                return false;
            }
            inRow = true;
            if (token != JsonToken.START_OBJECT) {
                throw problem(" is " + shown(token) + " where an object with one value per column is required", ROWS);
            }
            if (row == limits.rows()) {
                throw TableFile.tooManyRows(path, limits.rows());
            }
            object(keys.root(), values);
            inRow = false;
            row++;
            return true;
        } catch (IOException e) {
            throw JsonFailure.of(e, this);
        }
    }

    /** The token that begins a row, or null at the end. */
    private @Nullable JsonToken nextRow() throws IOException {
        JsonToken token = parser.nextToken();
        if (!started) {
            started = true;
            inList = token == JsonToken.START_ARRAY;
            token = inList ? parser.nextToken() : token;
        }
        if (!inList || token != JsonToken.END_ARRAY) {
            return token;
        }
        if (parser.nextToken() != null) {
            throw new DataException(
                    TableFile.shortName(path) + " goes on after the end of its list" + at() + ".",
                    "Maybe two files were written into one.",
                    Where.in(path));
        }
        return null;
    }

    /** Takes an object apart; as deep as the parser allows at most. */
    private void object(JsonKeys.Key outer, Values values) throws IOException {
        long stamp = keys.nextObject();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonKeys.Key key = keys.in(outer, name);
            if (key == null) {
                throw keys.isClosed() ? TableReader.changed(path) : tooManyKeys();
            }
            if (!key.see(stamp)) {
                throw problem(" has the key " + Wording.name(key.name()) + " twice", "Maybe rename one of them.");
            }
            value(key, values);
        }
    }

    private void value(JsonKeys.Key key, Values values) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.START_OBJECT) {
            object(key, values);
            return;
        }
        if (token == JsonToken.START_ARRAY) {
            throw problem(
                    " holds a list under " + Wording.name(key.name()) + ", and a cell holds one value",
                    row == 0 && !inList
                            ? "Maybe the table is written by columns: write it as a list of objects, one per row."
                            : "Maybe write the list as a text, or as one column per item.");
        }
        keys.value(key, token == JsonToken.VALUE_NULL);
        switch (token) {
            case VALUE_NULL -> values.value(key, NONE, 0, 0);
            case VALUE_TRUE -> values.value(key, TRUE, 0, TRUE.length);
            case VALUE_FALSE -> values.value(key, FALSE, 0, FALSE.length);
            default -> {
                char[] s = parser.getTextCharacters();
                int from = parser.getTextOffset();
                values.value(key, s, from, from + parser.getTextLength());
            }
        }
    }

    private String shown(JsonToken token) throws IOException {
        return switch (token) {
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "the text " + Wording.value(parser.getText());
            default -> Wording.value(parser.getText());
        };
    }

    private DataException tooManyKeys() {
        return problem(
                " brings the table to more than " + limits.columns() + " different keys",
                "Maybe keys hold what should be values, or this is not a table of customers.");
    }

    /** Something is wrong at the row that is being read. */
    DataException problem(String problem, String maybe) {
        return new DataException(
                place() + problem + at() + ".", maybe, Where.in(path).row(row + 1));
    }

    /** The row that is being read, or the file where that is between two. */
    String place() {
        return inRow ? "Row " + (row + 1) + " of " + TableFile.shortName(path) : TableFile.shortName(path);
    }

    Path path() {
        return path;
    }

    /** What is wrong with JSON beyond the limits. */
    String exceeded() {
        return limits(limits).exceeded();
    }

    private String at() {
        return JsonLimits.at(parser.currentTokenLocation());
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw TableFile.unreadable(path, e);
        }
    }
}
