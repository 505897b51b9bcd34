package io.github.churnml.resample;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The nearest rows of some rows, found by comparing each with all others.
 *
 * <p>Plan. Rows asked for are taken in blocks, the others in {@linkplain DistanceTile tiles} that stay in the first-level
 * cache while a block passes over them. A tile gives all its distances to one row at once; only then is each compared with
 * the k-th least so far, which few undercut. A tree over the rows would have to open most of its leaves at the ten or more
 * axes of a customer table.
 *
 * <p>Tiles are passed in ascending order, so of equal distances the earlier row wins. Each block writes its own part of
 * the answer: the bits do not depend on the number of threads.
 *
 * @param k how many neighbours each has
 * @param rows the neighbours of the first row asked for, nearest first, then those of the second, and so on
 * @param squaredDistances theirs
 */
record Neighbours(int k, int[] rows, double[] squaredDistances) {

    private static final int BLOCK = 64;

    /**
     * Finds them, on all cores.
     *
     * @param space the distances
     * @param count how many rows there are, at least k + 1
     * @param queries the rows asked for
     * @param k how many neighbours each shall have
     */
    static Neighbours find(DistanceSpace space, int count, int[] queries, int k) {
        Neighbours found = new Neighbours(k, new int[queries.length * k], new double[queries.length * k]);
        Arrays.fill(found.squaredDistances, Double.POSITIVE_INFINITY);
        DistanceTile[] tiles = DistanceTile.all(space, count);
        IntStream.range(0, (queries.length + BLOCK - 1) / BLOCK).parallel().forEach(b -> {
            double[] distances = DistanceTile.newDistances();
            for (DistanceTile tile : tiles) {
                for (int slot = b * BLOCK; slot < Math.min(queries.length, (b + 1) * BLOCK); slot++) {
                    int query = queries[slot];
                    tile.measure(tiles[query / DistanceTile.SIZE], query % DistanceTile.SIZE, distances);
                    if (tile == tiles[query / DistanceTile.SIZE]) {
                        distances[query % DistanceTile.SIZE] = Double.POSITIVE_INFINITY;
                    }
                    found.offer(slot, tile.first(), distances, tile.length());
                }
            }
        });
        return found;
    }

    private void offer(int slot, int firstRow, double[] distances, int length) {
        int last = slot * k + k - 1;
        double worst = squaredDistances[last];
        for (int i = 0; i < length; i++) {
            if (distances[i] < worst) {
                insert(slot * k, last, firstRow + i, distances[i]);
                worst = squaredDistances[last];
            }
        }
    }

    /** Puts a row in its place, behind all that are as near, and drops the last. */
    private void insert(int first, int last, int row, double distance) {
        int at = last;
        while (at > first && squaredDistances[at - 1] > distance) {
            squaredDistances[at] = squaredDistances[at - 1];
            rows[at] = rows[at - 1];
            at--;
        }
        squaredDistances[at] = distance;
        rows[at] = row;
    }
}
