package io.github.churnml.serving.policy;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the row that a model takes out of a customer as an application knows one, with its events. Safe for any thread.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
@FunctionalInterface
public interface RowMaker {

    /** The key of a customer that says that a row is to be made: {@code "events"}. */
    String KEY = "events";

    /**
     * Makes a row.
     *
     * @param customer a JSON object as plain values, with the key {@link #KEY}
     * @return columns of the model to their values; null for missing
     * @throws io.github.churnml.error.DataException if the customer is not as it should be
     */
    Map<String, @Nullable Object> row(Map<String, @Nullable Object> customer);
}
