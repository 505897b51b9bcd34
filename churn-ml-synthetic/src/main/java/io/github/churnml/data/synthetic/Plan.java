package io.github.churnml.data.synthetic;

/** What a customer subscribes to. */
public enum Plan {
    /** The cheapest, 45 % of customers. */
    BASIC("Basic", 0.45, 29.0, 40.0),
    /** The middle one, 35 % of customers. */
    STANDARD("Standard", 0.35, 49.0, 95.0),
    /** The dearest, 20 % of customers. */
    PREMIUM("Premium", 0.20, 79.0, 190.0);

    private final String label;
    final double share;
    final double listPrice;
    final double medianUsageGb;

    Plan(String label, double share, double listPrice, double medianUsageGb) {
        this.label = label;
        this.share = share;
        this.listPrice = listPrice;
        this.medianUsageGb = medianUsageGb;
    }

    /** {@return the spelling in the file, such as {@code Basic}} */
    public String label() {
        return label;
    }
}
