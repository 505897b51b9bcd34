package io.github.churnml.learn.linear;

import io.github.churnml.learn.TrainingData;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The matrix Z that the search works with: the columns at mean 0 and standard deviation 1 by weight, and a last one of ones
 * for the intercept. It is worked out from the shared columns as it is read, and never stored.
 *
 * <p>Work is spread over all cores where there is enough of it. How rows are cut into parts depends on their number alone,
 * and what parts add up to is added in their order, so the number of threads does not show in any sum.
 */
final class StandardisedColumns {

    /** The rows that the products of columns are added up over while they are in the nearest cache. */
    private static final int BLOCK = 256;

    private static final int MOST_PARTS = 16;
    private static final int LEAST_ROWS = 4096;
    /** From how many multiplications on more than one thread helps. */
    private static final long WORTH_IT = 200_000;
    /** Coefficients of a column that varies less than this would overflow, so it counts as constant. */
    private static final double LEAST_SPREAD = 1e-100;

    final int rows;
    /** How many columns there are, that of ones included; it is the last. */
    final int size;
    /** The weighted mean of each column. */
    final double[] centres;
    /** The weighted standard deviation of each column; 0 where it never varies, and then it is a column of zeros. */
    final double[] spreads;

    private final double[][] columns;
    private final double[] ones;
    private final int parts;

    StandardisedColumns(TrainingData data, double[] weights) {
        columns = data.features().columns();
        rows = data.rows();
        size = columns.length + 1;
        parts = Math.min(MOST_PARTS, (rows + LEAST_ROWS - 1) / LEAST_ROWS);
        ones = new double[rows];
        Arrays.fill(ones, 1);
        centres = new double[size - 1];
        spreads = new double[size - 1];
        each(size - 1, (long) rows * size, j -> measure(j, weights));
    }

    private void measure(int j, double[] weights) {
        double[] x = columns[j];
        double least = Arrays.stream(x).min().orElse(0);
        double span = Arrays.stream(x).max().orElse(0) - least;
        centres[j] = least;
        if (span < LEAST_SPREAD) {
            return;
        }
        double mean = 0;
        for (int i = 0; i < rows; i++) {
            mean += weights[i] * ((x[i] - least) / span);
        }
        mean /= rows;
        double squares = 0;
        for (int i = 0; i < rows; i++) {
            double away = (x[i] - least) / span - mean;
            squares += weights[i] * away * away;
        }
        double spread = span * Math.sqrt(squares / rows);
        centres[j] = least + mean * span;
        spreads[j] = spread < LEAST_SPREAD ? 0 : spread;
    }

    /** Runs pieces that do not depend on each other. */
    private static void each(int pieces, long work, IntConsumer piece) {
        IntStream numbers = IntStream.range(0, pieces);
        (work < WORTH_IT ? numbers : numbers.parallel()).forEach(piece);
    }

    /** Adds up something about the rows, a part at a time; the range of a part is {@code [from, to)}. */
    double sum(RangeSum range) {
        double[] sums = new double[parts];
        each(parts, rows * 30L, part -> sums[part] = range.of(start(part), start(part + 1)));
        double sum = 0;
        for (double one : sums) {
            sum += one;
        }
        return sum;
    }

    /** The sum of something over the rows from one up to, not including, another. */
    @FunctionalInterface
    interface RangeSum {
        double of(int from, int to);
    }

    private int start(int part) {
        return (int) ((long) rows * part / parts);
    }

    /** Z · v. */
    double[] times(double[] v) {
        double[] product = new double[rows];
        each(parts, (long) rows * size, part -> {
            Arrays.fill(product, start(part), start(part + 1), v[size - 1]);
            for (int j = 0; j < size - 1; j++) {
                if (v[j] != 0 && spreads[j] > 0) {
                    add(j, v[j] / spreads[j], product, start(part), start(part + 1));
                }
            }
        });
        return product;
    }

