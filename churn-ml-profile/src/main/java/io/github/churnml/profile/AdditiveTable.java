package io.github.churnml.profile;

/**
 * The rates that a logistic model without interaction gives to the cells of two groupings, by iterative proportional fitting (W. E.
 * Deming and F. F. Stephan, On a least squares adjustment of a sampled frequency table, 1940): the table {@code [a][b][label]} with
 * the three two-way margins of the counts and nothing more is that model.
 */
final class AdditiveTable {

    private static final int MOST_ROUNDS = 500;
    private static final double PRECISION = 1e-10;

    private final long[][][] counts;
    private final double[][][] fitted;

    /** @param counts customers by group, group and label; every row and column of groups has some */
    AdditiveTable(long[][][] counts) {
        this.counts = counts;
        this.fitted = new double[counts.length][counts[0].length][2];
        for (int a = 0; a < counts.length; a++) {
            for (int b = 0; b < counts[0].length; b++) {
                fitted[a][b][0] = rows(a, b) / 2.0;
                fitted[a][b][1] = rows(a, b) / 2.0;
            }
        }
        double change = 1;
        for (int round = 0; round < MOST_ROUNDS && change > PRECISION; round++) {
            change = Math.max(ofA(), Math.max(ofB(), ofCells()));
        }
    }

    long rows(int a, int b) {
        return counts[a][b][0] + counts[a][b][1];
    }

    /** The expected number of customers with a label. */
    double expected(int a, int b, int label) {
        return fitted[a][b][label];
    }

    /** The rate of a cell with customers. */
    double rate(int a, int b) {
        return fitted[a][b][1] / rows(a, b);
    }

    /** Twice the log-likelihood that the counts have more than the fit. */
    double deviance() {
        double sum = 0;
        for (int a = 0; a < counts.length; a++) {
            for (int b = 0; b < counts[0].length; b++) {
                for (int label = 0; label < 2; label++) {
                    long count = counts[a][b][label];
                    sum += count == 0 ? 0 : count * StrictMath.log(count / fitted[a][b][label]);
                }
            }
        }
        return Math.max(0, 2 * sum);
    }

    private double ofA() {
        double change = 0;
        for (int a = 0; a < counts.length; a++) {
            for (int label = 0; label < 2; label++) {
                double sum = 0;
                long wanted = 0;
                for (int b = 0; b < counts[0].length; b++) {
                    sum += fitted[a][b][label];
                    wanted += counts[a][b][label];
                }
                double factor = sum == 0 ? 0 : wanted / sum;
                change = Math.max(change, sum == 0 ? 0 : Math.abs(factor - 1));
                for (int b = 0; b < counts[0].length; b++) {
                    fitted[a][b][label] *= factor;
                }
            }
        }
        return change;
    }

    private double ofB() {
        double change = 0;
        for (int b = 0; b < counts[0].length; b++) {
            for (int label = 0; label < 2; label++) {
                double sum = 0;
                long wanted = 0;
                for (int a = 0; a < counts.length; a++) {
                    sum += fitted[a][b][label];
                    wanted += counts[a][b][label];
                }
                double factor = sum == 0 ? 0 : wanted / sum;
                change = Math.max(change, sum == 0 ? 0 : Math.abs(factor - 1));
                for (int a = 0; a < counts.length; a++) {
                    fitted[a][b][label] *= factor;
                }
            }
        }
        return change;
    }

    private double ofCells() {
        double change = 0;
        for (int a = 0; a < counts.length; a++) {
            for (int b = 0; b < counts[0].length; b++) {
                double sum = fitted[a][b][0] + fitted[a][b][1];
                double factor = sum == 0 ? 0 : rows(a, b) / sum;
                change = Math.max(change, sum == 0 ? 0 : Math.abs(factor - 1));
                fitted[a][b][0] *= factor;
                fitted[a][b][1] *= factor;
            }
        }
        return change;
    }
}
