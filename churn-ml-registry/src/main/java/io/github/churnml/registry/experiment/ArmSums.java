package io.github.churnml.registry.experiment;

/**
 * Mean and spread of an outcome in one arm, of the covariate beside it, and of both together; updated customer by customer as
 * B. P. Welford (1962) did, so that nothing is lost where means are large. Mutable, for one thread.
 */
final class ArmSums {

    private long count;
    private double mean;
    private double covariateMean;
    private double squares;
    private double covariateSquares;
    private double products;

    void add(double outcome, double covariate) {
        count++;
        double before = outcome - mean;
        double covariateBefore = covariate - covariateMean;
        mean += before / count;
        covariateMean += covariateBefore / count;
        squares += before * (outcome - mean);
        covariateSquares += covariateBefore * (covariate - covariateMean);
        products += before * (covariate - covariateMean);
    }

    long count() {
        return count;
    }

    /** NaN if there is nobody. */
    double mean() {
        return count == 0 ? Double.NaN : mean;
    }

    double covariateMean() {
        return covariateMean;
    }

    /** Squared distances from the mean, summed up. */
    double squares() {
        return squares;
    }

    double covariateSquares() {
        return covariateSquares;
    }

    double products() {
        return products;
    }

    /** Squared distances from the mean that are left once a multiple of the covariate is taken off. */
    double squaresLeft(double theta) {
        return Math.max(0, squares - 2 * theta * products + theta * theta * covariateSquares);
    }
}
