package io.github.churnml.learn.boosting;

/**
 * Rows in the memory of this process: all of a fit, or a part of those that are kept elsewhere.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class LocalRows implements Rows {

    final RowOrder order;
    final Histograms histograms;
    private final BinnedTable table;
    private final Gradients gradients;
    /** The place of the first of them in the table of the fit. */
    private final int first;

    private int drawn;

    LocalRows(BinnedTable table, Gradients gradients, int first) {
        this.table = table;
        this.gradients = gradients;
        this.first = first;
        this.order = new RowOrder(table.rows);
        this.histograms = new Histograms(table, new Cells(table), gradients.packed);
    }

    /**
     * A part of the rows of a fit.
     *
     * @param bins {@code [columns][rows]}
     * @param sizes how many bins each column has in all
     * @param labels 1 for the positive class, 0 otherwise
     * @param base the score that every row begins with, in log-odds
     * @param first the place of the first of them in the table of the fit, a multiple of 8,192
     */
    public LocalRows(byte[][] bins, int[] sizes, int[] labels, double base, int first) {
        this(new BinnedTable(bins, sizes, labels.length), new Gradients(labels, null, base), first);
    }

    /**
     * Draws rows for a tree, for those that {@link #update} does it for, too.
     *
     * @param share the probability of a row to be drawn
     * @param draw decides which are
     */
    public void draw(double share, long draw) {
        gradients.sample = new PlainSample(share, null, Hash.from(draw, first));
    }

    @Override
    public double[] update(
            int[] columns, double share, long draw, long rounding, double gradientScale, double hessianScale) {
        draw(share, draw);
        gradients.gradientScale = gradientScale;
        gradients.hessianScale = hessianScale;
        return gradients.differentiate(rounding + first);
    }

    @Override
    public int begin(int[] columns) {
        histograms.begin(columns);
        order.reset();
        drawn = order.divide(0, table.rows, gradients.sample);
        return drawn;
    }

    @Override
    public long[][] histograms(int[] from, int[] to) {
        return histograms.of(order.rows, from, to);
    }

    @Override
    public int[] divide(int[] from, int[] to, int[] columns, boolean[][] left) {
        RowOrder.Divider[] dividers = new RowOrder.Divider[from.length];
        for (int i = 0; i < from.length; i++) {
            dividers[i] = new SideOf(table.bins[columns[i]], left[i]);
        }
        return order.divide(from, to, dividers);
    }

    @Override
    public double[] counts(int column, int from, int to) {
        return gradients.counts(table.bins[column], order.rows, from, to);
    }

    @Override
    public double[][] sums(int[] from, int[] middle, int[] to) {
        double[][] sums = new double[from.length][0];
        Parallel.each(from.length, drawn * 4L, i -> {
            if (from[i] < to[i]) {
                if (middle[i] > from[i]) {
                    order.join(from[i], middle[i], to[i]);
                }
                sums[i] = gradients.sums(order.rows, from[i], to[i]);
            }
        });
        return sums;
    }

    @Override
    public int[] score(
            int[] from, int[] to, double[] values, int[] column, int[] left, int[] right, boolean[][] sides) {
        int count = from.length;
        Parallel.each(count, drawn * 4L, node -> gradients.add(order.rows, from[node], to[node], values[node]));
        int[] reached = new int[count];
        int others = table.rows - drawn;
        if (others > 0) {
            double[] factors = new double[count];
            for (int node = 0; node < count; node++) {
                factors[node] = StrictMath.exp(-values[node]);
            }
            int parts = Parallel.parts(others, 4096);
            int[][] counts = new int[parts][count];
            Parallel.all(parts, part -> {
                int end = Parallel.place(drawn, table.rows, part + 1, parts);
                for (int i = Parallel.place(drawn, table.rows, part, parts); i < end; i++) {
                    int row = order.rows[i];
                    int leaf = GrownTree.leaf(table, row, column, left, right, sides);
                    gradients.multiply(row, factors[leaf]);
                    counts[part][leaf]++;
                }
            });
            for (int[] ofPart : counts) {
                for (int node = 0; node < count; node++) {
                    reached[node] += ofPart[node];
                }
            }
        }
        return reached;
    }

    @Override
    public double[] scores(int every) {
        int before = (every - first % every) % every;
        double[] scores = new double[(Math.max(0, table.rows - before) + every - 1) / every];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = gradients.score(before + i * every);
        }
        return scores;
    }
}
