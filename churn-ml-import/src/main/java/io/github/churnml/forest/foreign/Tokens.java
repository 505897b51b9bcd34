package io.github.churnml.forest.foreign;

import io.github.churnml.data.Numbers;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.Blame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * A document of objects, lists, texts and numbers, token by token, whether it is JSON or UBJSON. Nothing is kept but what the
 * caller keeps, and what is skipped is not built. For one thread.
 */
abstract class Tokens {

    /** What comes next. */
    enum Kind {
        OBJECT,
        OBJECT_END,
        LIST,
        LIST_END,
        NAME,
        TEXT,
        NUMBER,
        FLAG,
        NOTHING,
        END
    }

    /** Reads the value of a field, or leaves it to be skipped. */
    interface Field {
        /** Whether the value was read. */
        boolean read(String name);
    }

    static final int DEEPEST = 64;
    private static final int MOST_FIELDS = 1000;

    private final Blame blame;

    Tokens(Blame blame) {
        this.blame = blame;
    }

    /** Goes on to the next token. */
    abstract Kind next();

    /** The name or text that was met. */
    abstract String text();

    /** The number that was met, a flag as 1 or 0; may be NaN or infinite. */
    abstract double number();

    /** The number that was met, whole ones with all their digits: a Long or BigInteger, else a Double. */
    abstract Number exact();

    final Blame blame() {
        return blame;
    }

    final ChurnException problem(String problem, String maybe) {
        return blame.of(problem, maybe);
    }

    /** Reads an object; each of its names may come once. */
    final void object(String what, Field field) {
        require(Kind.OBJECT, next(), what, "an object");
        Set<String> seen = new HashSet<>();
        while (next() != Kind.OBJECT_END) {
            String name = text();
            if (!seen.add(name)) {
                throw problem("The key " + Wording.name(name) + " is twice in " + what + ".", "Maybe it is damaged.");
            }
            if (seen.size() > MOST_FIELDS) {
                throw problem("More than " + MOST_FIELDS + " keys are in " + what + ".", "Maybe it is damaged.");
            }
            if (!field.read(name)) {
                skip();
            }
        }
    }

    /** Reads a list, item by item; the item is told its place and has to read its value. */
    final int list(String what, int most, IntConsumer item) {
        require(Kind.LIST, next(), what, "a list");
        int count = 0;
        while (!atListEnd()) {
            if (count == most) {
                throw problem(upper(what) + " has more than " + most + " items.", "Maybe it is damaged.");
            }
            item.accept(count++);
        }
        return count;
    }

    final List<String> texts(String what, int most) {
        List<String> texts = new ArrayList<>();
        list(what, most, i -> {
            require(Kind.TEXT, next(), what, "a list of texts");
            texts.add(text());
        });
        return texts;
    }

    final float[] floats(String what, int most) {
        float[][] numbers = {new float[16]};
        int count = list(what, most, i -> {
            numbers[0] = i < numbers[0].length ? numbers[0] : Arrays.copyOf(numbers[0], longer(i, most));
            numbers[0][i] = (float) listed(what);
        });
        return Arrays.copyOf(numbers[0], count);
    }

    final int[] integers(String what, int most) {
        int[][] numbers = {new int[16]};
        int count = list(what, most, i -> {
            numbers[0] = i < numbers[0].length ? numbers[0] : Arrays.copyOf(numbers[0], longer(i, most));
            double number = listed(what);
            if (number != (int) number) {
                throw problem(
                        upper(what) + " holds " + Wording.value(number) + " where a whole number is required.",
                        "Maybe it is damaged.");
            }
            numbers[0][i] = (int) number;
        });
        return Arrays.copyOf(numbers[0], count);
    }

    final String requireText(String what) {
        require(Kind.TEXT, next(), what, "a text");
        return text();
    }

    /** The name of a level: a text, a flag, or a number with all its digits. */
    final Object level(String what) {
        switch (next()) {
            case TEXT:
                return text();
            case FLAG:
                return number() == 1;
            case NUMBER:
                Number exact = exact();
                if (exact instanceof Double number
                        ? Double.isFinite(number)
                        : exact.toString().length() < 400) {
                    return exact;
                }
                break;
            default:
        }
        throw problem(upper(what) + " holds a level that is neither text, number nor flag.", "Maybe it is damaged.");
    }

    /** A whole number that is written as one or as text. */
    final long whole(String what) {
        Kind kind = next();
        String written = kind == Kind.TEXT ? text() : "";
        double number = kind == Kind.NUMBER ? number() : Numbers.parse(written);
        if (number != Math.rint(number) || Math.abs(number) > 1L << 53) {
            throw problem(
                    upper(what) + " is " + (kind == Kind.TEXT ? Wording.value(written) : Wording.value(number))
                            + " where a whole number is required.",
                    "Maybe it is damaged.");
        }
        return (long) number;
    }

    /** Leaves out the value that comes next. */
    final void skip() {
        int depth = 0;
        do {
            Kind kind = next();
            depth += kind == Kind.OBJECT || kind == Kind.LIST ? 1 : 0;
            depth -= kind == Kind.OBJECT_END || kind == Kind.LIST_END ? 1 : 0;
        } while (depth > 0);
    }

    /** Whether the list that is read has ended; if so its end is taken. */
    abstract boolean atListEnd();

    final void require(Kind wanted, Kind found, String what, String wording) {
        if (wanted != found) {
            throw problem(
                    upper(what) + " is " + shown(found) + " where " + wording + " is required.",
                    "Maybe it is damaged.");
        }
    }

    static String upper(String what) {
        return Character.toUpperCase(what.charAt(0)) + what.substring(1);
    }

    private double listed(String what) {
        Kind kind = next();
        if (kind != Kind.FLAG) {
            require(Kind.NUMBER, kind, what, "a list of numbers");
        }
        return number();
    }

    private static int longer(int length, int most) {
        return (int) Math.min(most, 2L * length);
    }

    private static String shown(Kind kind) {
        return switch (kind) {
            case OBJECT -> "an object";
            case LIST -> "a list";
            case TEXT -> "a text";
            case NUMBER -> "a number";
            case FLAG -> "true or false";
            default -> "nothing";
        };
    }
}