    private void add(int j, double factor, double[] to, int from, int end) {
        double[] x = columns[j];
        double centre = centres[j];
        for (int i = from; i < end; i++) {
            to[i] += factor * (x[i] - centre);
        }
    }

    /** Zᵀ · r. */
    double[] transposed(double[] r) {
        double[] product = new double[size];
        each(size, (long) rows * size, j -> product[j] = dot(j, r));
        return product;
    }

    /** What column j and r multiply to, in four sums, so that none waits for itself. */
    double dot(int j, double[] r) {
        if (j < size - 1 && spreads[j] == 0) {
            return 0;
        }
        double[] x = j < size - 1 ? columns[j] : ones;
        double centre = j < size - 1 ? centres[j] : 0;
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < rows; i += 4) {
            s0 += r[i] * (x[i] - centre);
            s1 += r[i + 1] * (x[i + 1] - centre);
            s2 += r[i + 2] * (x[i + 2] - centre);
            s3 += r[i + 3] * (x[i + 3] - centre);
        }
        for (; i < rows; i++) {
            s0 += r[i] * (x[i] - centre);
        }
        double sum = (s0 + s1) + (s2 + s3);
        return j < size - 1 ? sum / spreads[j] : sum;
    }

    /** Adds times · h · (column j), row by row. */
    void add(int j, double times, double[] h, double[] to) {
        for (int i = 0; i < rows; i++) {
            to[i] += times * h[i] * value(j, i);
        }
    }

    /** The diagonal of Zᵀ · diag(h) · Z. */
    double[] diagonal(double[] h) {
        double[] diagonal = new double[size];
        each(size, (long) rows * size, j -> {
            for (int i = 0; i < rows; i++) {
                double z = value(j, i);
                diagonal[j] += h[i] * z * z;
            }
        });
        return diagonal;
    }

    private double value(int j, int i) {
        if (j == size - 1) {
            return 1;
        }
        return spreads[j] > 0 ? (columns[j][i] - centres[j]) / spreads[j] : 0;
    }

    /** Zᵀ · diag(h) · Z. */
    double[][] products(double[] h) {
        double[][][] sums = new double[parts][size][size];
        each(parts, (long) rows * size * size, part -> {
            double[][] z = new double[size][BLOCK];
            double[] weighed = new double[BLOCK];
            for (int from = start(part); from < start(part + 1); from += BLOCK) {
                int count = Math.min(BLOCK, start(part + 1) - from);
                for (int k = 0; k < size; k++) {
                    for (int i = 0; i < count; i++) {
                        z[k][i] = value(k, from + i);
                        weighed[i] = h[from + i] * z[k][i];
                    }
                    multiply(z, weighed, count, k, sums[part][k]);
                }
            }
        });
        double[][] products = new double[size][size];
        for (int j = 0; j < size; j++) {
            for (int k = 0; k <= j; k++) {
                for (double[][] sum : sums) {
                    products[j][k] += sum[j][k];
                }
                products[k][j] = products[j][k];
            }
        }
        return products;
    }

    /** Adds what the columns up to k and the weighed column k multiply to: four at a time, so that no sum waits for itself. */
    private static void multiply(double[][] z, double[] weighed, int count, int k, double[] sums) {
        int j = 0;
        for (; j + 3 <= k; j += 4) {
            double[] z0 = z[j];
            double[] z1 = z[j + 1];
            double[] z2 = z[j + 2];
            double[] z3 = z[j + 3];
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            for (int i = 0; i < count; i++) {
                double w = weighed[i];
                s0 += w * z0[i];
                s1 += w * z1[i];
                s2 += w * z2[i];
                s3 += w * z3[i];
            }
            sums[j] += s0;
            sums[j + 1] += s1;
            sums[j + 2] += s2;
            sums[j + 3] += s3;
        }
        for (; j <= k; j++) {
            double s = 0;
            for (int i = 0; i < count; i++) {
                s += weighed[i] * z[j][i];
            }
            sums[j] += s;
        }
    }
}
