package io.github.churnml.predictor;

/** Turns sizes into shares of their sum. */
final class Shares {

    private Shares() {}

    /** Divides by the largest first, so that neither huge nor tiny sizes overflow or vanish in the sum. */
    static double[] of(double[] sizes) {
        double largest = 0;
        for (double size : sizes) {
            largest = Math.max(largest, size);
        }
        double[] shares = new double[sizes.length];
        if (largest == 0) {
            return shares;
        }
        double sum = 0;
        for (int i = 0; i < sizes.length; i++) {
            shares[i] = sizes[i] / largest;
            sum += shares[i];
        }
        for (int i = 0; i < sizes.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }
}
