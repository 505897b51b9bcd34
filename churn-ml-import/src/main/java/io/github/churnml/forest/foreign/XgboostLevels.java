package io.github.churnml.forest.foreign;

import io.github.churnml.error.Wording;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The names of levels that XGBoost from version 3.1 on keeps in {@code cats}: for each feature either texts, as their bytes in
 * UTF-8 one behind the other and where each begins, or numbers of a stated type. A feature without levels has none. Its own
 * tables are re-coded by name, as ours are; the order in which names would be sorted is of no use here.
 */
final class XgboostLevels {

    private static final String WHAT = "the list of level names";
    private static final int MOST_BYTES = 1 << 26;
    private static final int MOST_LEVELS = 1 << 20;

    /** Types as XGBoost numbers them: floats, doubles, then signed and unsigned whole numbers of 8 to 64 bits by turns. */
    private static final int FLOAT = 7;

    private static final int DOUBLE = 8;
    private static final int UNSIGNED_LONG = 16;

    private final Tokens tokens;
    private final List<List<Object>> levels = new ArrayList<>();
    private int[] offsets = {};
    private boolean texts;
    private boolean otherLetters;
    private int type;
    private List<Number> values = List.of();

    XgboostLevels(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Reads {@code cats}; the levels by feature, empty if there are none at all. */
    List<List<Object>> read(int mostFeatures) {
        tokens.object(WHAT, name -> {
            if (!name.equals("enc")) {
                return false;
            }
            tokens.list(WHAT, mostFeatures, this::feature);
            return true;
        });
        return levels;
    }

    /** Whether a name has letters outside ASCII. */
    boolean hasOtherLetters() {
        return otherLetters;
    }

    private void feature(int feature) {
        offsets = new int[0];
        values = new ArrayList<>();
        texts = false;
        type = 0;
        tokens.object(WHAT, this::field);
        levels.add(texts ? texts(feature) : numbers(feature));
    }

    private boolean field(String name) {
        switch (name) {
            case "offsets" -> {
                offsets = tokens.integers(WHAT, MOST_LEVELS + 1);
                texts = true;
            }
            case "type" -> type = (int) tokens.whole("the type of level names");
            case "values" ->
                tokens.list(WHAT, MOST_BYTES, i -> {
                    tokens.require(Tokens.Kind.NUMBER, tokens.next(), WHAT, "a list of numbers");
                    values.add(tokens.exact());
                });
            default -> {
                return false;
            }
        }
        return true;
    }

    private List<Object> texts(int feature) {
        byte[] bytes = new byte[values.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = values.get(i).byteValue();
            otherLetters |= bytes[i] < 0;
        }
        List<Object> names = new ArrayList<>();
        for (int i = 0; i + 1 < offsets.length; i++) {
            if (offsets[i] < 0 || offsets[i + 1] < offsets[i] || offsets[i + 1] > bytes.length) {
                throw tokens.problem(
                        "The names of levels of feature " + feature + " are out of their bounds.",
                        "Maybe it is damaged.");
            }
            names.add(text(feature, i, Arrays.copyOfRange(bytes, offsets[i], offsets[i + 1])));
        }
        return names;
    }

    private String text(int feature, int level, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw tokens.problem(
                    "The name of level " + level + " of feature " + feature
                            + " is cut within a letter, as XGBoost 3.1 to" + " 3.3 do.",
                    "Maybe train with XGBoost 3.4 or later, or name the levels in ASCII.");
        }
    }

    private List<Object> numbers(int feature) {
        if (values.size() > MOST_LEVELS || !values.isEmpty() && (type < FLOAT || type > UNSIGNED_LONG)) {
            throw tokens.problem(
                    "The names of levels of feature " + feature + " are " + values.size() + " of type "
                            + Wording.value(type) + ", which is not read.",
                    "Maybe train with levels that are texts or whole numbers.");
        }
        List<Object> numbers = new ArrayList<>();
        for (Number value : values) {
            numbers.add(number(value));
        }
        return numbers;
    }

    /** The binary form writes unsigned numbers as if they had a sign. */
    private Object number(Number value) {
        if (type == DOUBLE) {
            return value.doubleValue();
        }
        if (type == FLOAT) {
            return (double) value.floatValue();
        }
        long whole = value.longValue();
        if (type % 2 != 0 || whole >= 0) {
            return value instanceof Double ? (Object) whole : value;
        }
        int bits = 8 << (type - 10) / 2;
        return bits == Long.SIZE
                ? new java.math.BigInteger(Long.toUnsignedString(whole))
                : (Object) (whole + (1L << bits));
    }
}
