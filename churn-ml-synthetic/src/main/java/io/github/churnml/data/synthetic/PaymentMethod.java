package io.github.churnml.data.synthetic;

/** How a customer pays. */
public enum PaymentMethod {
    /** Credit or debit card, 40 % of customers. */
    CARD("Card", 0.40, 0.62, 0.0),
    /** Transfer or direct debit, 28 % of customers. */
    BANK_TRANSFER("Bank transfer", 0.28, 0.70, -0.1),
    /** A wallet on the telephone, 17 % of customers. */
    WALLET("Wallet", 0.17, 0.45, 0.1),
    /** A bill that the customer settles by hand, 15 % of customers. */
    INVOICE("Invoice", 0.15, 0.05, 0.3);

    private final String label;
    final double share;
    final double autopayShare;
    final double logOdds;

    PaymentMethod(String label, double share, double autopayShare, double logOdds) {
        this.label = label;
        this.share = share;
        this.autopayShare = autopayShare;
        this.logOdds = logOdds;
    }

    /** {@return the spelling in the file, such as {@code Bank transfer}} */
    public String label() {
        return label;
    }
}
