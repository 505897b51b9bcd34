package io.github.churnml.data;

import java.util.ArrayList;
import java.util.List;

/** {@link MissingMarkers} over character ranges: most values are told apart by their first character alone. */
final class MarkerMatcher {

    private static final int ASCII = 128;

    private final List<char[]> markers = new ArrayList<>();
    private final boolean[] first = new boolean[ASCII];

    MarkerMatcher(MissingMarkers missing) {
        for (String marker : missing.markers()) {
            if (marker.isEmpty()) {
                continue;
            }
            markers.add(marker.toCharArray());
            for (char c = 0; c < ASCII; c++) {
                first[c] |= same(c, marker.charAt(0));
            }
        }
    }

    /** Whether a range without blanks around it stands for a missing value. */
    boolean isMissing(char[] s, int from, int to) {
        if (from == to) {
            return true;
        }
        if (s[from] < ASCII && !first[s[from]]) {
            return false;
        }
        for (char[] marker : markers) {
            if (matches(marker, s, from, to)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(char[] marker, char[] s, int from, int to) {
        if (marker.length != to - from) {
            return false;
        }
        for (int i = 0; i < marker.length; i++) {
            if (!same(marker[i], s[from + i])) {
                return false;
            }
        }
        return true;
    }

    /** The comparison of {@link String#equalsIgnoreCase}. */
    private static boolean same(char a, char b) {
        if (a == b) {
            return true;
        }
        char upperA = Character.toUpperCase(a);
        char upperB = Character.toUpperCase(b);
        return upperA == upperB || Character.toLowerCase(upperA) == Character.toLowerCase(upperB);
    }
}
