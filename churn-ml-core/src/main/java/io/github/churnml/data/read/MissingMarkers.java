package io.github.churnml.data.read;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The texts that stand for a missing value. Compared without blanks around them and without case; empty and blank text
 * is always missing. The marker {@code #N/A} stands for every error text of spreadsheets, such as {@code #DIV/0!} and
 * {@code #BEZUG!}.
 *
 * @param markers the markers in lower case, without blanks around them
 */
public record MissingMarkers(Set<String> markers) {

    private static final MissingMarkers STANDARD =
            new MissingMarkers(Set.of("na", "n/a", "null", "nan", "?", "-", SpreadsheetErrors.MARKER));

    /**
     * Brings the markers into their compared form.
     *
     * @param markers the markers in any case
     */
    public MissingMarkers {
        TreeSet<String> lower = new TreeSet<>();
        for (String marker : markers) {
            lower.add(marker.strip().toLowerCase(Locale.ROOT));
        }
        markers = java.util.Collections.unmodifiableSortedSet(lower);
    }

    /** {@return NA, N/A, null, NaN, ?, - and #N/A, besides empty and blank text} */
    public static MissingMarkers standard() {
        return STANDARD;
    }

    /**
     * These markers and more.
     *
     * @param more further markers
     * @return the union
     */
    public MissingMarkers and(Collection<String> more) {
        TreeSet<String> union = new TreeSet<>(markers);
        for (String marker : more) {
            union.add(marker.strip().toLowerCase(Locale.ROOT));
        }
        return new MissingMarkers(union);
    }

    /**
     * Whether a text stands for a missing value.
     *
     * @param text the text as read
     * @return whether it is blank or a marker
     */
    public boolean isMissing(String text) {
        String bare = text.strip();
        if (bare.isEmpty()) {
            return true;
        }
        for (String marker : markers) {
            if (marker.equalsIgnoreCase(bare)) {
                return true;
            }
        }
        return areErrors() && SpreadsheetErrors.contains(bare);
    }

    /** Whether spreadsheets' error texts are missing. */
    boolean areErrors() {
        return markers.contains(SpreadsheetErrors.MARKER);
    }
}
