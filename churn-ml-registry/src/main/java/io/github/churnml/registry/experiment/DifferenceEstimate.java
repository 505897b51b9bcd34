package io.github.churnml.registry.experiment;

/**
 * The difference between the arms' means, challenger less champion, and its variance.
 *
 * <p>With the covariate x it is that of y − θ x (A. Deng, Y. Xu, R. Kohavi, T. Walker, "Improving the sensitivity of online
 * controlled experiments by utilizing pre-experiment data", 2013, section 3), θ being the slope within the arms, so that it
 * equals the estimate of an analysis of covariance. The variance is the greater of two: that of the arms taken apart, which the
 * interval needs, and that of all customers as one group, which the test of no difference needs; the first alone is too small
 * where an arm has few leavers.
 *
 * @param difference challenger less champion
 * @param variance its variance
 * @param theta the slope taken off; 0 without a covariate
 */
record DifferenceEstimate(double difference, double variance, double theta) {

    static DifferenceEstimate of(ArmSums champion, ArmSums challenger, boolean adjusted) {
        double theta = adjusted ? theta(champion, challenger) : 0;
        double covariates = challenger.covariateMean() - champion.covariateMean();
        double difference = challenger.mean() - champion.mean() - theta * covariates;
        return new DifferenceEstimate(difference, variance(champion, challenger, theta, difference), theta);
    }

    private static double theta(ArmSums champion, ArmSums challenger) {
        double squares = champion.covariateSquares() + challenger.covariateSquares();
        return squares > 0 ? (champion.products() + challenger.products()) / squares : 0;
    }

    private static double variance(ArmSums champion, ArmSums challenger, double theta, double difference) {
        double m = champion.count();
        double n = challenger.count();
        double left = champion.squaresLeft(theta);
        double right = challenger.squaresLeft(theta);
        double apart = left / (m - 1) / m + right / (n - 1) / n;
        double between = difference * difference * m * n / (m + n);
        double together = (left + right + between) / (m + n - 1) * (1 / m + 1 / n);
        return Math.max(apart, together);
    }
}
