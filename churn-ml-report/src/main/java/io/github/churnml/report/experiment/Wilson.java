package io.github.churnml.report.experiment;

/** Intervals of shares of runs: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", 1927; 95 %. */
final class Wilson {

    private static final double Z = 1.959963984540054;

    private Wilson() {}

    /** The ends of the interval of a share of so many, which are within 0 and 1. */
    static double[] of(double share, double all) {
        double z2 = Z * Z / all;
        double middle = (share + z2 / 2) / (1 + z2);
        double half = Z / (1 + z2) * Math.sqrt(share * (1 - share) / all + z2 / (4 * all));
        return new double[] {Math.max(0, Math.min(share, middle - half)), Math.min(1, Math.max(share, middle + half))};
    }
}
