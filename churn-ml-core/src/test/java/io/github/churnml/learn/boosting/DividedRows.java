package io.github.churnml.learn.boosting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of a fit in parts of which each knows only its own: what is kept elsewhere, without the way there. */
final class DividedRows implements Rows {

    private static final int BLOCK = 8192;

    private final List<LocalRows> parts = new ArrayList<>();
    /** Of each part, where the rows of nodes stand there: by where they would stand among all. */
    private final List<Map<List<Integer>, int[]>> places = new ArrayList<>();

    private final List<int[]> late = new ArrayList<>();
    private final List<int[]> counted = new ArrayList<>();

    /** How many leaves were added up in full precision. */
    int leavesAddedUp;

    int divisions;

    DividedRows(BinnedTable table, int[] labels, double base, int count) {
        int blocks = (labels.length + BLOCK - 1) / BLOCK;
        int[] sizes = Arrays.stream(table.columns).mapToInt(FeatureBins::size).toArray();
        for (int part = 0; part < count; part++) {
            int from = Math.min(labels.length, BLOCK * (part * blocks / count));
            int to = Math.min(labels.length, BLOCK * ((part + 1) * blocks / count));
            byte[][] bins = new byte[sizes.length][];
            Arrays.setAll(bins, column -> Arrays.copyOfRange(table.bins[column], from, to));
            parts.add(new LocalRows(bins, sizes, Arrays.copyOfRange(labels, from, to), base, from));
            places.add(new HashMap<>());
        }
    }

    private int[][] places(int part, int[] from, int[] to) {
        int[][] own = new int[2][from.length];
        for (int i = 0; i < from.length; i++) {
            int[] place = from[i] < to[i] ? places.get(part).get(List.of(from[i], to[i])) : new int[2];
            own[0][i] = place[0];
            own[1][i] = place[1];
        }
        return own;
    }

    @Override
    public double[] update(int[] columns, double share, long draw, long rounding, double gradients, double hessians) {
        return parts.stream()
                .map(part -> part.update(columns, share, draw, rounding, gradients, hessians))
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    @Override
    public int begin(int[] columns) {
        int[] drawn = parts.stream().mapToInt(part -> part.begin(columns)).toArray();
        int all = Arrays.stream(drawn).sum();
        for (int part = 0; part < drawn.length; part++) {
            places.get(part).clear();
            places.get(part).put(List.of(0, all), new int[] {0, drawn[part]});
        }
        return all;
    }

    @Override
    public long[][] histograms(int[] from, int[] to) {
        long[][] all = new long[from.length][];
        for (int part = 0; part < parts.size(); part++) {
            int[][] own = places(part, from, to);
            long[][] more = parts.get(part).histograms(own[0], own[1]);
            for (int i = 0; i < all.length; i++) {
                long[] sum = all[i] == null ? new long[more[i].length] : all[i];
                long[] other = more[i];
                Arrays.setAll(sum, bin -> sum[bin] + other[bin]);
                all[i] = sum;
            }
        }
        return all;
    }

    @Override
    public int[] divide(int[] from, int[] to, int[] columns, boolean[][] left) {
        divisions += from.length;
        int[] middles = from.clone();
        List<int[]> ownMiddles = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            int[][] own = places(part, from, to);
            int[] middle = parts.get(part).divide(own[0], own[1], columns, left);
            ownMiddles.add(middle);
            Arrays.setAll(middles, i -> middles[i] + middle[i] - own[0][i]);
        }
        for (int part = 0; part < parts.size(); part++) {
            int[][] own = places(part, from, to);
            for (int i = 0; i < from.length; i++) {
                int middle = ownMiddles.get(part)[i];
                places.get(part).put(List.of(from[i], middles[i]), new int[] {own[0][i], middle});
                places.get(part).put(List.of(middles[i], to[i]), new int[] {middle, own[1][i]});
            }
        }
        return middles;
    }

    @Override
    public double[] counts(int column, int from, int to) {
        double[] counts = new double[FeatureBins.MOST];
        for (int part = 0; part < parts.size(); part++) {
            int[][] own = places(part, new int[] {from}, new int[] {to});
            double[] more = parts.get(part).counts(column, own[0][0], own[1][0]);
            Arrays.setAll(counts, bin -> counts[bin] + more[bin]);
        }
        return counts;
    }

    @Override
    public double[][] sums(int[] from, int[] middle, int[] to) {
        double[][] sums = new double[from.length][0];
        for (int part = 0; part < parts.size(); part++) {
            int[][] own = places(part, from, to);
            int[] ownMiddle = new int[from.length];
            for (int i = 0; i < from.length; i++) {
                boolean divided = from[i] < to[i] && from[i] < middle[i];
                ownMiddle[i] = divided ? places.get(part).get(List.of(from[i], middle[i]))[1] : own[0][i];
            }
            double[][] more = parts.get(part).sums(own[0], ownMiddle, own[1]);
            for (int i = 0; i < from.length; i++) {
                if (from[i] < to[i]) {
                    leavesAddedUp += part == 0 ? 1 : 0;
                    int blocks = more[i].length > 0 ? more[i].length : blocks(part);
                    int before = sums[i].length;
                    sums[i] = Arrays.copyOf(sums[i], before + blocks);
                    System.arraycopy(more[i], 0, sums[i], before, more[i].length);
                }
            }
        }
        return sums;
    }

    /** Two sums for each block of a part. */
    private int blocks(int part) {
        return 2 * ((parts.get(part).rows(0).length + BLOCK - 1) / BLOCK);
    }

    @Override
    public int[] score(
            int[] from, int[] to, double[] values, int[] column, int[] left, int[] right, boolean[][] sides) {
        int[] reached = new int[from.length];
        for (int part = 0; part < parts.size(); part++) {
            int[][] own = places(part, from, to);
            int[] more = parts.get(part).score(own[0], own[1], values, column, left, right, sides);
            Arrays.setAll(reached, node -> reached[node] + more[node]);
        }
        late.add(new int[from.length]);
        counted.add(reached);
        return late.get(late.size() - 1);
    }

    @Override
    public double[] scores(int every) {
        return parts.stream()
                .flatMapToDouble(part -> Arrays.stream(part.scores(every)))
                .toArray();
    }

    /** What was reached is told as late as it may be. */
    @Override
    public void close() {
        for (int tree = 0; tree < late.size(); tree++) {
            System.arraycopy(counted.get(tree), 0, late.get(tree), 0, counted.get(tree).length);
        }
    }
}
