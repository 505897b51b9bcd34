package io.github.churnml.data.synthetic;

/** How an account came to know the business; who was recommended becomes a customer more often. */
public enum Source {
    /** A search engine, 45 % of accounts. */
    SEARCH("Search", 0.45, 1.0),
    /** Another customer's recommendation, 20 % of accounts. */
    REFERRAL("Referral", 0.20, 1.5),
    /** A partner who sells, 15 % of accounts. */
    PARTNER("Partner", 0.15, 1.2),
    /** A trade fair, 20 % of accounts. */
    FAIR("Fair", 0.20, 0.6);

    private final String label;
    final double share;
    /** What the daily probabilities of growing keen and of converting are multiplied by. */
    final double eagerness;

    Source(String label, double share, double eagerness) {
        this.label = label;
        this.share = share;
        this.eagerness = eagerness;
    }

    /** {@return the spelling in the files, such as {@code Search}} */
    public String label() {
        return label;
    }
}
