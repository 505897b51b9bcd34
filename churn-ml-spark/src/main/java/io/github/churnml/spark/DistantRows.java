package io.github.churnml.spark;

import io.github.churnml.learn.boosting.FeatureBins;
import io.github.churnml.learn.boosting.Rows;
import io.github.churnml.spark.TreeSteps.Reader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a fit as the driver sees them while they are kept in parts elsewhere. It writes down what happens to them, and
 * asks only where a tree cannot go on without the answer: for the gradients and the root of a tree, for the histograms of a batch of nodes,
 * for leaves that need full precision.
 *
 * <p>With each histogram comes how many rows each bin has. So the driver knows how many go left before anybody has divided them, and no
 * rows are counted twice.
 */
final class DistantRows implements Rows {

    /** Asks all parts. */
    interface Parts {

        /**
         * Hands on steps, and adds up what all parts answer to questions after them.
         *
         * @param steps what happened since they were asked last
         * @param size how many numbers the answers have
         */
        long[] ask(long[] steps, long[] questions, int size);
    }

    /** Where more than one node is asked for, answers of a part have so many numbers at most: 16 MB. */
    static final int MOST_NUMBERS = 1 << 21;

    private final int[] sizes;
    private final int rows;
    private final int blocks;
    private final Parts parts;

    private final TreeSteps steps = new TreeSteps();
    /** Where the bins of a column begin in a histogram of the tree. */
    private final int[] begin;

    private int histogramSize;
    private int drawn;
    private long @Nullable [] root;
    /** By node, how many rows each bin has. */
    private final Map<Stretch, int[]> counts = new HashMap<>();
    /** Of nodes made by a division, the other half. */
    private final Map<Stretch, Half> halves = new HashMap<>();
    /** What was scored last, still without the rows that reached its leaves. */
    private int[] reached = {};

    private record Stretch(int from, int to) {}

    private record Half(Stretch whole, Stretch other) {}

    /**
     * Rows that no tree has grown on.
     *
     * @param sizes how many bins each column has
     * @param rows how many there are
     */
    DistantRows(int[] sizes, int rows, Parts parts) {
        this.sizes = sizes;
        this.rows = rows;
        this.blocks = FitPart.blocks(rows);
        this.parts = parts;
        this.begin = new int[sizes.length];
    }

    /** Asks what is asked and, if they are not known yet, for the rows that reached the leaves of the tree before. */
    private Reader ask(TreeSteps questions, int size) {
        int late = reached.length;
        TreeSteps all = new TreeSteps();
        if (late > 0) {
            all.add(TreeSteps.REACHED);
        }
        for (long number : questions.toArray()) {
            all.add(number);
        }
        Reader answer = new Reader(parts.ask(steps.toArray(), all.toArray(), late + size));
        steps.clear();
        for (int node = 0; node < late; node++) {
            reached[node] = answer.whole();
        }
        reached = new int[0];
        return answer;
    }

    @Override
    public double[] update(
            int[] columns, double share, long draw, long rounding, double gradientScale, double hessianScale) {
        histogramSize = 0;
        for (int column : columns) {
            begin[column] = histogramSize;
            histogramSize += sizes[column];
        }
        TreeSteps questions =
                new TreeSteps().add(TreeSteps.BLOCK_SUMS).add(TreeSteps.DRAWN).add(TreeSteps.ROOT);
        steps.add(TreeSteps.BEGIN)
                .add(gradientScale)
                .add(hessianScale)
                .add(share)
                .add(draw)
                .add(rounding);
        steps.add(columns.length);
        for (int column : columns) {
            steps.add(column);
        }
        Reader answer = ask(questions, 2 * blocks + 1 + numbersOfNode());
        double[] sums = reals(answer, 2 * blocks);
        drawn = answer.whole();
        counts.clear();
        halves.clear();
        root = node(answer, new Stretch(0, drawn));
        return sums;
    }

    /** Of how many nodes is asked at once, so that the answers of all parts together are no burden. */
    private static int atOnce(int numbersOfNode) {
        return Math.max(1, MOST_NUMBERS / Math.max(1, numbersOfNode));
    }

    private int numbersOfNode() {
        return histogramSize + (histogramSize + 1) / 2;
    }

