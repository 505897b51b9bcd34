package io.github.churnml.data.synthetic;

/** What an account did, or what happened to it. */
public enum UsageKind {
    /** Someone worked with the product; the amount is the length in minutes. */
    LOGIN("login"),
    /** Someone exported data; the amount is the number of rows. */
    EXPORT("export"),
    /** A question to the support; there is no amount. */
    TICKET("ticket"),
    /** The monthly payment failed; the amount is the money that was due. Customers only. */
    PAYMENT_FAILED("payment_failed");

    private final String label;

    UsageKind(String label) {
        this.label = label;
    }

    /** {@return the spelling in the file, such as {@code payment_failed}} */
    public String label() {
        return label;
    }
}
