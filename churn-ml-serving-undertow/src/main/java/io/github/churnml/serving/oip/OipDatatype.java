package io.github.churnml.serving.oip;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Numbers;
import io.github.churnml.serving.model.ColumnRule;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The tensor datatypes of the Open Inference Protocol, and which of them a column takes. */
public enum OipDatatype {
    BOOL,
    UINT8(0, 8),
    UINT16(0, 16),
    UINT32(0, 32),
    UINT64(0, 64),
    INT8(1, 7),
    INT16(1, 15),
    INT32(1, 31),
    INT64(1, 63),
    FP16,
    FP32,
    FP64,
    BYTES;

    private final BigInteger least;
    private final BigInteger greatest;
    private final boolean whole;

    OipDatatype() {
        this.least = BigInteger.ZERO;
        this.greatest = BigInteger.ZERO;
        this.whole = false;
    }

    /** A whole number, with or without a sign, of n bits. */
    OipDatatype(int sign, int bits) {
        BigInteger power = BigInteger.ONE.shiftLeft(bits);
        this.least = sign == 0 ? BigInteger.ZERO : power.negate();
        this.greatest = power.subtract(BigInteger.ONE);
        this.whole = true;
    }

    static Optional<OipDatatype> find(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    /** What the metadata say of a column: the datatype that says most of what it holds. */
    static OipDatatype of(ColumnRule rule) {
        if (rule.isDate()) {
            return BYTES;
        }
        if (!rule.isNominal()) {
            return FP64;
        }
        if (takesFlags(rule)) {
            return BOOL;
        }
        boolean numbers = takesNumbers(rule);
        return numbers && rule.levels().stream().allMatch(level -> isWhole(Numbers.parse(level))) ? INT64 : BYTES;
    }

    /** The datatypes that a column takes, the metadata's first. */
    static List<OipDatatype> takenBy(ColumnRule rule) {
        List<OipDatatype> taken = new ArrayList<>(List.of(of(rule)));
        for (OipDatatype type : values()) {
            boolean fits =
                    switch (type) {
                        case BYTES -> rule.isNominal() || rule.isDate();
                        case BOOL -> rule.isNominal() && takesFlags(rule);
                        default -> rule.isNominal() ? takesNumbers(rule) : !rule.isDate();
                    };
            if (fits && !taken.contains(type)) {
                taken.add(type);
            }
        }
        return taken;
    }

    /** Whether the value that a parser stands at is one of this datatype. */
    boolean holds(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (whole) {
            return token == JsonToken.VALUE_NUMBER_INT && isInside(parser);
        }
        return switch (this) {
            case BOOL -> token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
            case BYTES -> token == JsonToken.VALUE_STRING;
            default -> token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
        };
    }

    private boolean isInside(JsonParser parser) throws IOException {
        BigInteger value = parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? parser.getBigIntegerValue()
                : BigInteger.valueOf(parser.getLongValue());
        return value.compareTo(least) >= 0 && value.compareTo(greatest) <= 0;
    }

    private static boolean takesFlags(ColumnRule rule) {
        return rule.input().type() == ColumnType.BOOLEAN
                && rule.input().readFlag(true, 0) >= 0
                && rule.input().readFlag(false, 0) >= 0;
    }

    private static boolean takesNumbers(ColumnRule rule) {
        return !rule.levels().isEmpty()
                && rule.levels().stream().allMatch(level -> Double.isFinite(Numbers.parse(level)));
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value);
    }
}
