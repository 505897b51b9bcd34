package io.github.churnml.serving.policy;

/** What the positive class means, and so how {@code POST /predict} answers. */
public enum Outcome {
    /** Customers leave: {@code probability}, {@code class}, {@code positive}, {@code tier}. */
    CHURN,
    /**
     * Customers buy: {@code conversion_probability}, rounded to four decimals, and {@code will_convert}, Yes or No; of a model
     * that has an outcome of its own by its words, such as {@code renewal_probability} and {@code will_renew}.
     */
    CONVERSION
}
