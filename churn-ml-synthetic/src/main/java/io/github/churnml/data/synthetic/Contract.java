package io.github.churnml.data.synthetic;

/** How long a customer is bound. */
public enum Contract {
    /** Can leave any month, 55 % of customers. */
    MONTH_TO_MONTH("Month-to-month", 0.55, 18.0, 1.00, 0.0),
    /** Bound for a year at a time, 25 % of customers. */
    ONE_YEAR("One year", 0.25, 30.0, 0.94, -1.2),
    /** Bound for two years at a time, 20 % of customers. */
    TWO_YEARS("Two year", 0.20, 40.0, 0.88, -2.2);

    private final String label;
    final double share;
    final double meanTenure;
    final double priceFactor;
    final double logOdds;

    Contract(String label, double share, double meanTenure, double priceFactor, double logOdds) {
        this.label = label;
        this.share = share;
        this.meanTenure = meanTenure;
        this.priceFactor = priceFactor;
        this.logOdds = logOdds;
    }

    /** {@return the spelling in the file, such as {@code Month-to-month}} */
    public String label() {
        return label;
    }
}
