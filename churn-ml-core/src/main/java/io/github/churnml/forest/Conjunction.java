package io.github.churnml.forest;

/**
 * The kernel of mask scoring: {@code into[i] = a[i] & b[i] & …} over whole rows of masks.
 *
 * <p>Plan: C2 turns a loop over up to seven arrays into vector instructions if each row is an array of its own; with offsets
 * into one array, or with more arrays, it stays with single words (measured on JDK 17). Hence one loop per number of rows
 * up to six, and several passes for more.
 */
final class Conjunction {

    /** The most rows that one pass takes. */
    static final int MOST = 6;

    private Conjunction() {}

    /** Writes the conjunction of {@code rows[chosen[0]] … rows[chosen[count − 1]]}, at least one, each of as many words. */
    static void of(long[][] rows, int[] chosen, int count, long[] into, int words) {
        int first = Math.min(count, MOST);
        first(rows, chosen, first, into, words);
        for (int done = first; done < count; done += MOST) {
            more(rows, chosen, done, Math.min(MOST, count - done), into, words);
        }
    }

    private static void first(long[][] rows, int[] chosen, int count, long[] into, int words) {
        long[] a = rows[chosen[0]];
        switch (count) {
            case 1 -> System.arraycopy(a, 0, into, 0, words);
            case 2 -> of(into, a, rows[chosen[1]], words);
            case 3 -> of(into, a, rows[chosen[1]], rows[chosen[2]], words);
            case 4 -> of(into, a, rows[chosen[1]], rows[chosen[2]], rows[chosen[3]], words);
            case 5 -> of(into, a, rows[chosen[1]], rows[chosen[2]], rows[chosen[3]], rows[chosen[4]], words);
            default ->
                of(into, a, rows[chosen[1]], rows[chosen[2]], rows[chosen[3]], rows[chosen[4]], rows[chosen[5]], words);
        }
    }

    private static void more(long[][] rows, int[] chosen, int from, int count, long[] into, int words) {
        long[] a = rows[chosen[from]];
        switch (count) {
            case 1 -> and(into, a, words);
            case 2 -> and(into, a, rows[chosen[from + 1]], words);
            case 3 -> and(into, a, rows[chosen[from + 1]], rows[chosen[from + 2]], words);
            case 4 -> and(into, a, rows[chosen[from + 1]], rows[chosen[from + 2]], rows[chosen[from + 3]], words);
            case 5 ->
                and(
                        into,
                        a,
                        rows[chosen[from + 1]],
                        rows[chosen[from + 2]],
                        rows[chosen[from + 3]],
                        rows[chosen[from + 4]],
                        words);
            default ->
                and(
                        into,
                        a,
                        rows[chosen[from + 1]],
                        rows[chosen[from + 2]],
                        rows[chosen[from + 3]],
                        rows[chosen[from + 4]],
                        rows[chosen[from + 5]],
                        words);
        }
    }

    private static void of(long[] into, long[] a, long[] b, int words) {
        for (int i = 0; i < words; i++) {
            into[i] = a[i] & b[i];
        }
    }

    private static void of(long[] into, long[] a, long[] b, long[] c, int words) {
        for (int i = 0; i < words; i++) {
            into[i] = a[i] & b[i] & c[i];
        }
    }

    private static void of(long[] into, long[] a, long[] b, long[] c, long[] d, int words) {
        for (int i = 0; i < words; i++) {
            into[i] = a[i] & b[i] & c[i] & d[i];
        }
    }

    private static void of(long[] into, long[] a, long[] b, long[] c, long[] d, long[] e, int words) {
        for (int i = 0; i < words; i++) {
            into[i] = a[i] & b[i] & c[i] & d[i] & e[i];
        }
    }

    private static void of(long[] into, long[] a, long[] b, long[] c, long[] d, long[] e, long[] f, int words) {
        for (int i = 0; i < words; i++) {
            into[i] = a[i] & b[i] & c[i] & d[i] & e[i] & f[i];
        }
    }

    private static void and(long[] into, long[] a, int words) {
        for (int i = 0; i < words; i++) {
            into[i] &= a[i];
        }
    }

    private static void and(long[] into, long[] a, long[] b, int words) {
        for (int i = 0; i < words; i++) {
            into[i] &= a[i] & b[i];
        }
    }

    private static void and(long[] into, long[] a, long[] b, long[] c, int words) {
        for (int i = 0; i < words; i++) {
            into[i] &= a[i] & b[i] & c[i];
        }
    }

    private static void and(long[] into, long[] a, long[] b, long[] c, long[] d, int words) {
        for (int i = 0; i < words; i++) {
            into[i] &= a[i] & b[i] & c[i] & d[i];
        }
    }

    private static void and(long[] into, long[] a, long[] b, long[] c, long[] d, long[] e, int words) {
        for (int i = 0; i < words; i++) {
            into[i] &= a[i] & b[i] & c[i] & d[i] & e[i];
        }
    }

    private static void and(long[] into, long[] a, long[] b, long[] c, long[] d, long[] e, long[] f, int words) {
        for (int i = 0; i < words; i++) {
            into[i] &= a[i] & b[i] & c[i] & d[i] & e[i] & f[i];
        }
    }
}
