package io.github.churnml.data;

/**
 * Operations on a range of a character array, as the CSV parser gives it: strip blanks, compare, hash; no string is made.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class Chars {

    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    private Chars() {}

    /**
     * The first character that is not blank.
     *
     * @param s holds the text
     * @param from where it begins
     * @param to behind its last character
     * @return its position, or {@code to} if there is none
     */
    public static int start(char[] s, int from, int to) {
        int i = from;
        while (i < to && isBlank(s[i])) {
            i++;
        }
        return i;
    }

    /**
     * The end of the last character that is not blank.
     *
     * @param s holds the text
     * @param from where it begins
     * @param to behind its last character
     * @return the position behind it, or {@code from} if there is none
     */
    public static int end(char[] s, int from, int to) {
        int i = to;
        while (i > from && isBlank(s[i - 1])) {
            i--;
        }
        return i;
    }

    /**
     * The same as {@link Character#isWhitespace(char)}, quick for what is common.
     *
     * @param c a character
     * @return whether it is blank
     */
    public static boolean isBlank(char c) {
        return c <= ' ' || c >= 0x80 ? Character.isWhitespace(c) : false;
    }

    /**
     * A 64-bit hash, equal for equal text; four characters per multiplication.
     *
     * @param s holds the text
     * @param from where it begins
     * @param to behind its last character
     * @return the hash
     */
    public static long hash(char[] s, int from, int to) {
        long hash = to - from;
        int i = from;
        for (; i + 4 <= to; i += 4) {
            long four = s[i] | (long) s[i + 1] << 16 | (long) s[i + 2] << 32 | (long) s[i + 3] << 48;
            hash = step(hash ^ four);
        }
        long rest = 0;
        for (; i < to; i++) {
            rest = rest << 16 | s[i];
        }
        return mix(hash ^ rest);
    }

    private static long step(long value) {
        long product = value * MULTIPLIER;
        return product ^ product >>> 32;
    }

    /**
     * Spreads every bit over all others (Steele, Lea and Flood 2014, the finalizer of SplitMix64).
     *
     * @param value any value
     * @return another for every other value
     */
    public static long mix(long value) {
        long z = value + MULTIPLIER;
        z = (z ^ z >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
        return z ^ z >>> 31;
    }

    /**
     * Whether a range spells a text exactly.
     *
     * @param s holds the range
     * @param from where it begins
     * @param to behind its last character
     * @param text the text
     * @return whether it does
     */
    public static boolean equal(char[] s, int from, int to, String text) {
        if (text.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (s[i] != text.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }
}
