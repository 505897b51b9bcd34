package io.github.churnml.profile;

import io.github.churnml.data.NumericColumn;
import io.github.churnml.error.Wording;
import java.util.ArrayList;
import java.util.List;

/**
 * Numeric columns that are about the product of two others (total charges, of months and a monthly charge) or their sum.
 * That is no leak; it is worth knowing because a model sees the same thing twice and because what deviates may be an
 * error. At most 25 columns are looked at, in at most 500 rows.
 */
final class DerivedColumns {

    private static final int MOST_COLUMNS = 25;
    private static final int SAMPLE_ROWS = 500;
    private static final int FEWEST_ROWS = 50;
    private static final int FEWEST_VALUES = 20;

    /** Prices change, so a product need not be exact; in most rows it must come close. */
    private static final double PRODUCT_DISTANCE = 0.15;

    private static final double PRODUCT_SHARE = 0.9;
    private static final double SUM_DISTANCE = 0.005;
    private static final double SUM_SHARE = 0.98;

    /** A factor or summand that hardly varies makes everything follow from the other. */
    private static final double LEAST_SPREAD = 0.25;

    private final List<NumericColumn> columns = new ArrayList<>();
    private final double[][] values;

    DerivedColumns(List<Facts> all, int rows) {
        for (Facts facts : all) {
            NumberSummary numbers = facts.numbers();
            if (facts.isNumeric()
                    && numbers != null
                    && facts.distinct() >= FEWEST_VALUES
                    && !facts.isRepeatedKey()
                    && columns.size() < MOST_COLUMNS
                    && numbers.standardDeviation() >= LEAST_SPREAD * Math.abs(numbers.mean())) {
                columns.add((NumericColumn) facts.column());
            }
        }
        int size = Math.min(SAMPLE_ROWS, rows);
        values = new double[columns.size()][size];
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < size; j++) {
                values[i][j] = columns.get(i).value((int) ((long) j * rows / size));
            }
        }
    }

    void search(Findings findings) {
        for (int whole = 0; whole < values.length; whole++) {
            search(whole, findings);
        }
    }

    private void search(int whole, Findings findings) {
        for (int a = 0; a < values.length; a++) {
            for (int b = a + 1; b < values.length; b++) {
                if (a != whole && b != whole) {
                    boolean product = fits(whole, a, b, true);
                    if (product || fits(whole, a, b, false)) {
                        report(whole, a, b, product, findings);
                        return;
                    }
                }
            }
        }
    }

    private boolean fits(int whole, int a, int b, boolean product) {
        int used = 0;
        int missed = 0;
        double distance = product ? PRODUCT_DISTANCE : SUM_DISTANCE;
        double most = 1 - (product ? PRODUCT_SHARE : SUM_SHARE);
        for (int row = 0; row < values[whole].length; row++) {
            double x = values[a][row];
            double y = values[b][row];
            double z = values[whole][row];
            boolean telling = product ? z != 0 && x != 1 && y != 1 : x != 0 && y != 0;
            if (!Double.isNaN(x + y + z) && telling) {
                used++;
                missed += Math.abs((product ? x * y : x + y) - z) <= distance * Math.abs(z) ? 0 : 1;
                if (missed > most * values[whole].length) {
                    return false;
                }
            }
        }
        return used >= FEWEST_ROWS && missed <= most * used;
    }

    private void report(int whole, int a, int b, boolean product, Findings findings) {
        List<String> names = List.of(
                columns.get(whole).name(), columns.get(a).name(), columns.get(b).name());
        findings.add(
                FindingKind.DERIVED,
                0,
                names,
                Say.columns(names.subList(0, 1)) + " is " + (product ? "about " : "") + Wording.name(names.get(1))
                        + (product ? " × " : " + ") + Wording.name(names.get(2)) + ".",
                product
                        ? "Keep it if you like; the ratio of the two sides says what it adds to them."
                        : "Leave out one of the three.");
    }
}
