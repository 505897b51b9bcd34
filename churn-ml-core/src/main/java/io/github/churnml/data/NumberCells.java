package io.github.churnml.data;

/** Reads the cells of one column of numbers or dates where they stand, as {@link Dataset#read} reads them. */
public final class NumberCells {

    private static final int MOST_DIGITS = 15;

    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private final Dates.Format format;
    private final boolean dates;
    private final boolean quick;
    private final MarkerMatcher markers;

    /**
     * For a column.
     *
     * @param type {@link ColumnType#NUMERIC} or {@link ColumnType#DATE}
     * @param format how its dates are written
     * @param missing the texts that stand for a missing value
     */
    public NumberCells(ColumnType type, Dates.Format format, MissingMarkers missing) {
        this.dates = type == ColumnType.DATE;
        this.format = format;
        this.markers = new MarkerMatcher(missing);
        this.quick = !dates && missing.markers().stream().allMatch(marker -> Double.isNaN(Numbers.parse(marker)));
    }

    /**
     * Reads a cell.
     *
     * @param s holds its text
     * @param rawFrom where the text begins, blanks included
     * @param rawTo behind its last character
     * @return the number, or days since 1970-01-01; {@code NaN} if it is missing; infinite if it is neither a finite number
     *     (or a date) nor missing
     */
    public double read(char[] s, int rawFrom, int rawTo) {
        if (quick) {
            double plain = plain(s, rawFrom, rawTo);
            if (!Double.isNaN(plain)) {
                return plain;
            }
        }
        int from = Chars.start(s, rawFrom, rawTo);
        int to = Chars.end(s, from, rawTo);
        if (markers.isMissing(s, from, to)) {
            return Double.NaN;
        }
        double value = !dates
                ? Numbers.scan(s, from, to)
                : (Dates.formats(s, from, to) & format.bit()) != 0 ? Dates.parse(s, from, to, format) : Double.NaN;
        return Double.isFinite(value) ? value : Double.POSITIVE_INFINITY;
    }

    /**
     * Reads the commonest texts of numbers: perhaps a minus, at most 15 digits, perhaps a point among them.
     *
     * @param s holds the text
     * @param from where it begins
     * @param to behind its last character
     * @return the nearest double, or {@code NaN} for any other text, which may be a number all the same
     */
    public static double plain(char[] s, int from, int to) {
        boolean negative = from < to && s[from] == '-';
        int first = negative ? from + 1 : from;
        if (to - first > MOST_DIGITS + 1) {
            return Double.NaN;
        }
        long digits = 0;
        int point = -1;
        for (int i = first; i < to; i++) {
            int digit = s[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
            } else if (s[i] == '.' && point < 0) {
                point = i;
            } else {
                return Double.NaN;
            }
        }
        int count = to - first - (point < 0 ? 0 : 1);
        if (count == 0 || count > MOST_DIGITS) {
            return Double.NaN;
        }
        // Both operands are exact, so the one rounding gives the nearest double.
        double size = point < 0 ? digits : digits / POWERS[to - point - 1];
        return negative ? -size : size;
    }
}
