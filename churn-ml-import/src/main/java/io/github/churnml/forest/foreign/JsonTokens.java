package io.github.churnml.forest.foreign;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.github.churnml.error.ChurnException;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.JsonLimits;
import java.io.IOException;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The tokens of JSON. XGBoost writes NaN and Infinity bare, which JSON does not have. */
final class JsonTokens extends Tokens {

    private static final int LONG_DIGITS = 18;

    private static final JsonLimits LIMITS = new JsonLimits(DEEPEST, 1 << 24, 10_000, 1_000);
    private static final JsonFactory FACTORY =
            LIMITS.factory().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    private final JsonParser parser;
    private @Nullable JsonToken peeked;
    private double number;

    JsonTokens(byte[] bytes, Blame blame) {
        super(blame);
        try {
            parser = FACTORY.createParser(bytes);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    Kind next() {
        try {
            JsonToken token = peeked != null ? peeked : parser.nextToken();
            peeked = null;
            if (token == null) {
                return Kind.END;
            }
            return switch (token) {
                case START_OBJECT -> Kind.OBJECT;
                case END_OBJECT -> Kind.OBJECT_END;
                case START_ARRAY -> Kind.LIST;
                case END_ARRAY -> Kind.LIST_END;
                case FIELD_NAME -> Kind.NAME;
                case VALUE_STRING -> Kind.TEXT;
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> met(Kind.NUMBER, parser.getDoubleValue());
                case VALUE_TRUE -> met(Kind.FLAG, 1);
                case VALUE_FALSE -> met(Kind.FLAG, 0);
                default -> Kind.NOTHING;
            };
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    boolean atListEnd() {
        try {
            peeked = parser.nextToken();
        } catch (IOException e) {
            throw failure(e);
        }
        if (peeked == JsonToken.END_ARRAY) {
            peeked = null;
            return true;
        }
        return false;
    }

    @Override
    String text() {
        try {
            return parser.getText();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    double number() {
        return number;
    }

    @Override
    Number exact() {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            return number;
        }
        String digits = text();
        return digits.length() <= LONG_DIGITS ? (Number) Long.valueOf(digits) : new BigInteger(digits);
    }

    private Kind met(Kind kind, double value) {
        number = value;
        return kind;
    }

    private ChurnException failure(IOException e) {
        String at = e instanceof JsonProcessingException problem ? JsonLimits.at(problem.getLocation()) : "";
        if (e instanceof StreamConstraintsException) {
            return problem("Its JSON " + LIMITS.exceeded() + at + ".", "Maybe it is no model.");
        }
        if (e instanceof JsonEOFException) {
            return problem("Its JSON ends too early" + at + ".", "Maybe saving or copying it was interrupted.");
        }
        return problem("It is not valid JSON" + at + ".", "Maybe it is damaged, or no model.");
    }
}
