package io.github.churnml.resample;

import java.util.Arrays;

/**
 * Some consecutive rows of a {@link DistanceSpace}, axis by axis, and their squared distances to any row.
 *
 * <p>Distances are added up axis by axis into a small array, in loops without branches or offsets, which the compiler
 * turns into vector instructions. Whether two levels differ is computed, too: codes are whole numbers, so the lesser of
 * their squared difference and 1 is 0 or 1. The order of the additions is that of the axes, for every caller.
 */
final class DistanceTile {

    /** Rows per tile: with 12 axes, 24 KB. */
    static final int SIZE = 256;

    private final int first;
    private final int length;
    private final double[][] numbers;
    private final double[][] gappy;
    private final double[][] levels;
    private final double penalty;

    private DistanceTile(
            int first, int length, double[][] numbers, double[][] gappy, double[][] levels, double penalty) {
        this.first = first;
        this.length = length;
        this.numbers = numbers;
        this.gappy = gappy;
        this.levels = levels;
        this.penalty = penalty;
    }

    /** All rows in tiles of {@link #SIZE}; the last is filled up with zeros, whose distances mean nothing. */
    static DistanceTile[] all(DistanceSpace space, int count) {
        double[][] complete = axes(space.numbers(), false);
        double[][] gappy = axes(space.numbers(), true);
        DistanceTile[] tiles = new DistanceTile[(count + SIZE - 1) / SIZE];
        for (int t = 0; t < tiles.length; t++) {
            int first = t * SIZE;
            tiles[t] = new DistanceTile(
                    first,
                    Math.min(SIZE, count - first),
                    cut(complete, first),
                    cut(gappy, first),
                    cut(space.levels(), first),
                    space.penalty());
        }
        return tiles;
    }

    private static double[][] axes(double[][] axes, boolean withGaps) {
        return Arrays.stream(axes)
                .filter(axis -> Arrays.stream(axis).anyMatch(Double::isNaN) == withGaps)
                .toArray(double[][]::new);
    }

    private static double[][] cut(double[][] axes, int first) {
        double[][] cut = new double[axes.length][SIZE];
        for (int j = 0; j < axes.length; j++) {
            System.arraycopy(axes[j], first, cut[j], 0, Math.min(SIZE, axes[j].length - first));
        }
        return cut;
    }

    static double[] newDistances() {
        return new double[SIZE];
    }

    int first() {
        return first;
    }

    /** How many rows there are; the distances from here on mean nothing. */
    int length() {
        return length;
    }

    /** Measures from one row of a tile, this one or another of the same space, to all rows of this one. */
    void measure(DistanceTile from, int row, double[] distances) {
        Arrays.fill(distances, 0);
        int j = 0;
        for (; j + 1 < numbers.length; j += 2) {
            addSquares(distances, numbers[j], from.numbers[j][row], numbers[j + 1], from.numbers[j + 1][row]);
        }
        if (j < numbers.length) {
            addSquares(distances, numbers[j], from.numbers[j][row]);
        }
        for (j = 0; j < levels.length; j++) {
            addPenalties(distances, levels[j], from.levels[j][row], penalty);
        }
        for (j = 0; j < gappy.length; j++) {
            addWithGaps(distances, gappy[j], from.gappy[j][row], penalty);
        }
    }

    private static void addSquares(double[] into, double[] one, double x, double[] other, double y) {
        for (int i = 0; i < into.length; i++) {
            double dx = one[i] - x;
            double dy = other[i] - y;
            into[i] += dx * dx + dy * dy;
        }
    }

    private static void addSquares(double[] into, double[] axis, double x) {
        for (int i = 0; i < into.length; i++) {
            double dx = axis[i] - x;
            into[i] += dx * dx;
        }
    }

    private static void addPenalties(double[] into, double[] codes, double code, double penalty) {
        for (int i = 0; i < into.length; i++) {
            double difference = codes[i] - code;
            into[i] += Math.min(difference * difference, 1) * penalty;
        }
    }

    private static void addWithGaps(double[] into, double[] axis, double x, double penalty) {
        for (int i = 0; i < into.length; i++) {
            double dx = axis[i] - x;
            if (Double.isNaN(dx)) {
                into[i] += Double.isNaN(x) && Double.isNaN(axis[i]) ? 0 : penalty;
            } else {
                into[i] += dx * dx;
            }
        }
    }
}
