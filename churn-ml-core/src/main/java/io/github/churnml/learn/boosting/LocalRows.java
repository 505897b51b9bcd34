package io.github.churnml.learn.boosting;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Rows of a fit, on this machine: all of them, or a part. Each thread has rows of its own, one after the other in the table, from the first
 * tree to the last: it makes their gradients, divides them, adds them up and scores them, so that what they need stays where it works.
 * What nodes are made of is then added up over the threads, exactly. Public for parts that are kept elsewhere.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class LocalRows implements Rows {

    /** A thread has at least so many rows. */
    private static final int FEWEST_ROWS = 2 * Gradients.BLOCK;
    /** The rows of nodes that have no more are added up by one thread; and so are so few a thread. */
    private static final int FEW_ROWS = 2048;

    private static final int FEW_A_THREAD = 256;

    final BinnedTable table;
    final Gradients gradients;
    final Histograms histograms;
    private final RowOrder[] orders;
    private final int first;

    /** Of nodes with rows of more than one thread, where they stand by thread; by where they stand among all. */
    private final Map<Long, int[]> places = new HashMap<>();

    private final int[] drawnOf;
    private int drawn;

    /** @param threads how many there are at most to have rows of their own */
    LocalRows(BinnedTable table, Gradients gradients, int first, int threads) {
        this.table = table;
        this.gradients = gradients;
        this.first = first;
        this.histograms = new Histograms(table, new Cells(table), gradients.packed);
        int blocks = Gradients.blocks(table.rows);
        int count = Math.max(1, Math.min(threads, table.rows / FEWEST_ROWS));
        this.orders = new RowOrder[count];
        this.drawnOf = new int[count];
        for (int i = 0; i < count; i++) {
            int to = Math.min(table.rows, Parallel.place(0, blocks, i + 1, count) * Gradients.BLOCK);
            orders[i] = new RowOrder(Parallel.place(0, blocks, i, count) * Gradients.BLOCK, to);
        }
    }

    /**
     * A part of the rows of a fit, for one thread.
     *
     * @param bins {@code [columns][rows]}
     * @param sizes how many bins each column has in all
     * @param labels 1 for the positive class, 0 otherwise
     * @param base the score that every row begins with, in log-odds
     * @param first the place of the first of them in the table of the fit, a multiple of 8,192
     */
    public LocalRows(byte[][] bins, int[] sizes, int[] labels, double base, int first) {
        this(new BinnedTable(bins, sizes, labels.length), new Gradients(labels, null, base), first, 1);
    }

    /** How many threads have rows of their own. */
    int threads() {
        return orders.length;
    }

    /** The rows of a thread. */
    int[] rows(int thread) {
        return orders[thread].rows;
    }

    private void each(IntConsumer thread) {
        if (orders.length == 1) {
            thread.accept(0);
        } else {
            Parallel.all(orders.length, thread);
        }
    }

    /** By thread, where the rows of a node begin among its own and where they end, one after the other. */
    int[] places(int from, int to) {
        int[] known = orders.length == 1 ? new int[] {from, to} : places.get(key(from, to));
        return known == null ? new int[2 * orders.length] : known;
    }

    private int[][] places(int[] from, int[] to) {
        int[][] all = new int[from.length][];
        Arrays.setAll(all, node -> places(from[node], to[node]));
        return all;
    }

    private static long key(int from, int to) {
        return (long) from << Integer.SIZE | to;
    }

    /**
     * Draws rows for a tree, for those that {@link #update} does it for, too.
     *
     * @param share the probability of a row to be drawn
     * @param draw decides which are
     */
    public void draw(double share, long draw) {
        draw(new PlainSample(share, null, Hash.from(draw, first)));
    }

    /** Draws rows for a tree. */
    void draw(RowSample sample) {
        gradients.sample = sample;
        each(thread -> drawnOf[thread] = orders[thread].draw(sample));
        drawn = Arrays.stream(drawnOf).sum();
    }

    @Override
    public double[] update(
            int[] columns, double share, long draw, long rounding, double gradientScale, double hessianScale) {
        draw(share, draw);
        gradients.gradientScale = gradientScale;
        gradients.hessianScale = hessianScale;
        return differentiate(rounding + first);
    }

    /** Makes the gradients of the rows drawn by the scales; returns their sums by block. */
    double[] differentiate(long key) {
        each(thread -> gradients.differentiate(orders[thread], drawnOf[thread], key));
        return gradients.blockSums;
    }

    @Override
    public int begin(int[] columns) {
        histograms.begin(columns);
        places.clear();
        int[] root = new int[2 * orders.length];
        for (int thread = 0; thread < orders.length; thread++) {
            root[2 * thread + 1] = drawnOf[thread];
        }
        places.put(key(0, drawn), root);
        return drawn;
    }

    @Override
    public long[][] histograms(int[] from, int[] to) {
        int[][] own = places(from, to);
        int threads = orders.length;
        long[][][] sums = new long[threads][from.length][];
        each(thread -> {
            for (int node = 0; node < from.length; node++) {
                boolean few = to[node] - from[node] <= Math.max(FEW_ROWS, FEW_A_THREAD * threads);
                if (!few || node % threads == thread) {
                    long[] histogram = histograms.take();
                    sums[thread][node] = histogram;
                    for (int of = few ? 0 : thread; of < (few ? threads : thread + 1); of++) {
                        histograms.add(orders[of].rows, own[node][2 * of], own[node][2 * of + 1], histogram);
                    }
                }
            }
        });
        long[][] all = new long[from.length][];
        Parallel.each(from.length, (long) from.length * histograms.size() * (threads - 1), node -> {
            for (long[][] ofThread : sums) {
                all[node] = histograms.plus(all[node], ofThread[node]);
            }
        });
        return all;
    }

    @Override
    public int[] divide(int[] from, int[] to, int[] columns, boolean[][] left) {
        int[][] own = places(from, to);
        int[][] middles = new int[orders.length][from.length];
        each(thread -> {
            for (int node = 0; node < from.length; node++) {
                middles[thread][node] = orders[thread].divide(
                        own[node][2 * thread],
                        own[node][2 * thread + 1],
                        new SideOf(table.bins[columns[node]], left[node]));
            }
        });
        int[] all = from.clone();
        for (int node = 0; node < from.length; node++) {
            int[] lefts = own[node].clone();
            int[] rights = own[node].clone();
            for (int thread = 0; thread < orders.length; thread++) {
                int middle = middles[thread][node];
                all[node] += middle - own[node][2 * thread];
                lefts[2 * thread + 1] = middle;
                rights[2 * thread] = middle;
            }
            if (orders.length > 1) {
                places.put(key(from[node], all[node]), lefts);
                places.put(key(all[node], to[node]), rights);
            }
        }
        return all;
    }

    @Override
    public double[] counts(int column, int from, int to) {
        double[] counts = new double[FeatureBins.MOST];
        int[] own = places(from, to);
        for (int thread = 0; thread < orders.length; thread++) {
            gradients.count(table.bins[column], orders[thread].rows, own[2 * thread], own[2 * thread + 1], counts);
        }
        return counts;
    }

    @Override
    public double[][] sums(int[] from, int[] middle, int[] to) {
        double[][] sums = new double[from.length][];
        int[][] own = places(from, to);
        Arrays.setAll(sums, node -> new double[from[node] < to[node] ? gradients.blockSums.length : 0]);
        each(thread -> {
            for (int node = 0; node < from.length; node++) {
                int begin = own[node][2 * thread];
                int end = own[node][2 * thread + 1];
                if (begin < end && from[node] < to[node]) {
                    if (middle[node] > from[node]) {
                        orders[thread].join(begin, places(from[node], middle[node])[2 * thread + 1], end);
                    }
                    gradients.addSums(orders[thread].rows, begin, end, sums[node]);
                }
            }
        });
        return sums;
    }

    @Override
    public int[] score(
            int[] from, int[] to, double[] values, int[] column, int[] left, int[] right, boolean[][] sides) {
        int count = from.length;
        int[][] own = places(from, to);
        double[] factors = new double[count];
        Arrays.setAll(factors, node -> StrictMath.exp(-values[node]));
        Routes routes = new Routes(table, column, left, right, sides);
        int[][] reached = new int[orders.length][count];
        each(thread -> {
            RowOrder order = orders[thread];
            score(order, thread, own, factors);
            int end;
            for (int begin = drawnOf[thread]; begin < order.rows.length; begin = end) {
                end = Math.min(order.rows.length, begin + Routes.ROWS_AT_ONCE);
                routes.bring(order, 0, begin, end, (leaf, some, others) -> {
                    gradients.multiply(order.rows, some, others, Integer.MAX_VALUE, factors[leaf]);
                    reached[thread][leaf] += others - some;
                });
            }
        });
        int[] all = new int[count];
        Arrays.setAll(
                all, node -> Arrays.stream(reached).mapToInt(of -> of[node]).sum());
        return all;
    }

    /** Scores a thread's rows, of all leaves those that are near each other in the table before the next. */
    private void score(RowOrder order, int thread, int[][] own, double[] factors) {
        int[] next = new int[own.length];
        Arrays.setAll(next, node -> own[node][2 * thread]);
        int end = order.first + order.rows.length;
        for (int below = order.first; below < end; ) {
            below = Math.min(end, below + Routes.ROWS_AT_ONCE);
            for (int node = 0; node < own.length; node++) {
                next[node] =
                        gradients.multiply(order.rows, next[node], own[node][2 * thread + 1], below, factors[node]);
            }
        }
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
