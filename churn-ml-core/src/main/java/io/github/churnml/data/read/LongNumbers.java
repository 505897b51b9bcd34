package io.github.churnml.data.read;

/**
 * Counts the numbers of a column that are written as names are and not as amounts: whole numbers of 16 digits or more, which
 * a double does not keep to the last digit, and those of 10 or more behind a plus or a leading zero, such as telephone
 * numbers. For one thread; nothing in it depends on the order of the values.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class LongNumbers {

    /** The most digits of which a double, and a cell of a spreadsheet, keeps every whole number and its text. */
    private static final int KEPT_DIGITS = 15;

    private static final int TELEPHONE_DIGITS = 10;
    private static final double LARGEST_KEPT = 0x1p53;
    private static final double LARGEST_CUT = 1e30;

    private long all;
    private long rounded;
    private long exponents;
    private long zeros;
    private long times;

    /** Creates counts of no number. */
    public LongNumbers() {}

    /**
     * Takes in a text without blanks around it that is a number.
     *
     * @param s holds the text
     * @param from where it begins
     * @param to where it ends
     * @param number what it says
     * @param count how often it occurs
     */
    public void add(char[] s, int from, int to, double number, int count) {
        boolean plus = s[from] == '+';
        int first = plus || s[from] == '-' ? from + 1 : from;
        if (to - first < Math.min(TELEPHONE_DIGITS, KEPT_DIGITS) && Math.abs(number) < LARGEST_KEPT) {
            return;
        }
        int end = digits(s, first, to);
        boolean whole = end == to || isFractionOfZeros(s, end, to);
        int digits = end - first;
        double size = Math.abs(number);
        if (whole && (digits > KEPT_DIGITS || digits >= TELEPHONE_DIGITS && (plus || s[first] == '0'))) {
            all += count;
            times += isTime(size) ? count : 0;
            rounded += size > LARGEST_KEPT ? count : 0;
            zeros += isZeros(s, first + KEPT_DIGITS, end) ? count : 0;
        } else if (!whole && size > LARGEST_KEPT && size < LARGEST_CUT && number == Math.rint(number)) {
            all += count;
            exponents += count;
            rounded += count;
        }
    }

    /** Takes in what was counted in other rows. */
    void merge(LongNumbers later) {
        all += later.all;
        rounded += later.rounded;
        exponents += later.exponents;
        zeros += later.zeros;
        times += later.times;
    }

    /** {@return how many values there are} */
    public long all() {
        return all;
    }

    /** How many of them a double does not keep to the last digit. */
    long rounded() {
        return rounded;
    }

    /** {@return how many of them are written with an exponent} */
    public long exponents() {
        return exponents;
    }

    /** Whether the last digits have been lost before: nothing but zeros follows the 15 digits that a spreadsheet keeps. */
    boolean cut() {
        return all > 0 && zeros + exponents == all;
    }

    /** {@return whether all of them may be times since 1970, in microseconds or nanoseconds} */
    public boolean times() {
        return times == all;
    }

    private static int digits(char[] s, int from, int to) {
        int i = from;
        while (i < to && s[i] >= '0' && s[i] <= '9') {
            i++;
        }
        return i;
    }

    /** What a table writes behind a whole number that it holds as a decimal. */
    private static boolean isFractionOfZeros(char[] s, int from, int to) {
        return from + 1 < to && s[from] == '.' && isZeros(s, from + 1, to);
    }

    private static boolean isZeros(char[] s, int from, int to) {
        for (int i = from; i < to; i++) {
            if (s[i] != '0') {
                return false;
            }
        }
        return from < to;
    }

    /** From 2001 to 2039. */
    private static boolean isTime(double size) {
        return size >= 1e15 && size < 2.2e15 || size >= 1e18 && size < 2.2e18;
    }
}
