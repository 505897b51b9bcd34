package io.github.churnml.drift;

/**
 * The distribution of the one-sample Kolmogorov statistic for many rows, which is also that of two large samples with
 * {@code n = n1 n2 / (n1 + n2)}: the limit law with its corrections up to {@code n^(-3/2)} (W. Pelz and I. J. Good,
 * "Approximating the lower tail-areas of the Kolmogorov-Smirnov one-sample statistic", Journal of the Royal Statistical
 * Society B 38, 1976); in the upper tail twice the one-sided probability (U. R. Maag and G. Dicaire 1971), since both sides
 * are hardly ever exceeded together.
 */
final class KolmogorovLimit {

    /** From this scaled distance on the tail is below 1e-6, where one minus the body loses digits. */
    private static final double TAIL = 2.7;

    private static final int TERMS = 40;

    private KolmogorovLimit() {}

    /** The probability of a distance of at least {@code d} between {@code n} draws and their own distribution. */
    static double survival(double d, double n) {
        double z = d * Math.sqrt(n);
        if (!(d > 0) || z < 0.04) {
            return 1;
        }
        if (d >= 1) {
            return 0;
        }
        if (z >= TAIL) {
            double upper = 6 * n * d + 1;
            return Math.min(1, 2 * StrictMath.exp(-upper * upper / (18 * n)));
        }
        return Math.max(0, Math.min(1, 1 - body(z, n)));
    }

    private static double body(double z, double n) {
        double z2 = z * z;
        double z4 = z2 * z2;
        double z6 = z4 * z2;
        double z8 = z4 * z4;
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double whole2 = 0;
        double whole3 = 0;
        for (int k = TERMS; k >= 0; k--) {
            // Both signs of k + 1/2 give the same term; so do those of k, whose zero adds nothing.
            double h2 = Math.PI * Math.PI * (k + 0.5) * (k + 0.5);
            double h4 = h2 * h2;
            double e = 2 * StrictMath.exp(-h2 / (2 * z2));
            s0 += e;
            s1 += (h2 - z2) * e;
            s2 += (6 * z6 + 2 * z4 + h2 * (2 * z4 - 5 * z2) + h4 * (1 - 2 * z2)) * e;
            s3 += (h4 * h2 * (5 - 30 * z2)
                            + h4 * (-60 * z2 + 212 * z4)
                            + h2 * (135 * z4 - 96 * z6)
                            - (30 * z6 + 90 * z8))
                    * e;
            double w2 = Math.PI * Math.PI * (double) k * k;
            double f = 2 * StrictMath.exp(-w2 / (2 * z2));
            whole2 += w2 * f;
            whole3 += (3 * w2 * z2 - w2 * w2) * f;
        }
        double root = Math.sqrt(Math.PI / 2);
        double k0 = root / z * s0;
        double k1 = root / (6 * z4) * s1;
        double k2 = root / (72 * z6 * z) * s2 - root / (36 * z2 * z) * whole2;
        double k3 = root / (6480 * z8 * z2) * s3 + root / (108 * z6) * whole3;
        double rootN = Math.sqrt(n);
        return k0 + k1 / rootN + k2 / n + k3 / (n * rootN);
    }
}
