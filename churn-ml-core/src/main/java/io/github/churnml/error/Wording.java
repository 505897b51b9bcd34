package io.github.churnml.error;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How messages quote things: values are cut at 40 characters, lists stop at five, a misspelt name meets its nearest.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class Wording {

    private static final int LONGEST_VALUE = 40;
    private static final int LONGEST_LIST = 5;
    private static final int LONGEST_COMPARED = 100;

    private Wording() {}

    /**
     * A value from outside, safe to print: in brackets, cut at 40 characters, control characters shown as blanks.
     *
     * @param value the value; null prints as {@code (null)}
     * @return the value in brackets
     */
    public static String value(@Nullable Object value) {
        return "(" + cut(String.valueOf(value)) + ")";
    }

    /**
     * Text from outside as part of a sentence: cut and cleaned like a value, without brackets or quotes.
     *
     * @param text the text
     * @return the text, safe to print
     */
    public static String plain(String text) {
        return cut(text);
    }

    /**
     * A count with its thousands set apart, the same everywhere.
     *
     * @param count the count
     * @return for example {@code 5,203}
     */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /**
     * A count with its noun.
     *
     * @param count the count
     * @param one the noun for one
     * @param several the noun for any other count
     * @return for example {@code 5,203 rows}
     */
    public static String count(long count, String one, String several) {
        return count(count) + " " + (count == 1 ? one : several);
    }

    /**
     * A share in percent with one decimal, never rounded to 0 or 100 unless it is.
     *
     * @param share the share, from 0 to 1
     * @return for example {@code 12.3 %}; a dash if it is not finite
     */
    public static String percent(double share) {
        if (!Double.isFinite(share)) {
            return "-";
        }
        if (share > 0 && share < 0.0005) {
            return "< 0.1 %";
        }
        if (share < 1 && share >= 0.9995) {
            return "> 99.9 %";
        }
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /**
     * A path, whole so that it can be found: in brackets, control characters shown as blanks.
     *
     * @param path the path
     * @return the path in brackets
     */
    public static String path(Path path) {
        return "(" + clean(path.toString(), Integer.MAX_VALUE) + ")";
    }

    /**
     * A name from outside, safe to print: in single quotes, cut and cleaned like a value.
     *
     * @param name the name
     * @return the name in quotes
     */
    public static String name(String name) {
        return "'" + cut(name) + "'";
    }

    /**
     * Names in quotes, at most five, then how many more there are.
     *
     * @param names the names
     * @return for example {@code 'a', 'b' and 7 more}
     */
    public static String names(Collection<String> names) {
        List<String> shown = new ArrayList<>();
        for (String name : names) {
            if (shown.size() == LONGEST_LIST) {
                break;
            }
            shown.add(name(name));
        }
        String joined = String.join(", ", shown);
        return names.size() > LONGEST_LIST ? joined + " and " + (names.size() - LONGEST_LIST) + " more" : joined;
    }

    /**
     * The candidate nearest to a misspelt name by edit distance, if any is near enough to be meant. Case counts
     * between two that are equally near without it.
     *
     * @param name the name as given
     * @param candidates the names there are
     * @return the nearest, the first of several, or empty if more than a third of the letters differ
     */
    public static Optional<String> nearest(String name, Collection<String> candidates) {
        String wanted = shorten(name);
        @Nullable String best = null;
        int bestDistance = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            int distance = distance(wanted, shorten(candidate));
            boolean nearer = distance < bestDistance
                    || best != null && distance == bestDistance && withCase(name, candidate) < withCase(name, best);
            if (nearer) {
                bestDistance = distance;
                best = candidate;
            }
        }
        int allowed = Math.max(1, wanted.length() / 3);
        return bestDistance <= allowed ? Optional.ofNullable(best) : Optional.empty();
    }

    /**
     * The sentence that helps with an unknown name: the nearest one, or the names there are.
     *
     * @param name the name as given
     * @param candidates the names there are
     * @return a sentence beginning with "Maybe", empty if there is no candidate
     */
    public static String maybeNearest(String name, Collection<String> candidates) {
        if (candidates.isEmpty()) {
            return "";
        }
        return nearest(name, candidates)
                .map(near -> "Maybe " + name(near) + " was meant.")
                .orElseGet(() -> "Maybe one of these was meant: " + names(candidates) + ".");
    }

    private static int withCase(String name, String candidate) {
        return distance(start(name), start(candidate));
    }

    private static String shorten(String name) {
        return start(name).toLowerCase(Locale.ROOT);
    }

    private static String start(String name) {
        String bare = name.strip();
        return bare.length() > LONGEST_COMPARED ? bare.substring(0, LONGEST_COMPARED) : bare;
    }

    private static String cut(String value) {
        return clean(value, LONGEST_VALUE);
    }

    private static String clean(String value, int longest) {
        StringBuilder clean = new StringBuilder();
        int i = 0;
        int count = 0;
        while (i < value.length() && count < longest) {
            int point = value.codePointAt(i);
            boolean printable = !Character.isISOControl(point) && Character.isDefined(point) && point != 0xFEFF;
            clean.appendCodePoint(printable ? point : ' ');
            i += Character.charCount(point);
            count++;
        }
        return i < value.length() ? clean + "…" : clean.toString();
    }

    /** Edit distance in which a swap of neighbouring letters is one edit (optimal string alignment). */
    private static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : fewest(edits, a, b, i, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int fewest(int[][] edits, String a, String b, int i, int j) {
        char x = a.charAt(i - 1);
        char y = b.charAt(j - 1);
        int fewest = Math.min(edits[i - 1][j - 1] + (x == y ? 0 : 1), 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swap = i > 1 && j > 1 && x == b.charAt(j - 2) && y == a.charAt(i - 2);
        return swap ? Math.min(fewest, edits[i - 2][j - 2] + 1) : fewest;
    }
}
