package io.github.churnml.data.synthetic;

import java.util.Locale;

/**
 * What happens to one customer's cells between the truth and the file: values get lost, labels are typed in by hand. It
 * has a stream of its own and never looks at whether the customer left, so given the clean values a hole or a misspelling
 * says nothing about the label. A customer written twice is messed up twice in the same way, byte for byte.
 */
final class Mess {

    private static final double SPELLING_SHARE = 0.015;
    private static final double CURRENCY_SHARE = 0.01;

    private final Draws draws;

    Mess(long seed, long number) {
        this.draws = Draws.of(seed, number, Draws.Purpose.MESS);
    }

    /** {@return whether the next cell is lost} */
    boolean loses(double share) {
        return draws.chance(share);
    }

    /** {@return what stands where a value was lost: mostly nothing, else one of three habits of export programs} */
    String marker() {
        double which = draws.uniform();
        if (which < 0.55) {
            return "";
        }
        return which < 0.80 ? "NA" : which < 0.92 ? "?" : "-";
    }

    boolean addsCurrency() {
        return draws.chance(CURRENCY_SHARE);
    }

    /** {@return the label as it is, or in one of six other spellings that mean the same} */
    String spelled(String label) {
        if (!draws.chance(SPELLING_SHARE)) {
            return label;
        }
        return switch (draws.below(6)) {
            case 0 -> " " + label.toLowerCase(Locale.ROOT);
            case 1 -> capitalised(label) + " ";
            case 2 -> label.toUpperCase(Locale.ROOT);
            case 3 -> label.toLowerCase(Locale.ROOT);
            case 4 -> label + " ";
            default -> "  " + label;
        };
    }

    private static String capitalised(String label) {
        StringBuilder result = new StringBuilder(label);
        for (int i = 1; i < label.length(); i++) {
            if (!Character.isLetter(label.charAt(i - 1))) {
                result.setCharAt(i, Character.toUpperCase(label.charAt(i)));
            }
        }
        return result.toString();
    }
}
