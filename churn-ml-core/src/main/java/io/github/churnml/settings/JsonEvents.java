package io.github.churnml.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.Wording;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The events of JSON, out of Jackson's tokens. */
final class JsonEvents implements TreeEvents {

    private final JsonParser parser;
    private final JsonLimits limits;
    private final Blame blame;
    private final String what;

    JsonEvents(JsonParser parser, JsonLimits limits, Blame blame, String what) {
        this.parser = parser;
        this.limits = limits;
        this.blame = blame;
        this.what = what;
    }

    /** Moves to the mapping that the whole text is. */
    Kind root() {
        JsonToken first = token();
        if (first == null) {
            throw blame.of(what + " is empty.", "");
        }
        if (first != JsonToken.START_OBJECT) {
            throw problem("does not hold a mapping of keys to values", "");
        }
        return Kind.MAPPING;
    }

    /** Refuses what follows the root. */
    void end() {
        if (token() != null) {
            throw problem("goes on after its end", "");
        }
    }

    @Override
    public Kind next() {
        JsonToken token = token();
        if (token == null) {
            throw problem("is not valid JSON", "");
        }
        return switch (token) {
            case START_OBJECT -> Kind.MAPPING;
            case START_ARRAY -> Kind.LIST;
            case END_ARRAY -> Kind.END;
            default -> Kind.SCALAR;
        };
    }

    @Override
    public @Nullable String key() {
        try {
            return parser.nextFieldName();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public @Nullable Object scalar() {
        try {
            return switch (parser.currentToken()) {
                case VALUE_STRING -> parser.getText();
                case VALUE_NUMBER_INT -> whole();
                case VALUE_NUMBER_FLOAT -> number();
                case VALUE_TRUE -> true;
                case VALUE_FALSE -> false;
                case VALUE_NULL -> null;
                default -> throw problem("is not valid JSON", "");
            };
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    @Override
    public ChurnException twice(String key) {
        return problem("has the key " + Wording.name(key) + " twice", "");
    }

    @Override
    public ChurnException problem(String problem, String maybe) {
        return blame.of(what + " " + problem + JsonLimits.at(parser.currentTokenLocation()) + ".", maybe);
    }

    private @Nullable JsonToken token() {
        try {
            return parser.nextToken();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private Object whole() throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> (Object) parser.getIntValue();
            case LONG -> parser.getLongValue();
            default ->
                throw problem("holds the whole number " + Wording.value(parser.getText()) + ", which is too large", "");
        };
    }

    private double number() throws IOException {
        double number = parser.getDoubleValue();
        if (!Double.isFinite(number)) {
            throw problem("holds the number " + Wording.value(parser.getText()) + ", which is too large", "");
        }
        return number;
    }

    private ChurnException failure(IOException e) {
        String at = e instanceof JsonProcessingException problem ? JsonLimits.at(problem.getLocation()) : "";
        if (e instanceof StreamConstraintsException) {
            return blame.of(what + " " + limits.exceeded() + at + ".", "");
        }
        if (e instanceof JsonEOFException) {
            return blame.of(what + " ends too early" + at + ".", "Maybe a part of it is missing.");
        }
        return blame.of(
                what + " is not valid JSON" + at + ".", "Maybe a quote, a comma or a bracket is missing or misplaced.");
    }
}
