package io.github.churnml.report.heldout;

import java.util.BitSet;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A few points of a curve whose straight lines stay as near to all of its points as they can: of the pieces between chosen points,
 * the one with the farthest point is divided there, again and again. After D. Douglas and T. Peucker, Algorithms for the reduction
 * of the number of points required to represent a digitized line or its caricature, Cartographica 10, 1973, with a number of points
 * in place of their tolerance. Points that are chosen are exact; {@link #farthest} says how far the others lie from the lines.
 * Public for the pages of this module alone.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class Thinning {

    private final double[] x;
    private final double[] y;
    private final BitSet chosen = new BitSet();
    private double farthest;

    /** A piece between two chosen points, with its point that is farthest from the straight line between them. */
    private record Piece(int from, int to, int middle, double distance) {}

    private Thinning(double[] x, double[] y) {
        this.x = x;
        this.y = y;
    }

    /**
     * Chooses points.
     *
     * @param x along the page, in units of the picture's width
     * @param y up the page, in units of its height; as many
     * @param most how many to choose, 2 or more
     * @return the choice
     */
    public static Thinning of(double[] x, double[] y, int most) {
        Thinning thinning = new Thinning(x, y);
        thinning.choose(most);
        return thinning;
    }

    private void choose(int most) {
        int last = x.length - 1;
        chosen.set(0);
        chosen.set(last);
        PriorityQueue<Piece> pieces = new PriorityQueue<>(
                Comparator.<Piece>comparingDouble(piece -> -piece.distance()).thenComparingInt(Piece::from));
        pieces.add(piece(0, last));
        int count = 2;
        while (count < most && pieces.element().distance() > 0) {
            Piece piece = pieces.remove();
            chosen.set(piece.middle());
            pieces.add(piece(piece.from(), piece.middle()));
            pieces.add(piece(piece.middle(), piece.to()));
            count++;
        }
        farthest = pieces.element().distance();
    }

    private Piece piece(int from, int to) {
        int middle = from;
        double most = 0;
        double along = x[to] - x[from];
        double up = y[to] - y[from];
        double length = along * along + up * up;
        for (int i = from + 1; i < to; i++) {
            double right = x[i] - x[from];
            double above = y[i] - y[from];
            double share = length == 0 ? 0 : Math.min(1, Math.max(0, (right * along + above * up) / length));
            double distance = square(right - share * along) + square(above - share * up);
            if (distance > most) {
                most = distance;
                middle = i;
            }
        }
        return new Piece(from, to, middle, Math.sqrt(most));
    }

    private static double square(double side) {
        return side * side;
    }

    /** {@return the numbers of the points chosen, ascending} */
    public int[] points() {
        return chosen.stream().toArray();
    }

    /** {@return how far a point that was not chosen lies from the lines at most, in units of the picture} */
    public double farthest() {
        return farthest;
    }
}
