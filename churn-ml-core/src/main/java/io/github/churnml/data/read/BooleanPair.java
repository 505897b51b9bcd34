package io.github.churnml.data.read;

/** The pairs of texts that spell yes and no, without case; as bits, so that a column keeps those that fit all values. */
final class BooleanPair {

    static final int TRUE_FALSE = 1;
    static final int YES_NO = 2;
    static final int Y_N = 4;
    static final int T_F = 8;
    /** Only where the user declares a column boolean: by itself it is a column of numbers. */
    static final int ONE_ZERO = 16;

    static final int ALL = TRUE_FALSE | YES_NO | Y_N | T_F | ONE_ZERO;
    static final int INFERRED = ALL & ~ONE_ZERO;

    private BooleanPair() {}

    /** The pairs that a text without blanks around it belongs to. */
    static int of(char[] s, int from, int to) {
        return switch (to - from) {
            case 1 -> ofLetter(s[from]);
            case 2 -> spells(s, from, "no") ? YES_NO : 0;
            case 3 -> spells(s, from, "yes") ? YES_NO : 0;
            case 4 -> spells(s, from, "true") ? TRUE_FALSE : 0;
            case 5 -> spells(s, from, "false") ? TRUE_FALSE : 0;
            default -> 0;
        };
    }

    private static int ofLetter(char c) {
        return switch (c) {
            case 'y', 'Y', 'n', 'N' -> Y_N;
            case 't', 'T', 'f', 'F' -> T_F;
            case '0', '1' -> ONE_ZERO;
            default -> 0;
        };
    }

    private static boolean spells(char[] s, int from, String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = s[from + i];
            if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
