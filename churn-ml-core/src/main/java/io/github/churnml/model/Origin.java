package io.github.churnml.model;

/**
 * Where an imported model comes from.
 *
 * @param system what trained it, such as {@code XGBoost 2.1.3}
 * @param objective what it was trained for, as its file said it, such as {@code binary:logistic}
 * @param sha256 the SHA-256 of the file that was imported, in hexadecimal digits
 */
public record Origin(String system, String objective, String sha256) {}
