package io.github.churnml.data.read;

import io.github.churnml.data.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@link MissingMarkers} over character ranges: nearly all values are told apart by first character and length. For one
 * thread.
 */
final class MarkerMatcher {

    private static final int ASCII = 128;
    private static final char[][] NONE = {};

    private final char[][] all;
    private final boolean errors;
    private final boolean blank;
    /** The markers that a value beginning with this character may be, once there has been one. */
    private final char[] @Nullable [][] byFirst = new char[ASCII][][];

    MarkerMatcher(MissingMarkers missing) {
        this(missing, true);
    }

    private MarkerMatcher(MissingMarkers missing, boolean blank) {
        this.blank = blank;
        errors = missing.areErrors();
        all = missing.markers().stream()
                .filter(marker -> !marker.isEmpty())
                .map(String::toCharArray)
                .toArray(char[][]::new);
    }

    /** To which nothing stands for a missing value, not even the empty text. */
    static MarkerMatcher none() {
        return new MarkerMatcher(new MissingMarkers(Set.of()), false);
    }

    /** Whether no number stands for a missing value, and the empty text does. */
    boolean takesNoNumber() {
        return blank && Arrays.stream(all).allMatch(marker -> Double.isNaN(Numbers.scan(marker, 0, marker.length)));
    }

    private char[][] candidates(char first) {
        List<char[]> candidates = new ArrayList<>();
        for (char[] marker : all) {
            if (same(first, marker[0])) {
                candidates.add(marker);
            }
        }
        return candidates.toArray(NONE);
    }

    /** Whether a range without blanks around it stands for a missing value. */
    boolean isMissing(char[] s, int from, int to) {
        if (from == to) {
            return blank;
        }
        char first = s[from];
        char[][] candidates = first < ASCII ? byFirst[first] : all;
        if (candidates == null) {
            candidates = candidates(first);
            byFirst[first] = candidates;
        }
        for (char[] marker : candidates) {
            if (marker.length == to - from && matches(marker, s, from)) {
                return true;
            }
        }
        return errors && SpreadsheetErrors.contains(s, from, to);
    }

    private static boolean matches(char[] marker, char[] s, int from) {
        for (int i = 0; i < marker.length; i++) {
            if (!same(marker[i], s[from + i])) {
                return false;
            }
        }
        return true;
    }

    /** The comparison of {@link String#equalsIgnoreCase}, quick within ASCII. */
    private static boolean same(char a, char b) {
        if (a == b) {
            return true;
        }
        if ((a | b) < ASCII) {
            char lower = (char) (a | 0x20);
            return (a ^ b) == 0x20 && lower >= 'a' && lower <= 'z';
        }
        char upperA = Character.toUpperCase(a);
        char upperB = Character.toUpperCase(b);
        return upperA == upperB || Character.toLowerCase(upperA) == Character.toLowerCase(upperB);
    }
}
