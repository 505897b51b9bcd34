package io.github.churnml.profile;

import io.github.churnml.data.NumericColumn;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Finds out whether a numeric column is a multiple of another plus a constant, within the rounding of both. A line
 * through two far apart rows of a sample refuses nearly all pairs after a few rows; what is left gets a least-squares line
 * over all rows, each of which must then be met.
 */
final class LinearRelation {

    /**
     * {@code y = factor * x + offset}.
     *
     * @param factor not 0
     * @param offset 0 for a plain multiple
     */
    record Line(double factor, double offset) {
        double at(double x) {
            return factor * x + offset;
        }
    }

    private static final int MOST_DECIMALS = 6;
    private static final int MOST_DIGITS = 12;
    private static final int FEWEST_ROWS = 20;

    /** Rows with one value of the two, as a share of those with both. */
    private static final double MOST_UNPAIRED = 0.05;

    /** Rounding that hides more than this share of the spread would let anything pass for a line. */
    private static final double COARSEST = 0.05;

    /** A least-squares line need not be the one that the rounding came from. */
    private static final double SLACK = 1.5;

    private static final double EXACT = 1e-9;

    private LinearRelation() {}

    /** What a column's part in the search needs, worked out once: a sample, its extreme rows and its decimals. */
    static final class Side {

        final NumericColumn column;
        final double standardDeviation;

        /** Half of the last decimal that values have, 0 if they have more than six. */
        final double rounding;

        private final int[] sample;
        private final int lowest;
        private final int highest;

        Side(NumericColumn column, double standardDeviation, int[] sample) {
            this.column = column;
            this.standardDeviation = standardDeviation;
            this.sample = sample;
            int low = -1;
            int high = -1;
            for (int row : sample) {
                double value = column.value(row);
                if (!Double.isNaN(value)) {
                    low = low < 0 || value < column.value(low) ? row : low;
                    high = high < 0 || value > column.value(high) ? row : high;
                }
            }
            lowest = low;
            highest = high;
            int decimals = decimals(column);
            rounding = decimals > MOST_DECIMALS ? 0 : 0.5 / power(decimals);
        }

        private static int decimals(NumericColumn column) {
            int decimals = 0;
            for (int row = 0; row < column.rows() && decimals <= MOST_DECIMALS; row++) {
                double value = column.value(row);
                while (decimals <= MOST_DECIMALS && !Double.isNaN(value) && !hasDecimals(value, decimals)) {
                    decimals++;
                }
            }
            return decimals;
        }

        private static boolean hasDecimals(double value, int decimals) {
            double scaled = value * power(decimals);
            return Math.abs(scaled - Math.rint(scaled)) <= EXACT * Math.max(1, Math.abs(scaled));
        }

        private static double power(int decimals) {
            double power = 1;
            for (int i = 0; i < decimals; i++) {
                power *= 10;
            }
            return power;
        }
    }

    /** The line that gives {@code y} from {@code x}, in as few digits as do; empty if there is none. */
    static Optional<Line> find(Side x, Side y) {
        Optional<Line> rough = throughExtremes(x, y);
        if (rough.isEmpty() || !meetsSample(x, y, rough.get())) {
            return Optional.empty();
        }
        Line line = leastSquares(x, y);
        double tolerance = tolerance(x, y, line.factor());
        if (!meets(x, y, line, tolerance)) {
            return Optional.empty();
        }
        return Optional.of(simplest(x, y, line, tolerance));
    }

    private static Optional<Line> throughExtremes(Side x, Side y) {
        if (x.lowest < 0 || x.highest < 0) {
            return Optional.empty();
        }
        double x0 = x.column.value(x.lowest);
        double x1 = x.column.value(x.highest);
        double y0 = y.column.value(x.lowest);
        double y1 = y.column.value(x.highest);
        double factor = (y1 - y0) / (x1 - x0);
        boolean usable = factor != 0 && Double.isFinite(factor);
        return usable ? Optional.of(new Line(factor, y0 - factor * x0)) : Optional.empty();
    }

    /** Three times the rounding: the two rows that the line goes through are rounded as well. */
    private static boolean meetsSample(Side x, Side y, Line line) {
        double tolerance = 3 * tolerance(x, y, line.factor());
        for (int row : x.sample) {
            double distance = Math.abs(line.at(x.column.value(row)) - y.column.value(row));
            if (distance > tolerance) {
                return false;
            }
        }
        return true;
    }

    private static double tolerance(Side x, Side y, double factor) {
        double exact = EXACT * Math.max(1, Math.abs(factor)) * Math.max(x.standardDeviation, y.standardDeviation);
        double rounding = SLACK * (y.rounding + Math.abs(factor) * x.rounding);
        return rounding <= COARSEST * y.standardDeviation ? rounding + exact : exact;
    }

    private static Line leastSquares(Side x, Side y) {
        double sumX = 0;
        double sumY = 0;
        long rows = 0;
        for (int row = 0; row < x.column.rows(); row++) {
            if (!Double.isNaN(x.column.value(row)) && !Double.isNaN(y.column.value(row))) {
                sumX += x.column.value(row);
                sumY += y.column.value(row);
                rows++;
            }
        }
        double meanX = sumX / rows;
        double meanY = sumY / rows;
        double products = 0;
        double squares = 0;
        for (int row = 0; row < x.column.rows(); row++) {
            double dx = x.column.value(row) - meanX;
            double dy = y.column.value(row) - meanY;
            if (!Double.isNaN(dx) && !Double.isNaN(dy)) {
                products += dx * dy;
                squares += dx * dx;
            }
        }
        double factor = products / squares;
        return new Line(factor, meanY - factor * meanX);
    }

    private static boolean meets(Side x, Side y, Line line, double tolerance) {
        if (!Double.isFinite(line.factor()) || !Double.isFinite(line.offset()) || line.factor() == 0) {
            return false;
        }
        long both = 0;
        long one = 0;
        for (int row = 0; row < x.column.rows(); row++) {
            double a = x.column.value(row);
            double b = y.column.value(row);
            if (Double.isNaN(a) != Double.isNaN(b)) {
                one++;
            } else if (!Double.isNaN(a)) {
                both++;
                if (!(Math.abs(line.at(a) - b) <= tolerance)) {
                    return false;
                }
            }
        }
        return both >= FEWEST_ROWS && one <= MOST_UNPAIRED * both;
    }

    /** One plus a constant if that does, else a plain multiple, else as found; then with the fewest digits. */
    private static Line simplest(Side x, Side y, Line line, double tolerance) {
        double shift = line.at(x.column.value(x.lowest)) - x.column.value(x.lowest);
        Line kept = line;
        for (Line simple : new Line[] {new Line(1, Math.rint(shift)), new Line(origin(x, y), 0)}) {
            if (kept == line && meets(x, y, simple, tolerance)) {
                kept = simple;
            }
        }
        for (int digits = 1; digits <= MOST_DIGITS; digits++) {
            Line shorter = new Line(rounded(kept.factor(), digits), rounded(kept.offset(), digits));
            if (meets(x, y, shorter, tolerance)) {
                return shorter;
            }
        }
        return kept;
    }

    private static double origin(Side x, Side y) {
        double products = 0;
        double squares = 0;
        for (int row = 0; row < x.column.rows(); row++) {
            double product = x.column.value(row) * y.column.value(row);
            if (!Double.isNaN(product)) {
                products += product;
                squares += x.column.value(row) * x.column.value(row);
            }
        }
        return products / squares;
    }

    private static double rounded(double value, int digits) {
        return new BigDecimal(value)
                .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                .doubleValue();
    }
}