    private static double[] reals(Reader answer, int count) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = answer.real();
        }
        return numbers;
    }

    /** Reads a node's histogram, and keeps its counts. */
    private long[] node(Reader answer, Stretch node) {
        long[] histogram = new long[histogramSize];
        for (int bin = 0; bin < histogramSize; bin++) {
            histogram[bin] = answer.number();
        }
        int[] byBin = new int[histogramSize];
        for (int bin = 0; bin < histogramSize; bin += 2) {
            long two = answer.number();
            byBin[bin] = (int) two;
            if (bin + 1 < histogramSize) {
                byBin[bin + 1] = (int) (two >>> Integer.SIZE);
            }
        }
        counts.put(node, byBin);
        return histogram;
    }

    @Override
    public int begin(int[] columns) {
        return drawn;
    }

    @Override
    public long[][] histograms(int[] from, int[] to) {
        long[] known = root;
        if (known != null) {
            root = null;
            return new long[][] {known};
        }
        long[][] histograms = new long[from.length][];
        int most = atOnce(numbersOfNode());
        for (int begin = 0; begin < from.length; begin += most) {
            int end = Math.min(from.length, begin + most);
            TreeSteps questions = new TreeSteps().add(TreeSteps.HISTOGRAMS).add(end - begin);
            for (int i = begin; i < end; i++) {
                questions.add(from[i]).add(to[i]);
            }
            Reader answer = ask(questions, Math.multiplyExact(end - begin, numbersOfNode()));
            for (int i = begin; i < end; i++) {
                histograms[i] = node(answer, new Stretch(from[i], to[i]));
            }
        }
        for (int i = 0; i < from.length; i++) {
            countOther(new Stretch(from[i], to[i]));
        }
        return histograms;
    }

    /** What a node has that one half of it has not, the other half has. */
    private void countOther(Stretch node) {
        Half half = halves.get(node);
        if (half != null && !counts.containsKey(half.other())) {
            int[] all = counted(half.whole());
            int[] part = counted(node);
            for (int bin = 0; bin < all.length; bin++) {
                all[bin] -= part[bin];
            }
            counts.remove(half.whole());
            counts.put(half.other(), all);
        }
    }

    private int[] counted(Stretch node) {
        int[] byBin = counts.get(node);
        if (byBin == null) {
            throw new IllegalStateException("rows " + node + " have not been counted");
        }
        return byBin;
    }

    @Override
    public int[] divide(int[] from, int[] to, int[] columns, boolean[][] left) {
        int[] middles = from.clone();
        steps.add(TreeSteps.DIVIDE).add(from.length);
        for (int i = 0; i < from.length; i++) {
            Stretch whole = new Stretch(from[i], to[i]);
            int[] byBin = counted(whole);
            for (int bin = 0; bin < left[i].length; bin++) {
                middles[i] += left[i][bin] ? byBin[begin[columns[i]] + bin] : 0;
            }
            Stretch one = new Stretch(from[i], middles[i]);
            Stretch other = new Stretch(middles[i], to[i]);
            halves.put(one, new Half(whole, other));
            halves.put(other, new Half(whole, one));
            steps.add(from[i]).add(middles[i]).add(to[i]).add(columns[i]).add(left[i]);
        }
        return middles;
    }

    @Override
    public double[] counts(int column, int from, int to) {
        int[] byBin = counted(new Stretch(from, to));
        double[] counted = new double[FeatureBins.MOST];
        for (int bin = 0; bin < sizes[column]; bin++) {
            counted[bin] = byBin[begin[column] + bin];
        }
        return counted;
    }

    @Override
    public double[][] sums(int[] from, int[] middle, int[] to) {
        double[][] sums = new double[from.length][0];
        int[] asked =
                IntStream.range(0, from.length).filter(i -> from[i] < to[i]).toArray();
        int most = atOnce(2 * blocks);
        for (int begin = 0; begin < asked.length; begin += most) {
            int[] some = Arrays.copyOfRange(asked, begin, Math.min(asked.length, begin + most));
            TreeSteps questions = new TreeSteps().add(TreeSteps.SUMS).add(some.length);
            for (int i : some) {
                questions.add(from[i]).add(middle[i]).add(to[i]);
            }
            Reader answer = ask(questions, Math.multiplyExact(some.length, 2 * blocks));
            for (int i : some) {
                sums[i] = reals(answer, 2 * blocks);
            }
        }
        return sums;
    }

    @Override
    public int[] score(
            int[] from, int[] to, double[] values, int[] column, int[] left, int[] right, boolean[][] sides) {
        steps.add(TreeSteps.SCORE).add(from.length);
        for (int node = 0; node < from.length; node++) {
            steps.add(from[node]).add(to[node]).add(values[node]);
            steps.add(column[node]).add(left[node]).add(right[node]);
            boolean[] side = sides[node];
            if (side == null) {
                steps.add(0);
            } else {
                steps.add(1).add(side);
            }
        }
        int[] others = new int[from.length];
        if (drawn < rows) {
            reached = others;
        }
        return others;
    }

    @Override
    public double[] scores(int every) {
        int count = (int) ((rows + every - 1L) / every);
        return reals(ask(new TreeSteps().add(TreeSteps.SCORES).add(every).add(count), count), count);
    }

    @Override
    public void close() {
        if (reached.length > 0) {
            ask(new TreeSteps(), 0);
        }
        counts.clear();
        halves.clear();
    }
}
